package io.quanyu.demo;

import io.quanyu.demo.generator.DemoBrand;
import io.quanyu.demo.generator.GeneratedFiles.ExportFile;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends files the way a person does in the console: upload, take the guessed mapping, say currency
 * and time zone, import. It does so in the background, in the order in which files are given, from
 * the moment when the server is up: while some are imported, others are still being written. A file
 * that was imported before is not imported again.
 *
 * <p>Used by one thread.
 */
final class SendingFiles implements AutoCloseable {

  private final ExecutorService sender =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("sending").factory());
  private final Future<DemoServer> server;
  private final List<Sending> files = new ArrayList<>();
  private final boolean closesServer;

  /**
   * @param start waits for the server
   */
  SendingFiles(Callable<DemoServer> start) {
    this(start, true);
  }

  private SendingFiles(Callable<DemoServer> start, boolean closesServer) {
    server = sender.submit(start);
    this.closesServer = closesServer;
  }

  /** Sends to a server that is up, and leaves it open. */
  static SendingFiles to(DemoServer server) {
    return new SendingFiles(() -> server, false);
  }

  /** A file on its way. */
  record Sending(ExportFile file, Future<Sent> sent) {}

  /** An import that waits or runs; {@code reused} tells that it had been asked for before. */
  record Sent(String importId, boolean reused) {}

  /** Sends a file when those given before are sent. */
  void send(ExportFile file) {
    files.add(new Sending(file, sender.submit(() -> sendNow(file))));
  }

  /** All files given, in their order. */
  List<Sending> files() {
    return List.copyOf(files);
  }

  /** The server that files are sent to, when it is up. */
  Future<DemoServer> server() {
    return server;
  }

  /**
   * Fails if the server did not start or a file could not be sent, so that nobody goes on in vain.
   *
   * @throws DemoFailure that stopped the sending
   */
  void check() {
    if (server.isDone()) {
      Background.await(server, () -> {});
    }
    for (Sending file : files) {
      if (file.sent().isDone()) {
        Background.await(file.sent(), () -> {});
      }
    }
  }

  private Sent sendNow(ExportFile file) {
    DemoServer up = server.resultNow();
    JsonNode upload = up.upload(file.path());
    String earlier = DemoServer.textOf(upload, "alreadyImportedJobId");
    return earlier == null ? new Sent(start(up, file, upload), false) : new Sent(earlier, true);
  }

  private static String start(DemoServer server, ExportFile file, JsonNode upload) {
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

  /** Stops sending; what was sent stays. */
  @Override
  public void close() {
    sender.shutdownNow();
    if (closesServer && server.state() == Future.State.SUCCESS) {
      server.resultNow().close();
    }
  }
}
