package io.quanyu.know.derive;

import io.quanyu.know.collect.EndedImports;
import io.quanyu.know.collect.ImportEnded;
import io.quanyu.know.segment.Segments;
import io.quanyu.know.segment.spi.BehaviourSource;
import io.quanyu.know.tag.TagSummary;
import io.quanyu.know.tag.Tags;
import io.quanyu.platform.job.RecurringJob;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Brings tags and the sizes of segments up to date: when the last of the waiting imports has ended,
 * every few minutes while more are waiting, and every hour because "how long ago" changes by
 * itself. Imports that end while a run is on share the next one. A run that fails is made up for by
 * the hourly one, a run that never began at the next start: all only ever compute everything from
 * facts.
 */
@Configuration(proxyBeanMethods = false)
class DerivingAfterImport {

  private static final Logger log = LoggerFactory.getLogger(DerivingAfterImport.class);
  private static final Duration PAUSE = Duration.ofHours(1);

  /** A run reads every customer: between imports it would take their time. */
  private static final Duration PAUSE_BETWEEN_IMPORTS = Duration.ofMinutes(5);

  /** How long tags and sizes wait for the warehouse to take in what was imported. */
  private static final Duration WAREHOUSE_WAIT = Duration.ofMinutes(5);

  private enum Run {
    NONE,
    ON,
    ON_AND_AGAIN
  }

  private final EndedImports imports;
  private final Tags tags;
  private final Segments segments;
  private final ObjectProvider<BehaviourSource> behaviour;
  private final Clock clock;
  private final AtomicReference<Run> run = new AtomicReference<>(Run.NONE);
  private volatile Instant startedAt = Instant.EPOCH;

  DerivingAfterImport(
      EndedImports imports,
      Tags tags,
      Segments segments,
      ObjectProvider<BehaviourSource> behaviour,
      Clock clock) {
    this.imports = imports;
    this.tags = tags;
    this.segments = segments;
    this.behaviour = behaviour;
    this.clock = clock;
  }

  /** After the import is committed; returns at once, nobody waits for what is derived. */
  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
  void on(ImportEnded ended) {
    if (ended.isFollowed() && clock.instant().isBefore(startedAt.plus(PAUSE_BETWEEN_IMPORTS))) {
      return; // the import that follows will end, too
    }
    deriveSoon();
  }

  /** Somebody stopped the server between the end of an import and the run that follows from it. */
  @EventListener(ApplicationReadyEvent.class)
  void makeUp() {
    imports
        .lastAt()
        .filter(at ->
            tags.list().stream()
                .map(TagSummary::computedAt)
                .anyMatch(computed -> computed == null || computed.isBefore(at)))
        .ifPresent(_ -> deriveSoon());
  }

  private void deriveSoon() {
    var before = run.getAndUpdate(now -> now == Run.NONE ? Run.ON : Run.ON_AND_AGAIN);
    if (before == Run.NONE) {
      Thread.ofVirtual().name("derive").start(this::deriveUntilDone);
    }
  }

  @Bean
  RecurringJob derivingHourly() {
    return RecurringJob.every("derive", PAUSE, this::derive);
  }

  private void deriveUntilDone() {
    do {
      run.set(Run.ON);
      try {
        derive();
      } catch (RuntimeException | Error e) { // an end without NONE would be the last run for good
        log.error("tags and segments could not be computed; the hourly job tries again", e);
      }
    } while (!run.compareAndSet(Run.ON, Run.NONE));
  }

  private void derive() {
    startedAt = clock.instant();
    // First of all, so that who sees tags of after an import sees its behaviour, too.
    behaviour.getObject().awaitCommitted(WAREHOUSE_WAIT);
    tags.recompute(startedAt);
    segments.refresh();
  }
}
