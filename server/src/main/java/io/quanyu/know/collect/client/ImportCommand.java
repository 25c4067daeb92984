package io.quanyu.know.collect.client;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code ./quanyu import KIND FILE…}: uploads each file, shows how its columns are understood and
 * imports it; then tells the result of all as one JSON line on standard output. All else goes to
 * standard error. Ends non-zero with a sentence when something is missing or nothing could be
 * accepted.
 */
public final class ImportCommand {
  private static final Duration POLL = Duration.ofMillis(250);

  /** What scripts rely on, in this order. */
  private static final List<String> FIGURES =
      List.of("rows", "accepted", "quarantined", "orders", "customers", "netRevenue", "seconds");

  private static final List<String> WHICH = List.of("file", "importId", "alreadyImported");

  private final ImportArguments arguments;
  private final ServerApi server;
  private final PrintStream out;
  private final PrintStream progress;

  private ImportCommand(
      ImportArguments arguments, ServerApi server, PrintStream out, PrintStream progress) {
    this.arguments = arguments;
    this.server = server;
    this.out = out;
    this.progress = progress;
  }

  /**
   * Runs the command.
   *
   * @param args see {@link ImportArguments}
   */
  public static void main(String[] args) {
    System.exit(run(args, System.out, System.err));
  }

  /** The command without the end of the process: returns the exit code. */
  static int run(String[] args, PrintStream out, PrintStream progress) {
    try {
      var arguments = ImportArguments.parse(args);
      try (var server = new ServerApi(arguments.server(), arguments.tokenFile())) {
        var command = new ImportCommand(arguments, server, out, progress);
        var results = new ArrayList<ObjectNode>();
        for (var file : arguments.files()) {
          results.add(command.send(file));
        }
        return command.tell(results);
      }
    } catch (ImportFailure e) {
      progress.println("import: " + e.getMessage());
      return 1;
    }
  }

  /** Imports a file and returns its result. */
  private ObjectNode send(Path file) {
    progress.printf("%s: uploading%n", file.getFileName());
    var upload = server.upload(file);
    var mapping = mappingFor(upload);
    show(mapping, upload);
    var job = start(upload, mapping);
    boolean isRepeated = job.path("alreadyImported").asBoolean(false);
    job = await(job.path("id").asString());
    if (isRepeated) {
      progress.printf(
          "%s was imported before: this is the result of that import%n", file.getFileName());
    }
    tellQuarantine(job);
    var state = job.path("state").asString();
    if (!state.equals("completed")) {
      var why = ServerApi.textOf(job.path("failure"), "title");
      throw new ImportFailure(file.getFileName() + " " + state + (why == null ? "" : ": " + why));
    }
    return resultOf(job, isRepeated);
  }

  /** Tells the result of all files and returns the exit code. */
  private int tell(List<ObjectNode> results) {
    var result = results.size() == 1 ? results.getFirst() : sumOf(results);
    out.println(ServerApi.JSON.writeValueAsString(result));
    if (result.path("accepted").asLong() > 0) {
      return 0;
    }
    progress.printf("import: no row of %s could be accepted%n", names(results));
    return 1;
  }

  /** Of several files, each of which is told to people as well. */
  private ObjectNode sumOf(List<ObjectNode> results) {
    var ids = new LinkedHashSet<String>();
    for (var result : results) {
      ids.add(result.path("importId").asString());
      progress.printf(
          Locale.ROOT,
          "%s: %,d rows, %,d accepted, %,d quarantined%n",
          result.path("file").asString(),
          result.path("rows").asLong(),
          result.path("accepted").asLong(),
          result.path("quarantined").asLong());
    }
    var question = ServerApi.JSON.createObjectNode();
    ids.forEach(question.putArray("ids")::add);
    var summary = server.post("/api/imports/summary", question);
    var sum = ServerApi.JSON.createObjectNode();
    FIGURES.forEach(field -> sum.set(field, summary.path(field)));
    sum.set("documents", summary.path("documents"));
    var files = sum.putArray("files");
    for (var result : results) {
      var file = files.addObject();
      WHICH.forEach(field -> file.set(field, result.path(field)));
    }
    return sum;
  }

  private static String names(List<ObjectNode> results) {
    return results.stream()
        .map(result -> result.path("file").asString())
        .collect(Collectors.joining(", "));
  }

