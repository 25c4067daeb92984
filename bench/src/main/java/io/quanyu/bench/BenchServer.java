package io.quanyu.bench;

import io.quanyu.QuanyuServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A server in the bench's own process, over data of its own. */
public final class BenchServer {
  private BenchServer() {}

  /**
   * Starts one at any free port.
   *
   * @param data where it keeps everything
   * @param more further configurations
   */
  public static ConfigurableApplicationContext start(Path data, Class<?>... more) {
    var sources = Stream.concat(Stream.of(QuanyuServer.class), Stream.of(more));
    return new SpringApplicationBuilder(sources.toArray(Class<?>[]::new))
        // As arguments: a property or variable that names somebody's real data must not win.
        .run(
            "--quanyu.data=" + data.toAbsolutePath(),
            "--server.port=0",
            "--logging.level.root=WARN",
            "--spring.main.banner-mode=off");
  }

  /** Deletes a folder with all that is in it, if it is there. */
  public static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (var paths = Files.walk(folder)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
