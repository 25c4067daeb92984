package io.quanyu.bench.broadcast;

import io.quanyu.bench.Bench;
import io.quanyu.bench.BenchResult;
import io.quanyu.bench.BenchRun;
import io.quanyu.bench.BenchServer;
import io.quanyu.core.contact.MessagePurpose;
import io.quanyu.platform.database.BulkCopy;
import io.quanyu.reach.broadcast.internal.AdvancingBroadcasts;
import io.quanyu.reach.channel.MessageContent;
import io.quanyu.reach.message.MessageSource;
import io.quanyu.reach.message.NewDispatch;
import io.quanyu.reach.message.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How many recipients a second are chosen, capped, split and written to the outbox?
 *
 * <p>Run: {@code ./quanyu bench broadcast [--quick]}. The real server within this process on its
 * own durable PostgreSQL launches a broadcast to some 1,000,000 recipients out of 1,600,000
 * customers with a history of 1,700,000 messages, because of which a cap holds back a quarter of
 * them. The peer is a bare COPY of the very same rows into tables with the same columns, indexes
 * and constraints, in one transaction too. Both are done in turns; the median counts.
 *
 * <p>Then the outbox is drained over a channel of 300 calls a minute whose vendor notes the time of
 * every call. More than 300 within any sixty seconds fail the bench.
 */
public final class BroadcastBench implements Bench {

  private static final int CUSTOMERS = 1_600_000;
  private static final int CUSTOMERS_QUICK = 160_000;
  private static final int GUIDES = 2_000;
  private static final double GUIDED = 0.6;
  private static final double TEXTED = 0.85;
  private static final int EARLIER_BROADCASTS = 3;
  private static final double EARLIER_SHARE = 0.35;
  private static final int CHUNK = 1_000;
  private static final int CHUNKS_AT_ONCE = 200;
  private static final Duration WINDOW = Duration.ofMinutes(1);

  @Override
  public String needs(BenchRun run) {
    return customers(run)
        + " customers; needs 3 GB of disk in "
        + run.data()
        + "; "
        + (run.isQuick() ? "two minutes" : "six minutes");
  }

  private static int customers(BenchRun run) {
    return run.isQuick() ? CUSTOMERS_QUICK : CUSTOMERS;
  }

  @Override
  public List<BenchResult> run(BenchRun run) throws Exception {
    var data = run.folder("broadcast").resolve("data");
    BenchServer.delete(data);
    // Before the start: who the customers are is remembered from the first question on.
    BenchBrand.CUSTOMERS.set(customers(run));
    try (var server = BenchServer.start(data, BenchBrand.class)) {
      var benched = new Benched(server, run);
      benched.furnish();
      var launched = benched.launches();
      return List.of(launched, benched.drained());
    } finally {
      BenchServer.delete(data);
    }
  }

  private static final class Benched {
    private final BenchRun run;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final BulkCopy copy;
    private final Outbox outbox;
    private final AdvancingBroadcasts advancing;
    private final CountingChannel guides;
    private final CountingChannel texts;
    private final CountingChannel rated;
    private final int customers;

    Benched(ConfigurableApplicationContext server, BenchRun run) {
      this.run = run;
      this.jdbc = server.getBean(JdbcClient.class);
      this.transactions = new TransactionTemplate(server.getBean(PlatformTransactionManager.class));
      this.copy = server.getBean(BulkCopy.class);
      this.outbox = server.getBean(Outbox.class);
      this.advancing = server.getBean(AdvancingBroadcasts.class);
      this.guides = server.getBean("benchGuides", CountingChannel.class);
      this.texts = server.getBean("benchTexts", CountingChannel.class);
      this.rated = server.getBean("benchRated", CountingChannel.class);
      this.customers = customers(run);
      // Steps are done here, so that they can be timed.
      server.getBean("runningBroadcasts", SmartLifecycle.class).stop();
    }

    /** Customers, guides, rules, and messages of the last days. */
    void furnish() {
      var random = new SplittableRandom(20261123);
      Map<String, RoaringBitmap> byGuide = new HashMap<>();
      var phones = new RoaringBitmap();
      for (int no = 1; no <= customers; no++) {
        if (random.nextDouble() < GUIDED) {
          byGuide
              .computeIfAbsent("guide" + random.nextInt(GUIDES), _ -> new RoaringBitmap())
              .add(no);
        }
        if (random.nextDouble() < TEXTED) {
          phones.add(no);
        }
      }
      guides.setSenders(byGuide);
      texts.setSenders(Map.of("", phones));
      var _ =
          jdbc.sql(
                  """
                  update reach_message.contact_policy set caps = '[{"messagesMax":2,"days":7}]',
                    quiet_from = null, quiet_until = null, quiet_zone = null
                  """)
              .update();
      run.say(
          "%,d messages of the last days", (long) (customers * EARLIER_SHARE * EARLIER_BROADCASTS));
      for (int i = 0; i < EARLIER_BROADCASTS; i++) {
        var source = new MessageSource("bench", UUID.randomUUID());
        var recipients = some(random, EARLIER_SHARE);
        add(source, BenchBrand.TEXTS, CHUNK, recipients);
        var _ =
            jdbc.sql(
                    """
                    update reach_message.dispatch d set state = 'ACCEPTED', vendor_id = d.mark,
                      begun_at = now() - interval '2 days', ended_at = now() - interval '2 days',
                      closed_at = now()
                    from reach_message.source s where s.id = ? and d.source_no = s.source_no
                    """)
                .param(source.id())
                .update();
      }
      var _ = jdbc.sql("analyze reach_message.message, reach_message.dispatch").update();
      for (var table : List.of("dispatch", "message")) {
        var _ =
            jdbc.sql(
                    "create table public.bench_%1$s (like reach_message.%1$s including all)"
                        .formatted(table))
                .update();
      }
    }

