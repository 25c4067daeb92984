package io.quanyu.know.collect.internal.job;

import io.micrometer.core.instrument.MeterRegistry;
import io.quanyu.know.collect.ImportEnded;
import io.quanyu.know.collect.internal.reading.RowSource;
import io.quanyu.know.collect.internal.reading.UnreadableFileException;
import io.quanyu.know.collect.internal.record.ImportTerms;
import io.quanyu.know.collect.internal.record.RowParser;
import io.quanyu.know.collect.internal.upload.StoredUpload;
import io.quanyu.know.collect.internal.upload.Uploads;
import io.quanyu.know.identity.AccountCustomers;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Currency;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionOperations;

/** Runs one import from where it stands to its end: reads, parses and commits chunk after chunk. */
public final class ImportingFile {
  private static final Logger logger = LoggerFactory.getLogger(ImportingFile.class);

  private final ImportSql jobs;
  private final Uploads uploads;
  private final ImportingChunk importingChunk;
  private final AccountCustomers accountCustomers;
  private final TransactionOperations transactions;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private final MeterRegistry metrics;
  private final int chunkRows;

  public ImportingFile(
      ImportSql jobs,
      Uploads uploads,
      ImportingChunk importingChunk,
      AccountCustomers accountCustomers,
      TransactionOperations transactions,
      ApplicationEventPublisher events,
      Clock clock,
      MeterRegistry metrics,
      int chunkRows) {
    this.jobs = jobs;
    this.uploads = uploads;
    this.importingChunk = importingChunk;
    this.accountCustomers = accountCustomers;
    this.transactions = transactions;
    this.events = events;
    this.clock = clock;
    this.metrics = metrics;
    this.chunkRows = chunkRows;
  }

  /**
   * Runs a job until it ends, or until {@code isStopping} after some chunk; then it goes on at the
   * next start.
   */
  void run(ImportJob job, BooleanSupplier isStopping) throws InterruptedException {
    if (!jobs.start(job.jobNo(), clock.instant())) {
      return; // cancelled since it was found waiting
    }
    var upload = uploads.get(job.uploadId());
    try (var chunks = open(job, upload)) {
      var counts = job.counts();
      while (!isStopping.getAsBoolean()) {
        if (jobs.isCancelRequested(job.jobNo())) {
          end(job, counts, ImportState.CANCELLED, null);
          return;
        }
        var chunk = chunks.next();
        if (chunk.rows() > 0) {
          counts = importingChunk.commit(job, upload.key(), counts, chunk);
          count(job, chunk);
        }
        if (chunk.isLast()) {
          end(job, counts, ImportState.COMPLETED, null);
          return;
        }
      }
    } catch (UnreadableFileException e) {
      fail(job, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      logger.error("import {}: the stored file cannot be read", job.id(), e);
      fail(job, "The stored file cannot be read; upload it again.");
    }
  }

  /** Ends a job that cannot go on; what it imported stays. */
  void fail(ImportJob job, String sentence) {
    var current = jobs.find(job.id()).orElseThrow();
    end(job, current.counts(), ImportState.FAILED, sentence);
  }

  private ReadingChunks open(ImportJob job, StoredUpload upload) throws IOException {
    var terms =
        new ImportTerms(
            job.channel(),
            job.currency() == null ? null : Currency.getInstance(job.currency()),
            job.zone() == null ? null : ZoneId.of(job.zone()),
            job.createdAt());
    var parser = new RowParser(job.mapping(), upload.layout().columns(), terms);
    return new ReadingChunks(rowsOf(job, upload), parser, job.counts().nextLine(), chunkRows);
  }

  private RowSource rowsOf(ImportJob job, StoredUpload upload) throws IOException {
    var replayed = job.replaysJobNo();
    if (replayed != null) {
      return new QuarantinedRows(jobs, replayed, upload.key(), upload.sizeBytes());
    }
    if (!uploads.isKept(upload)) {
      throw new UnreadableFileException("The stored file is gone; upload it again.");
    }
    return upload.layout().open(uploads.bytesOf(upload));
  }

  private void end(
      ImportJob job, ImportCounts counts, ImportState state, @Nullable String failure) {
    transactions.executeWithoutResult(_ -> {
      jobs.end(
          job.jobNo(),
          state,
          jobs.countDocuments(job.jobNo()),
          accountCustomers.of(counts.accounts()).getLongCardinality(),
          failure,
          clock.instant());
      events.publishEvent(
          new ImportEnded(
              job.id(),
              job.kind(),
              counts.accepted(),
              job.moreFollows() || jobs.findWaiting().isPresent()));
    });
    if (state == ImportState.COMPLETED && !jobs.isUploadWaiting(job.uploadId())) {
      uploads.drop(job.uploadId());
    }
    logger.info(
        "import {} of {} is {}: {} rows, {} quarantined",
        job.id(),
        job.kind(),
        state,
        counts.rows(),
        counts.quarantined());
  }

  private void count(ImportJob job, ImportChunk chunk) {
    var kind = job.kind().name().toLowerCase(java.util.Locale.ROOT);
    metrics
        .counter("quanyu.import.rows", "kind", kind, "outcome", "accepted")
        .increment(chunk.records().size());
    metrics
        .counter("quanyu.import.rows", "kind", kind, "outcome", "quarantined")
        .increment(chunk.rejected().size());
  }
}
