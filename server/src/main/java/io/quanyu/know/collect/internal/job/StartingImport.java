package io.quanyu.know.collect.internal.job;

import io.quanyu.know.collect.CollectProblem;
import io.quanyu.know.collect.ImportKind;
import io.quanyu.know.collect.ImportMapping;
import io.quanyu.know.collect.internal.mapping.GuessingMapping;
import io.quanyu.know.collect.internal.mapping.ImportFields;
import io.quanyu.know.collect.internal.mapping.MappingCheck;
import io.quanyu.know.collect.internal.upload.SampledRows;
import io.quanyu.know.collect.internal.upload.StoredUpload;
import io.quanyu.know.collect.internal.upload.Uploads;
import io.quanyu.platform.web.FieldError;
import io.quanyu.platform.web.ProblemException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Hands an uploaded file, or what remained of one in quarantine, to the imports. */
public final class StartingImport {
  private static final Pattern CHANNEL = Pattern.compile("[a-z][a-z0-9_]{0,39}");

  private final ImportSql jobs;
  private final Uploads uploads;
  private final RunningImports runningImports;
  private final Clock clock;

  public StartingImport(
      ImportSql jobs, Uploads uploads, RunningImports runningImports, Clock clock) {
    this.jobs = jobs;
    this.uploads = uploads;
    this.runningImports = runningImports;
    this.clock = clock;
  }

  /**
   * What came of the wish to import.
   *
   * @param isRepeated the same file is being or was imported before: this is that import
   */
  public record Started(ImportJob job, boolean isRepeated) {}

  /**
   * Queues an import. The same file for the same kind and channel is the same import: while it runs
   * and after it completed it is only answered; if it failed or was cancelled it goes on from where
   * it stopped, by the new mapping.
   *
   * @param moreFollows whether who starts it starts the next one at once
   * @throws ProblemException if the mapping does not fit, or the currency or zone is missing
   */
  public Started start(
      UUID uploadId,
      String channel,
      ImportMapping mapping,
      @Nullable String currency,
      @Nullable String zone,
      boolean moreFollows) {
    if (!CHANNEL.matcher(channel).matches()) {
      throw new ProblemException(
          CollectProblem.CHANNEL_INVALID,
          "A channel is a word of small letters, digits and underscores, such as mini_program.");
    }
    var upload = uploads.get(uploadId);
    var source = ImportSql.sourceOf(upload, mapping.kind(), channel);
    var known = jobs.findBySource(source);
    if (known.isPresent() && isAnswered(known.get())) {
      return new Started(known.get(), true);
    }
    var sample = SampledRows.of(uploads, upload);
    var checked = checked(mapping, upload, sample);
    var currencyCode = currency(checked, currency);
    var zoneId = zone(checked, zone, upload, sample);
    if (known.isPresent()) {
      jobs.requeue(known.get().jobNo(), checked, currencyCode, zoneId, moreFollows);
    } else {
      jobs.insert(
          UUID.randomUUID(),
          uploadId,
          null,
          source,
          channel,
          checked,
          currencyCode,
          zoneId,
          moreFollows,
          clock.instant());
    }
    runningImports.wake();
    return new Started(jobs.findBySource(source).orElseThrow(), false);
  }

