package io.quanyu.platform.web;

import io.quanyu.platform.storage.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;

/**
 * Tells the command line where this server is: {@code run/server.json} with port and process id,
 * there from when the server is ready until it stops. After a kill -9 it lies about a dead process.
 */
final class RunFile {

  private final Path file;

  RunFile(DataDirectory data) {
    this.file = data.privateFolder("run").resolve("server.json");
    delete();
  }

  @EventListener
  void ready(ApplicationReadyEvent event) {
    if (event.getApplicationContext() instanceof WebServerApplicationContext context
        && context.getWebServer() != null) {
      var json =
          "{\"port\":%d,\"pid\":%d}%n"
              .formatted(context.getWebServer().getPort(), ProcessHandle.current().pid());
      DataDirectory.writePrivate(file, json.getBytes(StandardCharsets.US_ASCII));
    }
  }

  @EventListener(ContextClosedEvent.class)
  void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
