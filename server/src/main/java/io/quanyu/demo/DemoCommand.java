package io.quanyu.demo;

import io.quanyu.demo.ImportingFiles.Imported;
import io.quanyu.demo.SendingBroadcast.Sent;
import io.quanyu.demo.SendingFiles.Sending;
import io.quanyu.demo.evaluation.ResolutionQuality;
import io.quanyu.demo.generator.DemoBrand;
import io.quanyu.demo.generator.GeneratedFiles.ExportFile;
import io.quanyu.demo.generator.LaterOrders;
import io.quanyu.demo.generator.WritingWatch;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The demo, as the launcher runs it against a server that is up or starting: generate the brand's
 * files (or find them) and import each as soon as it is written, wait for the tags, build segments,
 * compare customers with the truth, send a broadcast through the sandbox and measure its effect,
 * say where to look. Run again it reuses what is there. Exit code 0, or 1 with a sentence on
 * standard error.
 */
public final class DemoCommand {

  private static final Duration TAGS_MAX = Duration.ofMinutes(10);
  private static final Duration TAGS_POLL = Duration.ofMillis(200);

  private final DemoArguments arguments;
  private final Clock clock;
  private final PrintStream out;
  private final Progress progress;

  private DemoCommand(DemoArguments arguments, Clock clock, PrintStream out, Progress progress) {
    this.arguments = arguments;
    this.clock = clock;
    this.out = out;
    this.progress = progress;
  }

  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream messages = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    boolean terminal = Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    int status = run(List.of(arguments), Clock.systemUTC(), out, new Progress(messages, terminal));
    if (status != 0) {
      System.exit(status);
    }
  }

  /**
   * Runs the demo and returns its exit code; a failure is told as a sentence through {@code
   * progress}.
   */
  static int run(List<String> arguments, Clock clock, PrintStream out, Progress progress) {
    try {
      new DemoCommand(DemoArguments.of(arguments), clock, out, progress).run();
      return 0;
    } catch (DemoFailure e) {
      progress.fail("demo: " + e.getMessage());
      return 1;
    }
  }

  /** What the demo has to show. */
  private record Findings(
      long records,
      ResolutionQuality quality,
      Map<String, Long> segments,
      BroadcastFindings broadcast,
      double seconds) {}

  private void run() {
    long start = System.nanoTime();
    try (SendingFiles sending =
            new SendingFiles(
                () -> new StartingServer(arguments.data(), arguments.serverPid()).await());
        DemoSandbox sandbox = new DemoSandbox(arguments.sandbox());
        ExecutorService background = Executors.newVirtualThreadPerTaskExecutor()) {
      DemoFolder.Demo demo = files(sending);
      DemoServer server = server(sending);
      // The contacts are read beside the imports and imported after them.
      SettingUpChannels channels =
          new SettingUpChannels(server, sandbox, VendorAccounts.ensure(arguments.data()), progress);
      Future<?> setUp =
          background.submit(
              () -> channels.setUp(demo.files().world(), demo.settings().customers()));
      long records = load(server, sending.files());
      awaitContacts(channels, setUp);
      // Customers are settled now: while the server computes tags they are compared.
      ComparingWithTruth comparing = new ComparingWithTruth(server);
      Future<ResolutionQuality> compared =
          background.submit(() -> comparing.compare(demo.files().truth()));
      awaitTags(server);
      DemoSegments demoSegments = demoSegments(server, demo.settings().asOf());
      Map<String, Long> segments = segments(demoSegments);
      ResolutionQuality quality = compare(demo, comparing, compared);
      BroadcastFindings broadcast =
          broadcast(demo, server, sandbox, demoSegments.idOf(DemoSegments.ONE_TIME_BUYERS));
      double seconds = (System.nanoTime() - start) / 1e9;
      Findings findings = new Findings(records, quality, segments, broadcast, seconds);
      tell(demo, findings);
      if (arguments.once()) {
        out.println(jsonOf(findings));
      } else {
        invite(server.base());
      }
    }
  }

  private DemoFolder.Demo files(SendingFiles sending) {
    progress.begin("generating " + DemoBrand.NAME_LATIN);
    DemoFolder.Demo demo =
        new DemoFolder(arguments.data())
            .ensure(
                arguments,
                clock,
                new WritingWatch() {
                  @Override
                  public void progress(double done) {
                    sending.check();
                    progress.tell(done, "");
                  }

                  @Override
                  public void written(ExportFile file) {
                    sending.send(file);
                  }
                });
    progress.end(
        String.format(
            Locale.ROOT,
            "%,d people, %,d customer records, %,d orders, %,d events%s",
            demo.settings().customers(),
            demo.files().customerRecords(),
            demo.files().orders(),
            demo.files().events(),
            demo.generated() ? "" : ", reusing the files that are here"));
    return demo;
  }

  private DemoServer server(SendingFiles sending) {
    if (sending.server().isDone()) {
      return Background.await(sending.server(), () -> {});
    }
    progress.begin("starting the server");
    DemoServer server = Background.await(sending.server(), () -> progress.tell(""));
    progress.end(server.base().toString());
    return server;
  }

  /** The customer records, order lines and events that were accepted. */
  private long load(DemoServer server, List<Sending> files) {
    ImportingFiles importing = new ImportingFiles(server, progress);
    long records = 0;
    for (Sending each : files) {
      ExportFile file = each.file();
      Imported imported = importing.await(each);
      if (imported.accepted() == 0) {
        throw new DemoFailure(
            "nothing of " + file.path() + " was accepted; see its import in the console");
      }
      switch (file.kind()) {
        case "customers", "orders", "events" -> records += imported.accepted();
        default -> {}
      }
    }
    return records;
  }

  private void awaitContacts(SettingUpChannels channels, Future<?> setUp) {
    progress.begin("setting up the channels");
    Background.await(setUp, () -> progress.tell(""));
    progress.end("WeCom and SMS, at the sandbox");
    channels.awaitContacts();
  }

  /**
   * Tags are computed by a job of the server after imports; the demo waits for a later as-of time.
   */
  private void awaitTags(DemoServer server) {
    progress.begin("computing tags");
    Instant imported = lastImport(server);
    Instant deadline = clock.instant().plus(TAGS_MAX);
    while (!tagsAreNewerThan(server, imported)) {
      if (clock.instant().isAfter(deadline)) {
        throw new DemoFailure(
            "the tags were not computed within "
                + TAGS_MAX.toMinutes()
                + " minutes; see the server's log");
      }
      progress.tell("");
      Background.pause(TAGS_POLL);
    }
    progress.end(server.get("/api/tags").size() + " tags");
  }

  private static Instant lastImport(DemoServer server) {
    Instant last = Instant.EPOCH;
    for (JsonNode job : server.get("/api/imports?limit=50").path("items")) {
      String finished = DemoServer.textOf(job, "finishedAt");
      if (finished != null && Instant.parse(finished).isAfter(last)) {
        last = Instant.parse(finished);
      }
    }
    return last;
  }

  private static boolean tagsAreNewerThan(DemoServer server, Instant moment) {
    JsonNode tags = server.get("/api/tags");
    for (JsonNode tag : tags) {
      String computedAt = DemoServer.textOf(tag, "computedAt");
      if (computedAt == null || Instant.parse(computedAt).isBefore(moment)) {
        return false;
      }
    }
    return !tags.isEmpty();
  }

  private DemoSegments demoSegments(DemoServer server, LocalDate asOf) {
    return new DemoSegments(server, asOf, LocalDate.now(clock.withZone(DemoBrand.ZONE)));
  }

  private Map<String, Long> segments(DemoSegments demoSegments) {
    progress.begin("building segments");
    Map<String, Long> segments = demoSegments.ensure();
    progress.end(segments.size() + " segments");
    return segments;
  }

  private ResolutionQuality compare(
      DemoFolder.Demo demo, ComparingWithTruth comparing, Future<ResolutionQuality> compared) {
    progress.begin("comparing with the truth");
    double records = Math.max(1, demo.files().customerRecords());
    ResolutionQuality quality =
        Background.await(compared, () -> progress.tell(comparing.compared() / records, ""));
    progress.end(String.format(Locale.ROOT, "%,d accounts", quality.records()));
    return quality;
  }

  private BroadcastFindings broadcast(
      DemoFolder.Demo demo, DemoServer server, DemoSandbox sandbox, String segmentId) {
    Path folder = arguments.data().resolve("demo");
    Population population = new Population(sandbox, demo.settings().seed());
    population.answerAtOnce();
    Sent sent = new SendingBroadcast(server, sandbox, progress).ensure(segmentId);
    new Shopping(server, sandbox, demo.settings(), folder, clock, progress).shop(sent);
    BroadcastFindings findings =
        BroadcastFindings.read(server, sandbox, sent, new LaterOrders(demo.settings()));
    if (!arguments.once()) {
      population.behaveAsPeopleDo();
    }
    return findings;
  }

  private void tell(DemoFolder.Demo demo, Findings findings) {
    ResolutionQuality quality = findings.quality();
    out.println();
    out.printf(
        Locale.ROOT,
        "%s %s, as of %s, seed %d%n",
        DemoBrand.NAME,
        DemoBrand.NAME_LATIN,
        demo.settings().asOf(),
        demo.settings().seed());
    out.printf(
        Locale.ROOT,
        "  %,d records imported and resolved, %.0f s in all%n",
        findings.records(),
        findings.seconds());
    out.printf(
        Locale.ROOT,
        "  One-ID: %,d channel accounts → %,d customers; in truth %,d people%n",
        quality.records(),
        quality.customers(),
        quality.people());
    out.printf(
        Locale.ROOT,
        "    precision %.5f   recall over pairs that share an identifier path %.5f   overall %.5f%n",
        quality.precision(),
        quality.pathRecall(),
        quality.recall());
    out.printf(Locale.ROOT, "  Segments:%n");
    findings
        .segments()
        .forEach((name, size) -> out.printf(Locale.ROOT, "    %,9d  %s%n", size, name));
    findings.broadcast().tell(out);
  }

  private void invite(URI console) {
    out.println();
    out.printf(Locale.ROOT, "  Console   %s%n", console.resolve("/"));
    out.printf(
        Locale.ROOT,
        "  Sandbox   %s/  (who got what, by WeCom's and the SMS gateway's books)%n",
        arguments.sandbox());
    out.printf(Locale.ROOT, "  User      admin%n");
    String password = firstPassword();
    out.printf(
        Locale.ROOT,
        "  Password  %s%n",
        password == null ? "the one you chose" : password + "  (you will be asked to change it)");
  }

  private @Nullable String firstPassword() {
    Path file = arguments.data().resolve("run").resolve("first-password");
    try {
      return Files.exists(file) ? Files.readString(file).strip() : null;
    } catch (IOException e) {
      throw new DemoFailure("the first password cannot be read: " + file, e);
    }
  }

  private static String jsonOf(Findings findings) {
    ObjectNode json = DemoServer.JSON.createObjectNode();
    json.put("records", findings.records());
    json.put("customers", findings.quality().customers());
    json.put("precision", rounded(findings.quality().precision()));
    json.put("recall", rounded(findings.quality().pathRecall()));
    ObjectNode segments = json.putObject("segments");
    findings.segments().forEach(segments::put);
    findings.broadcast().put(json);
    json.put("seconds", Math.round(findings.seconds() * 10) / 10.0);
    return json.toString();
  }

  /** Down, so that a printed 0.999 was reached. */
  private static double rounded(double share) {
    return Math.floor(share * 1e6) / 1e6;
  }
}
