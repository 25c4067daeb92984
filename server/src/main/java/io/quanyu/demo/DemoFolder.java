package io.quanyu.demo;

import io.quanyu.demo.generator.BrandGenerator;
import io.quanyu.demo.generator.DemoBrand;
import io.quanyu.demo.generator.GeneratedFiles;
import io.quanyu.demo.generator.GeneratedFiles.ExportFile;
import io.quanyu.demo.generator.GeneratorSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The generated files in a data directory: {@code DATA/demo} with {@code manifest.json}, which is
 * written last, so that a folder with a manifest is complete. One data directory holds one demo.
 */
final class DemoFolder {

  /** Grows when the generator writes other bytes for the same settings. */
  private static final int FORMAT = 1;

  private final Path folder;
  private final Path manifest;

  DemoFolder(Path data) {
    folder = data.resolve("demo");
    manifest = folder.resolve("manifest.json");
  }

  /** The demo in this folder. {@code generated} tells whether it was made now or found. */
  record Demo(GeneratorSettings settings, GeneratedFiles files, boolean generated) {}

  /**
   * The files asked for: those that are here if they fit, else new ones.
   *
   * @throws DemoFailure if the folder holds another demo than the one asked for
   */
  Demo ensure(DemoArguments arguments, Clock clock, DoubleConsumer progress) {
    try {
      if (Files.exists(manifest)) {
        return reuse(arguments);
      }
      GeneratorSettings settings =
          GeneratorSettings.of(
              or(arguments.customers(), DemoArguments.CUSTOMERS_DEFAULT),
              or(arguments.seed(), DemoArguments.SEED_DEFAULT),
              or(arguments.asOf(), LocalDate.now(clock.withZone(DemoBrand.ZONE))));
      GeneratedFiles files =
          new BrandGenerator(settings)
              .write(folder, Runtime.getRuntime().availableProcessors(), progress);
      write(settings, files);
      return new Demo(settings, files, true);
    } catch (IOException e) {
      throw new DemoFailure(
          "the demo's files cannot be written to " + folder + ": " + e.getMessage(), e);
    }
  }

  private Demo reuse(DemoArguments arguments) throws IOException {
    JsonNode json = DemoServer.JSON.readTree(Files.readString(manifest));
    GeneratorSettings settings =
        GeneratorSettings.of(
            json.path("customers").asInt(),
            json.path("seed").asLong(),
            LocalDate.parse(json.path("asOf").asString()));
    GeneratorSettings asked =
        GeneratorSettings.of(
            or(arguments.customers(), settings.customers()),
            or(arguments.seed(), settings.seed()),
            or(arguments.asOf(), settings.asOf()));
    if (!asked.equals(settings) || json.path("format").asInt() != FORMAT) {
      throw new DemoFailure(
          String.format(
              "this data directory already holds the demo with --customers %d --seed %d --as-of %s;"
                  + " ask for the same, or use another --data",
              settings.customers(), settings.seed(), settings.asOf()));
    }
    return new Demo(settings, filesOf(json), false);
  }

  private static <T> T or(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }

  private GeneratedFiles filesOf(JsonNode json) {
    List<ExportFile> files = new ArrayList<>();
    for (JsonNode file : json.path("files")) {
      files.add(
          new ExportFile(
              file.path("kind").asString(),
              file.path("channel").asString(),
              folder.resolve(file.path("name").asString())));
    }
    return new GeneratedFiles(
        files,
        folder.resolve(json.path("truth").asString()),
        json.path("customerRecords").asLong(),
        json.path("orders").asLong(),
        json.path("orderLines").asLong(),
        json.path("events").asLong());
  }

  private void write(GeneratorSettings settings, GeneratedFiles files) throws IOException {
    ObjectNode json = DemoServer.JSON.createObjectNode();
    json.put("format", FORMAT);
    json.put("brand", DemoBrand.NAME_LATIN);
    json.put("customers", settings.customers());
    json.put("seed", settings.seed());
    json.put("asOf", settings.asOf().toString());
    json.put("customerRecords", files.customerRecords());
    json.put("orders", files.orders());
    json.put("orderLines", files.orderLines());
    json.put("events", files.events());
    json.put("truth", nameOf(files.truth()));
    ArrayNode list = json.putArray("files");
    for (ExportFile file : files.files()) {
      list.addObject()
          .put("kind", file.kind())
          .put("channel", file.channel())
          .put("name", nameOf(file.path()));
    }
    Path part = manifest.resolveSibling("manifest.json.part");
    Files.writeString(part, json.toPrettyString());
    Files.move(part, manifest, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String nameOf(Path path) {
    return path.getFileName().toString();
  }
}
