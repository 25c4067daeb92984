package io.quanyu.platform.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Brings every module's schema up to date: one folder of migrations, one PostgreSQL schema of the
 * same name and one history table in it for each module, in the order of the districts.
 */
public final class Migrations {
  private Migrations() {}

  private static final List<String> DISTRICTS =
      List.of("platform", "brand", "know", "reach", "sell", "attract", "credit", "learn");

  private static final Pattern SCRIPT = Pattern.compile(".*/db/migration/([a-z_]+/[^/]+\\.sql)$");

  /**
   * Applies what is missing. Safe to run from several servers at once: Flyway locks.
   *
   * <p>Looking at every module's history costs a second or two, so the hash of all migrations is
   * remembered once they are applied, and a later start with the same ones looks no further.
   */
  public static void run(DataSource dataSource) {
    var scripts = scripts();
    var hash = hashOf(scripts);
    if (isRemembered(dataSource, hash)) {
      return;
    }
    for (var module : modulesOf(scripts)) {
      Flyway.configure()
          .dataSource(dataSource)
          .locations("classpath:db/migration/" + module)
          .schemas(module)
          .defaultSchema(module)
          .load()
          .migrate();
    }
    remember(dataSource, hash);
  }

  private static boolean isRemembered(DataSource dataSource, String hash) {
    var jdbc = JdbcClient.create(dataSource);
    return jdbc.sql("select to_regclass('public.migrated') is not null")
            .query(Boolean.class)
            .single()
        && jdbc.sql("select exists (select from public.migrated where scripts_hash = ?)")
            .param(hash)
            .query(Boolean.class)
            .single();
  }

  private static void remember(DataSource dataSource, String hash) {
    var jdbc = JdbcClient.create(dataSource);
    jdbc.sql("create table if not exists public.migrated (scripts_hash text primary key)").update();
    jdbc.sql("insert into public.migrated values (?) on conflict do nothing").param(hash).update();
  }

  private static List<Resource> scripts() {
    try {
      return Stream.of(
              new PathMatchingResourcePatternResolver()
                  .getResources("classpath*:db/migration/*/*.sql"))
          .sorted(Comparator.comparing(Migrations::nameOf))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hashOf(List<Resource> scripts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var script : scripts) {
        digest.update(nameOf(script).getBytes(StandardCharsets.UTF_8));
        digest.update(script.getContentAsByteArray());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The modules that have scripts, in the order in which they are migrated. */
  private static List<String> modulesOf(List<Resource> scripts) {
    return scripts.stream()
        .map(script -> nameOf(script).substring(0, nameOf(script).indexOf('/')))
        .distinct()
        .sorted(
            Comparator.comparingInt(Migrations::districtRank)
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  /** Folder and file, e.g. {@code know_tag/V20261122_1030__create_tag.sql}. */
  private static String nameOf(Resource script) {
    try {
      var matcher = SCRIPT.matcher(script.getURL().toString());
      if (!matcher.matches()) {
        throw new IllegalStateException("a migration in an odd place: " + script);
      }
      return matcher.group(1);
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
