package io.quanyu.demo;

import io.quanyu.demo.SendingFiles.Sending;
import io.quanyu.demo.SendingFiles.Sent;
import java.time.Duration;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Waits for the imports of files that are sent, and tells how far they are. */
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

  /** Waits for the end of an import. */
  Imported await(Sending file) {
    progress.begin("importing " + file.file().path().getFileName());
    Sent sent = Background.await(file.sent(), () -> progress.tell("sending"));
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
          Background.pause(POLL);
        }
      }
    }
  }
}
