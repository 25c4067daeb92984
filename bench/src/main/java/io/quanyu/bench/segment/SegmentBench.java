package io.quanyu.bench.segment;

import io.quanyu.bench.Bench;
import io.quanyu.bench.BenchResult;
import io.quanyu.bench.BenchRun;
import io.quanyu.bench.Percentiles;
import io.quanyu.core.segment.LeafQuery;
import io.quanyu.core.segment.LeafSource;
import io.quanyu.core.segment.SegmentCompiler;
import io.quanyu.core.segment.SegmentCondition;
import io.quanyu.core.segment.SegmentEvaluator;
import io.quanyu.core.segment.TagIndex;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.roaringbitmap.RoaringBitmap;

/**
 * How long does a segment over 5 to 10 tags take, with 20 million customers and 300 tags?
 *
 * <p>Run: {@code ./quanyu bench segment [--quick]}. Ours compiles the condition, evaluates it and
 * keeps the members, on all processors as the server does; the peer is DuckDB with all processors
 * over a table with one boolean column a tag, and only counts. Both answer the same questions and
 * every count must agree. The figure is the 95th percentile.
 */
public final class SegmentBench implements Bench {

  private static final int TAGS = 300;
  private static final long SEED = 20261122;

  private static int customers(BenchRun run) {
    return run.isQuick() ? 2_000_000 : 20_000_000;
  }

  @Override
  public String needs(BenchRun run) {
    return String.format(
        Locale.ROOT,
        "%,d customers, %d tags; needs about %s in %s, %s of memory; %s",
        customers(run),
        TAGS,
        run.isQuick() ? "150 MB of disk" : "1.5 GB of disk",
        run.data(),
        run.isQuick() ? "1 GB" : "4 GB",
        run.isQuick() ? "under a minute" : "some minutes, less when the table is there already");
  }

  @Override
  public List<BenchResult> run(BenchRun run) throws Exception {
    var data = new TaggedCustomers(customers(run), TAGS, SEED);
    run.say("building %d bitmaps", TAGS);
    var index = data.index();
    long memberships =
        index.tags().stream()
            .mapToLong(tag -> index.customers(tag, "yes").getLongCardinality())
            .sum();
    long bytes =
        index.tags().stream()
            .mapToLong(tag -> index.customers(tag, "yes").getLongSizeInBytes())
            .sum();
    run.say(
        "%,d customers carry %,d tag values in %,d MB of bitmaps",
        data.customers, memberships, bytes >> 20);

    try (var peer = openPeer(run, data)) {
      var warmUp = new SegmentQuestions(TAGS, SEED + 1).next(200);
      warmUp.forEach(condition -> ask(index, data, condition));
      warmUp.subList(0, 5).forEach(condition -> ask(peer, condition));

      run.say("asking");
      var questions = new SegmentQuestions(TAGS, SEED + 2).next(run.isQuick() ? 400 : 200);
      var ours = new double[questions.size()];
      var theirs = new double[questions.size()];
      for (int i = 0; i < questions.size(); i++) {
        var condition = questions.get(i);
        var mine = new Answer(() -> ask(index, data, condition));
        var peers = new Answer(() -> ask(peer, condition));
        if (mine.found != peers.found) {
          throw new IllegalStateException(
              "we found " + mine.found + " customers, DuckDB " + peers.found + ": " + condition);
        }
        ours[i] = mine.medianMs;
        theirs[i] = peers.medianMs;
      }
      var our = new Percentiles(ours);
      var their = new Percentiles(theirs);
      return List.of(
          new BenchResult(
              "segment",
              our.at(95),
              "ms",
              BenchResult.Better.LOWER,
              "duckdb",
              their.at(95),
              Map.ofEntries(
                  Map.entry("percentile", 95),
                  Map.entry("customers", data.customers),
                  Map.entry("tags", TAGS),
                  Map.entry("memberships", memberships),
                  Map.entry("bitmapBytes", bytes),
                  Map.entry("questions", questions.size()),
                  Map.entry("medianMs", our.at(50)),
                  Map.entry("maxMs", our.at(100)),
                  Map.entry("peerMedianMs", their.at(50)),
                  Map.entry("peerMaxMs", their.at(100)))));
    }
  }

  /**
   * An answer and the median time of three: what a question takes, not what else the machine did.
   */
  private static final class Answer {

    private final long found;
    private final double medianMs;

    Answer(LongSupplier question) {
      var times = new double[3];
      long found = 0;
      for (int i = 0; i < times.length; i++) {
        long start = System.nanoTime();
        found = question.getAsLong();
        times[i] = BenchRun.milliseconds(System.nanoTime() - start);
      }
      this.found = found;
      this.medianMs = new Percentiles(times).at(50);
    }
  }

  private static long ask(TagIndex index, TaggedCustomers data, SegmentCondition condition) {
    var everyone = RoaringBitmap.bitmapOfRange(0, data.customers);
    return new SegmentEvaluator(new TagLeaves(index))
        .evaluate(SegmentCompiler.compile(condition), everyone)
        .getLongCardinality();
  }

  private static long ask(Connection peer, SegmentCondition condition) {
    try (var statement = peer.createStatement();
        var rows =
            statement.executeQuery(
                "select count(*) from customer where " + SegmentQuestions.sql(condition))) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The peer's table, built once and kept for the next run. */
  private static Connection openPeer(BenchRun run, TaggedCustomers data) throws Exception {
    Path folder = run.folder("segment");
    Path file = folder.resolve("peer-" + data.customers + ".duckdb");
    if (!Files.exists(file)) {
      var draft = folder.resolve(file.getFileName() + ".draft");
      Files.deleteIfExists(draft);
      run.say("building the peer's table; this takes a while");
      long start = System.nanoTime();
      try (var connection = DriverManager.getConnection("jdbc:duckdb:" + draft);
          var statement = connection.createStatement()) {
        configure(connection, folder);
        statement.execute(
            data.rules.stream()
                .map(rule -> rule.sql() + " as " + rule.name())
                .collect(
                    Collectors.joining(
                        ", ",
                        "create table customer as select i::integer as customer_no, ",
                        " from range(" + data.customers + ") as customers(i)")));
        statement.execute("checkpoint");
      }
      Files.move(draft, file);
      run.say(
          "the peer's table took %.0f s and %,d MB",
          BenchRun.milliseconds(System.nanoTime() - start) / 1000, Files.size(file) >> 20);
    }
    var connection = DriverManager.getConnection("jdbc:duckdb:" + file);
    configure(connection, folder);
    return connection;
  }

  private static void configure(Connection connection, Path folder) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("set memory_limit = '3GB'");
      statement.execute("set threads = " + Runtime.getRuntime().availableProcessors());
      statement.execute("set temp_directory = '" + folder.resolve("temp") + "'");
      statement.execute("set preserve_insertion_order = true");
    }
  }

  private record TagLeaves(TagIndex index) implements LeafSource {
    @Override
    public RoaringBitmap find(LeafQuery query) {
      return switch (query) {
        case LeafQuery.TagValue(var tag, var value) -> index.customers(tag, value);
        default -> throw new IllegalArgumentException("this bench asks for tags only: " + query);
      };
    }

    @Override
    public OptionalLong knownSize(LeafQuery query) {
      return OptionalLong.of(find(query).getLongCardinality());
    }
  }
}
