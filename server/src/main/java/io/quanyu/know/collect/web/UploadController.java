package io.quanyu.know.collect.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quanyu.brand.audit.Audited;
import io.quanyu.brand.audit.NotAudited;
import io.quanyu.know.collect.ImportKind;
import io.quanyu.know.collect.ImportMapping;
import io.quanyu.know.collect.internal.GuessingUpload;
import io.quanyu.know.collect.internal.job.ImportSql;
import io.quanyu.know.collect.internal.mapping.GuessingMapping;
import io.quanyu.know.collect.internal.reading.FileLayout.FileFormat;
import io.quanyu.know.collect.internal.upload.SampledRows;
import io.quanyu.know.collect.internal.upload.StoredUpload;
import io.quanyu.know.collect.internal.upload.Uploads;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@PreAuthorize("hasAuthority('imports.write')")
class UploadController {
  private static final int SAMPLES_MAX = 5;
  private static final int SAMPLE_CHARS_MAX = 80;

  private final Uploads uploads;
  private final ImportSql jobs;
  private final GuessingUpload guessing;

  UploadController(Uploads uploads, ImportSql jobs, GuessingUpload guessing) {
    this.uploads = uploads;
    this.jobs = jobs;
    this.guessing = guessing;
  }

  /** A column and some of its values. */
  record UploadColumn(String name, List<String> samples) {}

  /** A stored file and its first rows. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record UploadView(
      UUID id,
      String fileName,
      long sizeBytes,
      String sha256,
      String format,
      @Nullable String delimiter,
      List<UploadColumn> columns,
      @Nullable ImportKind suggestedKind,
      @Nullable UUID alreadyImportedJobId) {}

  /** For which kind to guess. */
  record GuessRequest(ImportKind kind) {}

  /** Why a column was taken for a field. */
  record MappingReason(String field, String column, String reason) {}

  /** What the operator must add to a guess. */
  enum Need {
    @JsonProperty("currency")
    CURRENCY,
    @JsonProperty("zone")
    ZONE
  }

  /** A mapping to begin with. */
  record MappingGuess(ImportMapping mapping, List<MappingReason> confidence, List<Need> needs) {}

  @PostMapping("/api/uploads")
  @Audited(action = "uploads.receive", object = "upload")
  @ResponseStatus(HttpStatus.CREATED)
  UploadView upload(HttpServletRequest request) throws IOException {
    var file = MultipartFile.of(request);
    var upload = uploads.receive(file.name(), file.content());
    var sample = SampledRows.of(uploads, upload);
    return view(upload, sample);
  }

  @PostMapping("/api/uploads/{id}/mapping-guess")
  @NotAudited("a question about the columns of a file")
  MappingGuess guess(@PathVariable UUID id, @RequestBody GuessRequest body) {
    var guess = guessing.guess(uploads.get(id), body.kind());
    var needs = new ArrayList<Need>();
    if (guess.needsCurrency()) {
      needs.add(Need.CURRENCY);
    }
    if (guess.needsZone()) {
      needs.add(Need.ZONE);
    }
    return new MappingGuess(
        guess.mapping(),
        guess.guessed().stream()
            .map(g ->
                new MappingReason(
                    g.field(), g.column(), g.reason().name().toLowerCase(Locale.ROOT)))
            .toList(),
        needs);
  }

  private UploadView view(StoredUpload upload, List<List<String>> sample) {
    var layout = upload.layout();
    var columns =
        layout.columns().stream()
            .map(column -> new UploadColumn(column, samplesOf(layout.columns(), sample, column)))
            .toList();
    return new UploadView(
        upload.id(),
        upload.fileName(),
        upload.sizeBytes(),
        HexFormat.of().formatHex(upload.sha256()),
        layout.format().name().toLowerCase(Locale.ROOT),
        layout.format() == FileFormat.CSV ? String.valueOf(layout.delimiter()) : null,
        columns,
        GuessingMapping.kindOf(layout.columns(), sample),
        jobs.findCompletedOf(upload.id()).orElse(null));
  }

  private static List<String> samplesOf(
      List<String> columns, List<List<String>> sample, String column) {
    return GuessingMapping.valuesOf(columns, sample, column).stream()
        .distinct()
        .limit(SAMPLES_MAX)
        .map(value -> value.substring(0, Math.min(value.length(), SAMPLE_CHARS_MAX)))
        .toList();
  }
}
