package io.quanyu.know.collect.internal;

import io.quanyu.know.collect.ImportKind;
import io.quanyu.know.collect.internal.mapping.GuessingMapping;
import io.quanyu.know.collect.internal.mapping.GuessingMapping.Guess;
import io.quanyu.know.collect.internal.mapping.GuessingMapping.Guessed;
import io.quanyu.know.collect.internal.mapping.GuessingMapping.Reason;
import io.quanyu.know.collect.internal.mapping.MappingCheck;
import io.quanyu.know.collect.internal.upload.SampledRows;
import io.quanyu.know.collect.internal.upload.StoredUpload;
import io.quanyu.know.collect.internal.upload.Uploads;
import org.springframework.stereotype.Component;

/** Guesses the mapping of an upload: from a saved mapping that fits it, else from its columns. */
@Component
public final class GuessingUpload {
  private final Uploads uploads;
  private final SavedMappings savedMappings;

  GuessingUpload(Uploads uploads, SavedMappings savedMappings) {
    this.uploads = uploads;
    this.savedMappings = savedMappings;
  }

  /** A mapping to begin with, and what it cannot know. */
  public Guess guess(StoredUpload upload, ImportKind kind) {
    var columns = upload.layout().columns();
    var sample = SampledRows.of(uploads, upload);
    return savedMappings.list().stream()
        .map(SavedMapping::mapping)
        .filter(saved -> saved.kind() == kind && MappingCheck.faultsOf(saved, columns).isEmpty())
        .findFirst()
        .map(saved ->
            new Guess(
                saved,
                saved.columns().entrySet().stream()
                    .map(e -> new Guessed(e.getKey(), e.getValue(), Reason.SAVED))
                    .toList(),
                MappingCheck.needsCurrency(saved),
                GuessingMapping.asksForZone(saved, columns, sample)))
        .orElseGet(() -> GuessingMapping.of(kind, columns, sample));
  }
}