    private int[] some(SplittableRandom random, double share) {
      return IntStream.rangeClosed(1, customers).filter(_ -> random.nextDouble() < share).toArray();
    }

    private void add(MessageSource source, String channel, int chunk, int[] recipients) {
      List<NewDispatch> dispatches = new ArrayList<>();
      for (int from = 0; from < recipients.length; from += chunk) {
        var to = Math.min(from + chunk, recipients.length);
        dispatches.add(
            new NewDispatch(
                channel,
                "",
                MessagePurpose.MARKETING,
                false,
                MessageContent.ofText("hello"),
                Arrays.stream(recipients, from, to).boxed().toList(),
                0,
                Instant.now()));
        if (dispatches.size() == CHUNKS_AT_ONCE || to == recipients.length) {
          transactions.executeWithoutResult(_ -> outbox.add(source, dispatches));
          dispatches.clear();
        }
      }
    }

    /** Launches and their peers in turns. */
    BenchResult launches() {
      int rounds = run.isQuick() ? 3 : 5;
      var ours = new double[rounds];
      var peers = new double[rounds];
      long recipients = 0;
      for (int i = -1; i < rounds; i++) { // the first one warms up
        var launch = launch();
        recipients = launch.recipients();
        double peer = launch.recipients() / bareCopy(launch.id());
        double own = launch.recipients() / launch.seconds();
        takeBack(launch.id());
        run.say(
            "%,d recipients: %,.0f/s; bare copy %,.0f/s%s",
            recipients, own, peer, i < 0 ? " (warming up)" : "");
        if (i >= 0) {
          ours[i] = own;
          peers[i] = peer;
        }
      }
      return new BenchResult(
          "broadcast",
          median(ours),
          "recipients/s",
          BenchResult.Better.HIGHER,
          "bare_copy",
          median(peers),
          Map.of(
              "customers", customers,
              "recipients", recipients,
              "earlierMessagesShare", EARLIER_SHARE * EARLIER_BROADCASTS,
              "guides", GUIDES,
              "rounds", rounds));
    }

    private record Launch(UUID id, long recipients, double seconds) {}

    private Launch launch() {
      var id = approved();
      guides.setUp(true);
      texts.setUp(true);
      long start = System.nanoTime();
      var isLaunched = advancing.advance();
      double seconds = (System.nanoTime() - start) / 1e9;
      guides.setUp(false); // nothing of it is sent
      texts.setUp(false);
      var state =
          jdbc.sql("select state from reach_broadcast.broadcast where broadcast_id = ?")
              .param(id)
              .query(String.class)
              .single();
      if (!isLaunched || !state.equals("SENDING")) {
        throw new IllegalStateException("not launched: " + state);
      }
      long chosen = size(id, "CHOSEN");
      long capped =
          jdbc.sql(
                  """
                  select coalesce(sum(size), 0) from reach_broadcast.audience
                  where broadcast_id = ? and part = 'UNREACHABLE' and reason = 'frequency_cap'
                  """)
              .param(id)
              .query(Long.class)
              .single();
      if (capped < customers / 5) {
        throw new IllegalStateException(capped + " of " + size(id, "AUDIENCE") + " are capped");
      }
      long written =
          jdbc.sql(
                  """
                  select count(*) from reach_message.message m
                  join reach_message.source s on s.source_no = m.source_no where s.id = ?
                  """)
              .param(id)
              .query(Long.class)
              .single();
      if (written != chosen) {
        throw new IllegalStateException(chosen + " chosen, " + written + " written");
      }
      return new Launch(id, chosen, seconds);
    }

    private UUID approved() {
      return jdbc.sql(
              """
              insert into reach_broadcast.broadcast (name, segment_id, segment_name, template_id,
                template_name, channels, control_bp, spread_minutes, effect_days, currency, state,
                created_by, created_at, updated_at, submitted_by, submitted_at, approved_by,
                approved_at, words, condition, next_step_at)
              values ('bench', uuidv7(), 'all', uuidv7(), 'hello', ?, 500, 0, 14, 'CNY',
                'SCHEDULED', 'a', now(), now(), 'a', now(), 'b', now(), ?::jsonb, ?::jsonb, now())
              returning broadcast_id
              """)
          .params(
              new String[] {BenchBrand.GUIDES, BenchBrand.TEXTS},
              """
              {"purpose":"marketing","fallbacks":{},
               "contents":{"bench_guides":{"text":"hello"},"bench_texts":{"text":"hello"}}}
              """,
              """
              {"type":"not","condition":
                {"type":"metric","metric":"orders","operator":"at_least","min":1}}
              """)
          .query(UUID.class)
          .single();
    }