  /**
   * Queues the rows of an ended import that wait in quarantine, to be run again.
   *
   * @param mapping another mapping; null for the same
   */
  public ImportJob replay(UUID importId, @Nullable ImportMapping mapping) {
    var first = get(importId);
    if (first.state().isUnderWay()) {
      throw new ProblemException(
          CollectProblem.IMPORT_UNDER_WAY, "Replay its rejected rows when it has ended.");
    }
    var upload = uploads.get(first.uploadId());
    int replayed = first.replaysJobNo() == null ? first.jobNo() : first.replaysJobNo();
    if (jobs.quarantined(replayed, upload.key(), 1, true, 1).isEmpty()) {
      throw new ProblemException(
          CollectProblem.NOTHING_TO_REPLAY,
          "All rows are imported, or their form is damaged: mend those in the file itself.");
    }
    var used = mapping == null ? first.mapping() : mapping;
    if (used.kind() != first.kind()) {
      throw invalid(List.of(new MappingCheck.Fault("kind", "A replay is of the same kind.")));
    }
    var faults = MappingCheck.faultsOf(used, upload.layout().columns());
    if (!faults.isEmpty()) {
      throw invalid(faults);
    }
    var id = UUID.randomUUID();
    jobs.insert(
        id,
        first.uploadId(),
        replayed,
        first.source(),
        first.channel(),
        used.orderRules() == null && first.mapping().orderRules() != null
            ? used.withOrderRules(first.mapping().orderRules())
            : used,
        first.currency(),
        first.zone(),
        false,
        clock.instant());
    runningImports.wake();
    return get(id);
  }

  /** Stops an import after its current chunk. */
  public ImportJob cancel(UUID importId) {
    var job = get(importId);
    if (job.state().isUnderWay()) {
      jobs.requestCancel(job.jobNo(), clock.instant());
      runningImports.wake();
    }
    return get(importId);
  }

  /**
   * An import by its id.
   *
   * @throws ProblemException if there is none
   */
  public ImportJob get(UUID importId) {
    return jobs.find(importId)
        .orElseThrow(() ->
            new ProblemException(
                CollectProblem.IMPORT_NOT_FOUND, "Look it up in the list of imports."));
  }

  private static boolean isAnswered(ImportJob job) {
    return job.state().isUnderWay() || job.state() == ImportState.COMPLETED;
  }

  private ImportMapping checked(
      ImportMapping mapping, StoredUpload upload, List<List<String>> sample) {
    var columns = upload.layout().columns();
    var faults = MappingCheck.faultsOf(mapping, columns);
    if (!faults.isEmpty()) {
      throw invalid(faults);
    }
    if (mapping.kind() != ImportKind.ORDERS || mapping.orderRules() != null) {
      return mapping;
    }
    var orderNos =
        GuessingMapping.valuesOf(columns, sample, mapping.columns().get(ImportFields.ORDER_NO));
    return mapping.withOrderRules(GuessingMapping.rulesOf(orderNos));
  }

  private static ProblemException invalid(List<MappingCheck.Fault> faults) {
    return new ProblemException(
        CollectProblem.MAPPING_INVALID,
        faults.getFirst().detail(),
        faults.stream().map(f -> new FieldError("mapping." + f.field(), f.detail())).toList());
  }

  private static @Nullable String currency(ImportMapping mapping, @Nullable String said) {
    var code = said != null ? said : mapping.constants().get(ImportMapping.CURRENCY);
    if (code == null) {
      if (MappingCheck.needsCurrency(mapping)) {
        throw new ProblemException(
            CollectProblem.CURRENCY_NEEDED,
            "No column tells the currency of the amounts; say it, for example CNY.");
      }
      return null;
    }
    try {
      return Currency.getInstance(code.strip().toUpperCase(Locale.ROOT)).getCurrencyCode();
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          CollectProblem.CURRENCY_NEEDED,
          code + " is no currency; say it as three letters, such as CNY.");
    }
  }

  private static @Nullable String zone(
      ImportMapping mapping,
      @Nullable String said,
      StoredUpload upload,
      List<List<String>> sample) {
    var name = said != null ? said : mapping.constants().get(ImportMapping.ZONE);
    if (name == null) {
      if (GuessingMapping.asksForZone(mapping, upload.layout().columns(), sample)) {
        throw new ProblemException(
            CollectProblem.ZONE_NEEDED,
            "The times of the file carry no zone; say it, for example Asia/Shanghai.");
      }
      return null;
    }
    try {
      return ZoneId.of(name.strip()).getId();
    } catch (DateTimeException e) {
      throw new ProblemException(
          CollectProblem.ZONE_NEEDED, name + " is no time zone; say it like Asia/Shanghai.");
    }
  }
}
