package io.quanyu.platform.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Brings every module's schema up to date: one folder of migrations, one PostgreSQL schema of the
 * same name and one history table in it for each module, in the order of the districts.
 */
public final class Migrations {
  private Migrations() {}

  private static final List<String> DISTRICTS =
      List.of("platform", "brand", "know", "reach", "sell", "attract", "credit", "learn");

  private static final Pattern FOLDER = Pattern.compile(".*/db/migration/([a-z_]+)/[^/]+\\.sql$");

  /** Applies what is missing. Safe to run from several servers at once: Flyway locks. */
  public static void run(DataSource dataSource) {
    for (var module : modules()) {
      Flyway.configure()
          .dataSource(dataSource)
          .locations("classpath:db/migration/" + module)
          .schemas(module)
          .defaultSchema(module)
          .load()
          .migrate();
    }
  }

  /** The names of all schemas, in the order in which they are migrated. */
  static List<String> modules() {
    try {
      var found = new PathMatchingResourcePatternResolver();
      return List.of(found.getResources("classpath*:db/migration/*/*.sql")).stream()
          .map(resource -> FOLDER.matcher(urlOf(resource)))
          .filter(Matcher::matches)
          .map(matcher -> matcher.group(1))
          .distinct()
          .sorted(
              Comparator.comparingInt(Migrations::districtRank)
                  .thenComparing(Comparator.naturalOrder()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String urlOf(Resource resource) {
    try {
      return resource.getURL().toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int districtRank(String module) {
    var rank = DISTRICTS.indexOf(module.substring(0, module.indexOf('_')));
    if (rank < 0) {
      throw new IllegalStateException("migrations of no known district: " + module);
    }
    return rank;
  }
}
