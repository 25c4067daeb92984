package io.quanyu.bench;

import io.quanyu.bench.access.AccessBench;
import io.quanyu.bench.broadcast.BroadcastBench;
import io.quanyu.bench.combining.CombiningBench;
import io.quanyu.bench.rotation.RotationBench;
import io.quanyu.bench.segment.SegmentBench;
import io.quanyu.bench.start.StartBench;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs one bench: {@code ./quanyu bench NAME [--quick] [--data DIR] [--results DIR]}.
 *
 * <p>Progress goes to the error stream. Standard output gets one line a figure, the headline last:
 * {@code NAME figure=… unit=… peer=… peer_figure=… ratio=…}. The same goes as JSON, with machine,
 * JDK and time, to the folder of results. Exit code 0 means that it ran, 1 that it failed, 2 that
 * it was asked wrongly.
 */
public final class Benches {

  private static final Map<String, Supplier<Bench>> BENCHES =
      new TreeMap<>(
          Map.of(
              "access", AccessBench::new,
              "broadcast", BroadcastBench::new,
              "combining", CombiningBench::new,
              "rotation", RotationBench::new,
              "segment", SegmentBench::new,
              "start", StartBench::new));

  private Benches() {}

  /**
   * @param args the bench's name, then options
   */
  public static void main(String[] args) throws Exception {
    var name = "";
    var isQuick = false;
    var data = Path.of("data", "bench");
    var results = Path.of("bench", "results");
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--quick" -> isQuick = true;
        case "--data" -> data = Path.of(valueOf(args, ++i));
        case "--results" -> results = Path.of(valueOf(args, ++i));
        default -> {
          if (!name.isEmpty() || args[i].startsWith("-")) {
            refuse("unknown option " + args[i]);
          }
          name = args[i];
        }
      }
    }
    var bench = BENCHES.get(name);
    if (bench == null) {
      refuse(name.isEmpty() ? "which bench?" : "there is no bench called " + name);
      return;
    }
    var run = new BenchRun(isQuick, data, System.err);
    measure(name, bench.get(), run, results);
  }

  private static void measure(String name, Bench bench, BenchRun run, Path results)
      throws Exception {
    run.say("%s%s: %s", name, run.isQuick() ? ", quick" : "", bench.needs(run));
    var startedAt = Instant.now();
    var figures = bench.run(run);
    write(name, figures, run, startedAt, results);
    for (var figure : figures.reversed()) {
      System.out.println(figure.line() + (run.isQuick() ? " quick=true" : ""));
    }
  }

  private static void write(
      String name, List<BenchResult> figures, BenchRun run, Instant startedAt, Path results)
      throws IOException {
    var parts = new ArrayList<Map<String, Object>>();
    for (var figure : figures) {
      var part = new LinkedHashMap<String, Object>();
      part.put("name", figure.name());
      part.put("figure", figure.figure());
      part.put("unit", figure.unit());
      part.put("peer", figure.peer());
      part.put("peerFigure", figure.peerFigure());
      part.put("ratio", figure.ratio());
      part.put("details", new TreeMap<>(figure.details()));
      parts.add(part);
    }
    var json = new LinkedHashMap<String, Object>();
    json.put("bench", name);
    json.put("quick", run.isQuick());
    json.put("startedAt", startedAt.toString());
    json.put("endedAt", Instant.now().toString());
    json.put("processors", Runtime.getRuntime().availableProcessors());
    json.put("heapMaxBytes", Runtime.getRuntime().maxMemory());
    json.put("jdk", Runtime.version().toString());
    json.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    json.put("figures", parts);
    Files.createDirectories(results);
    var file = results.resolve(name + (run.isQuick() ? "-quick" : "") + ".json");
    Files.writeString(
        file,
        JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(json)
            + "\n",
        StandardCharsets.UTF_8);
    run.say("written to %s", file);
  }

  private static String valueOf(String[] args, int index) {
    if (index >= args.length) {
      refuse(args[index - 1] + " needs a value");
    }
    return args[index];
  }

  private static void refuse(String why) {
    System.err.println("bench: " + why);
    System.err.println("bench: one of " + String.join(", ", BENCHES.keySet()));
    System.exit(2);
  }
}
