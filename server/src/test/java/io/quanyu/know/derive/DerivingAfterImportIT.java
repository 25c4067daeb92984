package io.quanyu.know.derive;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.know.collect.ImportEnded;
import io.quanyu.know.collect.ImportKind;
import io.quanyu.know.collect.client.CommandLine;
import io.quanyu.know.segment.Segments;
import io.quanyu.know.segment.spi.BehaviourSource;
import io.quanyu.know.tag.Tags;
import io.quanyu.know.tag.spi.TagDefinition;
import io.quanyu.know.tag.spi.TagKind;
import io.quanyu.know.tag.spi.TagSource;
import io.quanyu.platform.job.RecurringJob;
import io.quanyu.platform.storage.DataDirectory;
import io.quanyu.testing.ServerClient;
import io.quanyu.testing.ServerTest;
import io.quanyu.testing.SetClock;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;

/** What follows from an import: soon, once for many, and in spite of failures and crashes. */
@ServerTest
@Import(DerivingAfterImportIT.Watched.class)
class DerivingAfterImportIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Of channel {@code first}: asks tags, metrics and the warehouse. */
  private static final String BUYERS =
      """
      {"type":"all_of","conditions":[
        {"type":"tag","tag":"channel","values":["first"]},
        {"type":"metric","metric":"orders","operator":"at_least","min":1},
        {"type":"performed","event":"purchase","measure":"count","operator":"at_least",
         "min":1,"window":{"type":"ever"}}]}
      """;

  @TestConfiguration
  static class Watched {
    @Bean
    @Primary
    SetClock setClock() {
      return new SetClock(Instant.parse("2026-11-22T08:00:00Z"));
    }

    @Bean
    WatchedTag watchedTag() {
      return new WatchedTag();
    }

    @Bean
    static BeanPostProcessor warehouseIsWatched() {
      return new BeanPostProcessor() {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
          return bean instanceof BehaviourSource source ? watched(source) : bean;
        }
      };
    }

    /** Notes when a run has waited for the warehouse. */
    private static BehaviourSource watched(BehaviourSource source) {
      return (BehaviourSource)
          Proxy.newProxyInstance(
              BehaviourSource.class.getClassLoader(),
              new Class<?>[] {BehaviourSource.class},
              (_, method, arguments) -> {
                var answer = method.invoke(source, arguments);
                if (method.getName().equals("awaitCommitted")) {
                  noteAfterImport("warehouse");
                }
                return answer;
              });
    }
  }

  private static final List<String> STEPS_AFTER_IMPORTS = new CopyOnWriteArrayList<>();

  private static void noteAfterImport(String step) {
    if (Thread.currentThread().getName().equals("derive")) {
      STEPS_AFTER_IMPORTS.add(step);
    }
  }

  /** A tag that sees every run, and can hold it up or make it fail. */
  static final class WatchedTag implements TagSource {
    private final List<Instant> runsAfterImports = new CopyOnWriteArrayList<>();
    private final CountDownLatch firstHourlyRun = new CountDownLatch(1);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final AtomicReference<@Nullable Semaphore> gate = new AtomicReference<>();

    @Override
    public TagDefinition definition() {
      return TagDefinition.plain("watched", TagKind.METRIC, "观察", "Watched");
    }

    @Override
    public Map<String, RoaringBitmap> customersByValue(Instant asOf) {
      if (!Thread.currentThread().getName().equals("derive")) {
        firstHourlyRun.countDown();
        return Map.of();
      }
      noteAfterImport("tags of " + asOf);
      runsAfterImports.add(asOf);
      var held = gate.get();
      if (held != null) {
        held.acquireUninterruptibly();
      }
      switch (failure.getAndSet(null)) {
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case null, default -> {
          // goes well
        }
      }
      return Map.of();
    }
  }

  private final DerivingAfterImport deriving;
  private final Environment environment;
  private final CommandLine commandLine;
  private final Tags tags;
  private final Segments segments;
  private final SetClock clock;
  private final WatchedTag watched;
  private final ApplicationEventPublisher events;
  private final List<RecurringJob> jobs;
  private final DSLContext db;

  @TempDir Path folder = Path.of("");

  DerivingAfterImportIT(
      DerivingAfterImport deriving,
      Environment environment,
      DataDirectory data,
      Tags tags,
      Segments segments,
      SetClock clock,
      WatchedTag watched,
      ApplicationEventPublisher events,
      List<RecurringJob> jobs,
      DSLContext db) {
    this.deriving = deriving;
    this.environment = environment;
    this.commandLine = new CommandLine(environment, data);
    this.tags = tags;
    this.segments = segments;
    this.clock = clock;
    this.watched = watched;
    this.events = events;
    this.jobs = jobs;
    this.db = db;
  }

  /** The hourly job runs when a server starts; from then on it keeps out of the way. */
  @BeforeEach
  void afterTheFirstHourlyRun() throws InterruptedException {
    watched.firstHourlyRun.await();
    clock.set(clock.instant().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.HOURS));
    watched.failure.set(null);
    watched.gate.set(null);
  }

  @Test
  void anImportShowsInTagsAndInSegmentsOfEveryKindOfCondition() throws IOException {
    var buyers = segment(BUYERS, "buyers");
    assertThat(segments.get(buyers).size()).isZero();

    importOrders("first", 7);

    await(() -> Long.valueOf(7).equals(segments.get(buyers).size()));
    assertThat(tags.customers("channel", "first").getCardinality()).isEqualTo(7);
    assertThat(segments.get(buyers).computedAt()).isEqualTo(clock.instant());
  }

  /** Who sees the tags may ask for behaviour next, and must not be answered from before. */
  @Test
  void tagsWaitForTheWarehouse() {
    clock.set(clock.instant().plusSeconds(1));
    var tagged = "tags of " + clock.instant();
    events.publishEvent(ended(false));
    await(() -> STEPS_AFTER_IMPORTS.contains(tagged));

    assertThat(STEPS_AFTER_IMPORTS).containsSequence("warehouse", tagged);
  }

  /** An error of the JVM, such as no memory left, must not end deriving for good either. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aRunThatFailsLeavesTheImportDoneAndTheNextOneDerives(boolean isError) throws IOException {
    var channel = isError ? "error" : "exception";
    watched.failure.set(
        isError ? new StackOverflowError("too deep") : new IllegalStateException("no answer"));
    importOrders(channel + "_1", 3);
    await(() -> watched.failure.get() == null);
    assertThat(
            number("select count(*) from know_purchase.purchase where channel = ?", channel + "_1"))
        .isEqualTo(3);
    assertThat(tags.customers("channel", channel + "_1").isEmpty()).isTrue();

    importOrders(channel + "_2", 2);

    await(() -> tags.customers("channel", channel + "_2").getCardinality() == 2);
    assertThat(tags.customers("channel", channel + "_1").getCardinality()).isEqualTo(3);
  }

  @Test
  void importsThatEndDuringARunShareTheNext() {
    int before = watched.runsAfterImports.size();
    var gate = new Semaphore(0);
    watched.gate.set(gate);
    events.publishEvent(ended(false));
    await(() -> watched.runsAfterImports.size() == before + 1);
    for (int i = 0; i < 5; i++) {
      events.publishEvent(ended(false));
    }
    watched.gate.set(null);
    gate.release();
    await(() -> watched.runsAfterImports.size() == before + 2);

    // One more of its own: had the five caused more than one run, there would be more by then.
    clock.set(clock.instant().plusSeconds(1));
    events.publishEvent(ended(false));
    await(() -> watched.runsAfterImports.getLast().equals(clock.instant()));
    assertThat(watched.runsAfterImports).hasSize(before + 3);
  }

  @Test
  void whileImportsFollowEachOtherARunComesEveryFiveMinutesAndAfterTheLast() {
    var counted = segment(BUYERS, "followed");
    var begin = clock.instant().plus(Duration.ofMinutes(1)); // sizes are of whole minutes
    clock.set(begin);
    events.publishEvent(ended(true));
    await(() -> begin.equals(segments.get(counted).computedAt())); // that run is over

    var soon = begin.plus(Duration.ofMinutes(5)).minusMillis(1);
    clock.set(soon);
    events.publishEvent(ended(true));
    ServerClient.commandLine(environment).get("/api/tags"); // time for a run that must not come
    var later = begin.plus(Duration.ofMinutes(5));
    clock.set(later);
    events.publishEvent(ended(true));
    await(() -> watched.runsAfterImports.contains(later));
    assertThat(watched.runsAfterImports).doesNotContain(soon);

    var last = later.plusSeconds(1);
    clock.set(last);
    events.publishEvent(ended(false));
    await(() -> watched.runsAfterImports.contains(last));
  }

  /** The server dies between the commit of an import and its tags: the hourly job makes up. */
  @Test
  void whatACrashKeptFromBeingDerivedTheHourlyJobDerives() throws IOException {
    importOrders("crashed", 4);
    await(() -> tags.customers("channel", "crashed").getCardinality() == 4);
    // As a server finds it that starts after the crash: facts, but snapshots from before them.
    db.execute("delete from know_tag.tag_value where tag = 'channel' and value = 'crashed'");
    tags.afterSingletonsInstantiated();
    assertThat(tags.customers("channel", "crashed").isEmpty()).isTrue();

    jobs.stream().filter(job -> job.name().equals("derive")).forEach(job -> job.work().run());

    assertThat(tags.customers("channel", "crashed").getCardinality()).isEqualTo(4);
    assertThat(
            number(
                "select count(*) from platform_job.scheduled_tasks where task_name = ?"
                    + " and execution_time <= now() + interval '1 hour'",
                "derive"))
        .isEqualTo(1);
  }

  /** Somebody stops the server right after an import: the next start does not wait for the hour. */
  @Test
  void whatAStopKeptFromBeingDerivedTheNextStartDerivesAndNothingElse() throws IOException {
    clock.set(clock.instant().plusSeconds(1));
    importOrders("stopped", 4);
    await(() -> tags.customers("channel", "stopped").getCardinality() == 4);
    await(() -> oldestTag().equals(clock.instant()));
    int before = watched.runsAfterImports.size();
    deriving.makeUp(); // as at a start
    ServerClient.commandLine(environment).get("/api/tags"); // time for a run that must not come
    assertThat(watched.runsAfterImports).hasSize(before);
    db.execute("delete from know_tag.tag_value where tag = 'channel' and value = 'stopped'");
    db.execute("update know_tag.tag set computed_at = computed_at - interval '1 second'");
    tags.afterSingletonsInstantiated();

    deriving.makeUp();

    await(() -> tags.customers("channel", "stopped").getCardinality() == 4);
  }

  private Instant oldestTag() {
    return tags.list().stream()
        .map(tag -> Objects.requireNonNullElse(tag.computedAt(), Instant.EPOCH))
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  private UUID segment(String condition, String name) {
    var answer =
        ServerClient.commandLine(environment)
            .send(
                "POST",
                "/api/segments",
                "{\"name\":\"%s\",\"condition\":%s}".formatted(name, condition),
                Map.of("Idempotency-Key", name));
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    return UUID.fromString(answer.json().get("id").asString());
  }

  private void importOrders(String channel, int customers) throws IOException {
    var rows = new StringBuilder("order_no,sku,quantity,unit_price,order_time,customer_id\n");
    for (int i = 0; i < customers; i++) {
      rows.append("%d,A,1,10.00,2026-03-01T00:00:00Z,%s-%d\n".formatted(i, channel, i));
    }
    var file = Files.writeString(folder.resolve(channel + ".csv"), rows).toString();
    commandLine.imports("orders", file, "--currency", "CNY", "--channel", channel);
  }

  private static ImportEnded ended(boolean isFollowed) {
    return new ImportEnded(UUID.randomUUID(), ImportKind.ORDERS, 1, isFollowed);
  }

  private long number(String sql, Object... bindings) {
    return db.fetchSingle(sql, bindings).get(0, Long.class);
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("gave up waiting").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
