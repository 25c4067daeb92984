package io.quanyu.demo;

import io.quanyu.demo.generator.DemoBrand;
import io.quanyu.demo.generator.GeneratedFiles.ExportFile;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends files the way a person does in the console: upload, take the guessed mapping, say currency
 * and time zone, import; then waits for them. A file that was imported before is not imported
 * again.
 */
final class ImportingFiles {

  private static final Duration POLL = Duration.ofMillis(200);

  private final DemoServer server;
  private final Progress progress;

  ImportingFiles(DemoServer server, Progress progress) {
    this.server = server;
    this.progress = progress;
  }

  /** What became of a file. {@code reused} tells that it had been imported before. */
  record Imported(long rows, long accepted, long quarantined, boolean reused) {}

  /** An import that waits or runs; {@code reused} tells that it had been asked for before. */
  record Sent(ExportFile file, String importId, boolean reused) {}

  /** Sends a file; the server imports it behind those that were sent before. */
  Sent send(ExportFile file) {
    JsonNode upload = server.upload(file.path());
    String earlier = DemoServer.textOf(upload, "alreadyImportedJobId");
    return earlier != null
        ? new Sent(file, earlier, true)
        : new Sent(file, start(file, upload), false);
  }

  /** Waits for the end of an import. */
  Imported await(Sent sent) {
    progress.begin("importing " + sent.file().path().getFileName());
    JsonNode done = await(sent.importId());
    Imported imported =
        new Imported(
            done.path("rows").asLong(),
            done.path("accepted").asLong(),
            done.path("quarantined").asLong(),
            sent.reused());
    progress.end(
        String.format(
            Locale.ROOT,
            "%,d rows, %,d set aside%s",
            imported.rows(),
            imported.quarantined(),
            imported.reused() ? ", imported before" : ""));
    return imported;
  }

  private String start(ExportFile file, JsonNode upload) {
    String uploadId = upload.path("id").asString();
    JsonNode guess =
        server.post(
            "/api/uploads/" + uploadId + "/mapping-guess",
            DemoServer.JSON.createObjectNode().put("kind", file.kind()));
    ObjectNode order = DemoServer.JSON.createObjectNode();
    order.put("uploadId", uploadId);
    order.put("channel", file.channel());
    order.set("mapping", guess.path("mapping"));
    order.put("currency", DemoBrand.CURRENCY);
    order.put("zone", DemoBrand.ZONE.getId());
    return server.post("/api/imports", order, UUID.randomUUID().toString()).path("id").asString();
  }

  private JsonNode await(String id) {
    while (true) {
      JsonNode job = server.get("/api/imports/" + id);
      String state = job.path("state").asString();
      switch (state) {
        case "completed" -> {
          return job;
        }
        case "failed", "cancelled" ->
            throw new DemoFailure(
                "the import of "
                    + job.path("fileName").asString()
                    + " "
                    + (state.equals("failed") ? "failed: " : "was cancelled")
                    + String.valueOf(DemoServer.textOf(job.path("failure"), "title"))
                    + " "
                    + String.valueOf(DemoServer.textOf(job.path("failure"), "detail")));
        default -> {
          double total = Math.max(1, job.path("bytesTotal").asDouble());
          progress.tell(
              job.path("bytesRead").asDouble() / total,
              String.format(Locale.ROOT, "%,d rows", job.path("rows").asLong()));
          pause();
        }
      }
    }
  }

  static void pause() {
    try {
      Thread.sleep(POLL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoFailure("interrupted", e);
    }
  }
}
