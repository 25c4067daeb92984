package io.quanyu.brand.organisation.internal;

import io.quanyu.platform.storage.DataDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * The GeoJSON on which stores are shown: {@code maps/outline.json} of the data directory if there
 * is one, else the coarse one that comes with the program. Looked for at each reading: replacing it
 * needs no restart.
 */
@Component
public class MapOutline {

  private final Path replacement;

  public MapOutline(DataDirectory data) {
    this.replacement = data.root().resolve("maps").resolve("outline.json");
  }

  /** The outline, which always exists. */
  public Resource read() {
    return Files.isRegularFile(replacement)
        ? new FileSystemResource(replacement)
        : new ClassPathResource("maps/outline.json");
  }
}
