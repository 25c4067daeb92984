package io.quanyu.schema;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Target;

/**
 * Generates the table classes of every module from its migrations: a real PostgreSQL is started,
 * migrated module by module, and read by jOOQ. Run by Maven in single-file mode, so that it can
 * live beside what it generates. Does nothing while no migration changed.
 *
 * <p>Folder {@code know_identity} becomes package {@code io.quanyu.know.identity.internal.db}.
 * Partitions are left out.
 */
public final class GenerateTables {
  private GenerateTables() {}

  /**
   * @param args the folder of migrations, one sub-folder a module; the folder for generated sources
   */
  public static void main(String[] args) throws Exception {
    var migrations = Path.of(args[0]);
    var target = Path.of(args[1]);
    var stamp = target.resolveSibling("jooq.sha256");
    var hash = hashOf(migrations);
    if (Files.exists(stamp) && Files.exists(target) && Files.readString(stamp).equals(hash)) {
      return;
    }
    deleteTree(target);
    Files.createDirectories(target);
    System.out.println("schema: generating table classes");
    var modules = modulesIn(migrations);
    if (!modules.isEmpty()) {
      try (var postgres = EmbeddedPostgres.builder().setLocaleConfig("locale", "C.UTF-8").start()) {
        for (var module : modules) {
          Flyway.configure()
              .dataSource(postgres.getPostgresDatabase())
              .locations("filesystem:" + migrations.resolve(module))
              .defaultSchema(module)
              .schemas(module)
              .load()
              .migrate();
        }
        for (var module : modules) {
          generate(postgres.getJdbcUrl("postgres", "postgres"), module, target);
        }
      }
    }
    Files.writeString(stamp, hash);
  }

  private static void generate(String url, String module, Path target) throws Exception {
    GenerationTool.generate(
        new Configuration()
            .withJdbc(
                new Jdbc().withDriver("org.postgresql.Driver").withUrl(url).withUser("postgres"))
            .withGenerator(
                new Generator()
                    .withDatabase(
                        new Database()
                            .withName("org.jooq.meta.postgres.PostgresDatabase")
                            .withInputSchema(module)
                            .withOutputSchemaToDefault(false)
                            .withExcludes("flyway_schema_history|.*_p[0-9]{6,8}")
                            .withIncludeRoutines(false))
                    .withGenerate(
                        new Generate()
                            .withComments(true)
                            .withJavaTimeTypes(true)
                            .withPojos(false)
                            .withDaos(false))
                    .withTarget(
                        new Target()
                            .withPackageName(
                                "io.quanyu." + module.replace('_', '.') + ".internal.db")
                            .withDirectory(target.toString())
                            .withClean(false))));
  }

  /** As the server migrates them: what one module refers to of another is there already. */
  private static final List<String> DISTRICTS =
      List.of("platform", "brand", "know", "reach", "sell", "attract", "credit", "learn");

  private static final Comparator<String> BY_DISTRICT =
      Comparator.comparingInt(
              (String module) -> DISTRICTS.indexOf(module.substring(0, module.indexOf('_'))))
          .thenComparing(Comparator.naturalOrder());

  private static List<String> modulesIn(Path migrations) throws IOException {
    try (var folders = Files.list(migrations)) {
      return folders
          .filter(Files::isDirectory)
          .map(f -> f.getFileName().toString())
          .sorted(BY_DISTRICT)
          .toList();
    }
  }

  private static String hashOf(Path migrations) throws Exception {
    var digest = MessageDigest.getInstance("SHA-256");
    try (var files = Files.walk(migrations)) {
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        digest.update(migrations.relativize(file).toString().getBytes("UTF-8"));
        digest.update(Files.readAllBytes(file));
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    try (var files = Files.walk(root)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
