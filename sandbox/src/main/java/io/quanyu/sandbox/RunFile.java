package io.quanyu.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code DATA/run/sandbox.json}: where the sandbox of this directory answers. */
final class RunFile {
  private final Path file;

  /** The file of this data directory. */
  RunFile(Path data) {
    this.file = data.resolve("run").resolve("sandbox.json");
  }

  /** Says that this process answers at the URL; readers see all of it or nothing. */
  void write(String url) {
    String text =
        JsonNodeFactory.instance
            .objectNode()
            .put("url", url)
            .put("port", URI.create(url).getPort())
            .put("pid", ProcessHandle.current().pid())
            .toString();
    try {
      Files.createDirectories(file.getParent());
      Path draft = Files.writeString(file.resolveSibling("sandbox.json.new"), text + "\n");
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Nobody answers any more. */
  void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
