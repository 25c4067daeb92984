package io.quanyu.demo;

import io.quanyu.demo.generator.BrandGenerator;
import io.quanyu.demo.generator.DemoBrand;
import io.quanyu.demo.generator.GeneratedFiles;
import io.quanyu.demo.generator.GeneratedFiles.ExportFile;
import io.quanyu.demo.generator.GeneratorSettings;
import io.quanyu.demo.generator.WritingWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The generated files in a data directory: {@code DATA/demo} with {@code manifest.json}. Files are
 * imported while others are still being written; so the manifest first binds the folder to its
 * settings, and names the files when all are complete. One data directory holds one demo.
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
   * The files asked for: those that are here if they fit, else new ones. A run that was cut off is
   * made up for with its own settings: the same bytes, whatever day it is.
   *
   * @param watch is told of each file as soon as it can be imported
   * @throws DemoFailure if the folder holds another demo than the one asked for
   */
  Demo ensure(DemoArguments arguments, Clock clock, WritingWatch watch) {
    try {
      if (!Files.exists(manifest)) {
        GeneratorSettings settings =
            asked(
                arguments,
                GeneratorSettings.of(
                    DemoArguments.CUSTOMERS_DEFAULT,
                    DemoArguments.SEED_DEFAULT,
                    LocalDate.now(clock.withZone(DemoBrand.ZONE))));
        write(jsonOf(settings));
        return generate(settings, watch);
      }
      JsonNode json = DemoServer.JSON.readTree(Files.readString(manifest));
      GeneratorSettings settings = settingsOf(json);
      requireAsked(arguments, settings, json.path("format").asInt());
      if (!json.has("world")) { // cut off, or of a version before the sandbox
        return generate(settings, watch);
      }
      GeneratedFiles files = filesOf(json);
      files.files().forEach(watch::written);
      return new Demo(settings, files, false);
    } catch (IOException e) {
      throw new DemoFailure(
          "the demo's files cannot be written to " + folder + ": " + e.getMessage(), e);
    }
  }

  private Demo generate(GeneratorSettings settings, WritingWatch watch) throws IOException {
    GeneratedFiles files =
        new BrandGenerator(settings)
            .write(folder, Runtime.getRuntime().availableProcessors(), watch);
    ObjectNode json = jsonOf(settings);
    put(files, json);
    write(json);
    return new Demo(settings, files, true);
  }

  /** What was asked for, and {@code otherwise} where nothing was said. */
  private static GeneratorSettings asked(DemoArguments arguments, GeneratorSettings otherwise) {
    return GeneratorSettings.of(
        or(arguments.customers(), otherwise.customers()),
        or(arguments.seed(), otherwise.seed()),
        or(arguments.asOf(), otherwise.asOf()));
  }

  private static void requireAsked(
      DemoArguments arguments, GeneratorSettings settings, int format) {
    if (!asked(arguments, settings).equals(settings) || format != FORMAT) {
      throw new DemoFailure(
          String.format(
              "this data directory already holds the demo with --customers %d --seed %d --as-of %s;"
                  + " ask for the same, or use another --data",
              settings.customers(), settings.seed(), settings.asOf()));
    }
  }

  private static GeneratorSettings settingsOf(JsonNode json) {
    return GeneratorSettings.of(
        json.path("customers").asInt(),
        json.path("seed").asLong(),
        LocalDate.parse(json.path("asOf").asString()));
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
        folder.resolve(json.path("world").asString()),
        json.path("customerRecords").asLong(),
        json.path("orders").asLong(),
        json.path("orderLines").asLong(),
        json.path("events").asLong());
  }

  private static ObjectNode jsonOf(GeneratorSettings settings) {
    return DemoServer.JSON
        .createObjectNode()
        .put("format", FORMAT)
        .put("brand", DemoBrand.NAME_LATIN)
        .put("customers", settings.customers())
        .put("seed", settings.seed())
        .put("asOf", settings.asOf().toString());
  }

  private static void put(GeneratedFiles files, ObjectNode json) {
    json.put("customerRecords", files.customerRecords());
    json.put("orders", files.orders());
    json.put("orderLines", files.orderLines());
    json.put("events", files.events());
    json.put("truth", nameOf(files.truth()));
    json.put("world", nameOf(files.world()));
    ArrayNode list = json.putArray("files");
    for (ExportFile file : files.files()) {
      list.addObject()
          .put("kind", file.kind())
          .put("channel", file.channel())
          .put("name", nameOf(file.path()));
    }
  }

  private void write(ObjectNode json) throws IOException {
    Files.createDirectories(folder);
    Path part = manifest.resolveSibling("manifest.json.part");
    Files.writeString(part, json.toPrettyString());
    Files.move(part, manifest, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String nameOf(Path path) {
    return path.getFileName().toString();
  }
}