    private long size(UUID id, String part) {
      return jdbc.sql(
              "select size from reach_broadcast.audience where broadcast_id = ? and part = ?")
          .params(id, part)
          .query(Long.class)
          .single();
    }

    /** A broadcast that is cancelled counts towards no cap: the next one finds the same. */
    private void takeBack(UUID id) {
      outbox.cancel(new MessageSource("broadcast", id), "bench");
      var _ =
          jdbc.sql(
                  """
                  update reach_message.dispatch d set state = 'CANCELLED', lease_until = null
                  from reach_message.source s where s.id = ? and d.source_no = s.source_no
                  """)
              .param(id)
              .update();
      var _ =
          jdbc.sql(
                  "update reach_broadcast.broadcast set next_step_at = null where broadcast_id = ?")
              .param(id)
              .update();
    }

    private record Dispatch(
        long no,
        int source,
        String channel,
        String sender,
        long content,
        int messages,
        String mark,
        Instant notBefore) {}

    /** Seconds that the same rows take when they are just written. */
    private double bareCopy(UUID id) {
      var dispatches =
          jdbc.sql(
                  """
                  select d.dispatch_no, d.source_no, d.channel, d.sender, d.content_no, d.messages,
                    d.mark, d.not_before
                  from reach_message.source s
                  join reach_message.dispatch d on d.source_no = s.source_no where s.id = ?
                  order by d.dispatch_no
                  """)
              .param(id)
              .query((row, _) ->
                  new Dispatch(
                      row.getLong(1),
                      row.getInt(2),
                      row.getString(3),
                      row.getString(4),
                      row.getLong(5),
                      row.getInt(6),
                      row.getString(7),
                      row.getTimestamp(8).toInstant()))
              .list();
      var messages =
          jdbc.sql(
                  """
                  select m.source_no, m.customer_no, m.visit, m.dispatch_no
                  from reach_message.source s
                  join reach_message.message m on m.source_no = s.source_no where s.id = ?
                  order by m.dispatch_no, m.customer_no
                  """)
              .param(id)
              .query((row, _) ->
                  new long[] {row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)})
              .list();
      var _ = jdbc.sql("truncate public.bench_dispatch, public.bench_message").update();
      long start = System.nanoTime();
      transactions.executeWithoutResult(_ -> {
        copy.into(
            "public.bench_dispatch",
            List.of(
                "dispatch_no",
                "source_no",
                "channel",
                "sender",
                "purpose",
                "content_no",
                "messages",
                "mark",
                "not_before"),
            rows ->
                dispatches.forEach(one ->
                    rows.add(
                        one.no(),
                        one.source(),
                        one.channel(),
                        one.sender(),
                        MessagePurpose.MARKETING,
                        one.content(),
                        one.messages(),
                        one.mark(),
                        one.notBefore())));
        copy.into(
            "public.bench_message",
            List.of("source_no", "customer_no", "visit", "dispatch_no"),
            rows ->
                messages.forEach(
                    one -> rows.add((int) one[0], (int) one[1], (int) one[2], one[3])));
      });
      return (System.nanoTime() - start) / 1e9;
    }

    /** Sends over a channel with a limit until its window was full and moved on. */
    BenchResult drained() throws InterruptedException {
      int limit = BenchBrand.RATED_CALLS_PER_MINUTE;
      int wanted = run.isQuick() ? limit + limit / 10 : 3 * limit;
      run.say("draining %,d calls at %d a minute", wanted, limit);
      add(
          new MessageSource("bench_rate", UUID.randomUUID()),
          BenchBrand.RATED,
          10,
          IntStream.rangeClosed(1, wanted * 10).toArray());
      rated.setUp(true);
      long giveUp = System.nanoTime() + Duration.ofMinutes(10).toNanos();
      while (rated.calls.size() < wanted) {
        if (System.nanoTime() > giveUp) {
          throw new IllegalStateException("only " + rated.calls.size() + " calls in ten minutes");
        }
        Thread.sleep(200);
      }
      rated.setUp(false);
      long[] times = rated.calls.stream().mapToLong(Long::longValue).sorted().toArray();
      int most = mostWithin(times, WINDOW.toNanos());
      run.say("%d calls; at most %d within any 60 s; the limit is %d", times.length, most, limit);
      if (most > limit) {
        throw new IllegalStateException(most + " calls within 60 s; " + limit + " are allowed");
      }
      return new BenchResult(
          "broadcast/rate",
          most,
          "calls/min",
          BenchResult.Better.HIGHER,
          "limit",
          limit,
          Map.of("calls", times.length));
    }
  }

  /** The most of sorted moments that lie within a window, its end not included. */
  static int mostWithin(long[] times, long window) {
    int most = 0;
    int first = 0;
    for (int last = 0; last < times.length; last++) {
      while (times[last] - times[first] >= window) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    return most;
  }

  private static double median(double[] values) {
    var sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