  private ObjectNode mappingFor(JsonNode upload) {
    var given = arguments.mapping();
    if (given != null) {
      try {
        var mapping = ServerApi.JSON.readTree(Files.readString(given, StandardCharsets.UTF_8));
        if (mapping instanceof ObjectNode object) {
          object.put("kind", arguments.kind());
          return object;
        }
      } catch (IOException | JacksonException e) {
        throw new ImportFailure("the mapping " + given + " is not JSON: " + e.getMessage(), e);
      }
      throw new ImportFailure("the mapping " + given + " is not a JSON object");
    }
    var guess =
        server.post(
            "/api/uploads/" + upload.path("id").asString() + "/mapping-guess",
            ServerApi.JSON.createObjectNode().put("kind", arguments.kind()));
    requireNeeds(guess);
    return (ObjectNode) guess.path("mapping");
  }

  private void requireNeeds(JsonNode guess) {
    for (var need : guess.path("needs")) {
      if (need.asString().equals("currency") && arguments.currency() == null) {
        throw new ImportFailure(
            "the file does not tell the currency of its amounts: add --currency, for example"
                + " --currency GBP");
      }
      if (need.asString().equals("zone") && arguments.zone() == null) {
        throw new ImportFailure(
            "the times in the file carry no time zone: add --zone, for example --zone"
                + " Europe/London");
      }
    }
  }

  private void show(JsonNode mapping, JsonNode upload) {
    var unused = new LinkedHashSet<String>();
    upload.path("columns").forEach(column -> unused.add(column.path("name").asString()));
    for (var column : mapping.path("columns").properties()) {
      progress.printf("  %-16s ← %s%n", column.getKey(), column.getValue().asString());
      unused.remove(column.getValue().asString());
    }
    for (var attribute : mapping.path("attributes")) {
      progress.printf("  %-16s ← %s%n", "(attribute)", attribute.asString());
      unused.remove(attribute.asString());
    }
    if (!unused.isEmpty()) {
      progress.printf("  not imported:      %s%n", String.join(", ", unused));
    }
    var rules = mapping.path("orderRules");
    if (rules.isObject()) {
      progress.printf(
          "  cancellations begin with %s, adjustments with %s; charges are %s%n",
          rules.path("cancellationPrefixes"),
          rules.path("adjustmentPrefixes"),
          rules.path("chargeSkus"));
    }
  }

  private JsonNode start(JsonNode upload, JsonNode mapping) {
    var wish = ServerApi.JSON.createObjectNode();
    wish.put("uploadId", upload.path("id").asString());
    wish.put("channel", arguments.channel());
    wish.set("mapping", mapping);
    wish.put("currency", arguments.currency());
    wish.put("zone", arguments.zone());
    return server.post("/api/imports", wish, UUID.randomUUID().toString());
  }

  private JsonNode await(String id) {
    while (true) {
      var job = server.get("/api/imports/" + id);
      var state = job.path("state").asString();
      if (!state.equals("queued") && !state.equals("running")) {
        progress.printf("\r%60s\r", "");
        return job;
      }
      double total = Math.max(1, job.path("bytesTotal").asDouble());
      progress.printf(
          Locale.ROOT,
          "\r  %3.0f %%  %,d rows, %,d quarantined   ",
          Math.min(100, 100 * job.path("bytesRead").asDouble() / total),
          job.path("rows").asLong(),
          job.path("quarantined").asLong());
      progress.flush();
      pause();
    }
  }

  private void tellQuarantine(JsonNode job) {
    for (var reason : job.path("reasons")) {
      progress.printf(
          Locale.ROOT,
          "  quarantined: %,d × %s, first on line %d%n",
          reason.path("count").asLong(),
          reason.path("reason").asString(),
          reason.path("firstLine").asLong());
    }
    for (var notice : job.path("notices")) {
      progress.printf(
          Locale.ROOT,
          "  left out of accepted rows: %,d × %s, first on line %d%n",
          notice.path("count").asLong(),
          notice.path("reason").asString(),
          notice.path("firstLine").asLong());
    }
  }

  private static ObjectNode resultOf(JsonNode job, boolean isRepeated) {
    var result = ServerApi.JSON.createObjectNode();
    FIGURES.forEach(field -> result.set(field, job.path(field)));
    // After what scripts rely on: what more there is to tell.
    result.set("documents", job.path("documents"));
    result.set("reasons", job.path("reasons"));
    result.put("file", job.path("fileName").asString());
    result.put("importId", job.path("id").asString());
    result.put("alreadyImported", isRepeated);
    return result;
  }

  private static void pause() {
    try {
      Thread.sleep(POLL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ImportFailure("interrupted; the server goes on importing", e);
    }
  }
}
