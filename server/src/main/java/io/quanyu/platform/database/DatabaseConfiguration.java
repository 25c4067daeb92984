package io.quanyu.platform.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import io.quanyu.platform.storage.DataDirectory;
import io.quanyu.platform.storage.StartupException;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jooq.conf.RenderQuotedNames;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jooq.autoconfigure.DefaultConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

  private static final int SERVER_VERSION_MIN = 180_000;

  static {
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty(name = "quanyu.database.url", havingValue = "embedded")
  static class Embedded {

    @Bean(destroyMethod = "close")
    EmbeddedDatabase embeddedDatabase(DataDirectory data) {
      var folder = data.privateFolder("postgres");
      return EmbeddedDatabase.start(folder, folder.resolve("bin"), EmbeddedDatabase.DURABLE);
    }

    @Bean
    DatabaseAddress databaseAddress(EmbeddedDatabase database) {
      return database.address();
    }
  }

  @Bean
  @ConditionalOnMissingBean
  DatabaseAddress externalDatabaseAddress(
      @Value("${quanyu.database.url}") String url,
      @Value("${quanyu.database.user:quanyu}") String user,
      @Value("${quanyu.database.password:}") String password) {
    return new DatabaseAddress(url, user, password);
  }

  @Bean(destroyMethod = "close")
  HikariDataSource connectionPool(
      DatabaseAddress address, @Value("${quanyu.database.connections-max}") int connectionsMax) {
    try {
      var dataSource = new HikariDataSource(pool("quanyu", address, connectionsMax));
      requireVersion(dataSource);
      return dataSource;
    } catch (HikariPool.PoolInitializationException | SQLException e) {
      throw new StartupException(
          "The database at " + address.url() + " cannot be used: " + e.getMessage() + ".",
          "Check quanyu.database.url, .user and .password, and that PostgreSQL is running there.",
          e);
    }
  }

  /** Empty until somebody who sees a part asks for something. */
  @Bean(destroyMethod = "close", defaultCandidate = false)
  HikariDataSource narrowedPool(
      DatabaseAddress address, @Value("${quanyu.database.connections-max}") int connectionsMax) {
    var config = pool("quanyu-narrowed", address, connectionsMax);
    config.setMinimumIdle(0);
    return new HikariDataSource(config);
  }

  private static HikariConfig pool(String name, DatabaseAddress address, int connectionsMax) {
    var config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl(address.url());
    config.setUsername(address.user());
    config.setPassword(address.password());
    config.setMaximumPoolSize(connectionsMax);
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("ApplicationName", "quanyu");
    // Details of errors hold the values of rows, and end up in logs.
    config.addDataSourceProperty("logServerErrorDetail", "false");
    config.addDataSourceProperty(SqlArrays.DRIVER_SETTING, SqlArrays.DRIVER_SETTING_VALUE);
    return config;
  }

  /** What everybody uses. */
  @Bean
  @Primary
  DataSource dataSource(
      HikariDataSource connectionPool, @Qualifier("narrowedPool") HikariDataSource narrowedPool) {
    return new ScopedDataSource(connectionPool, narrowedPool);
  }

  private static void requireVersion(DataSource dataSource) throws SQLException {
    try (var connection = dataSource.getConnection();
        var result =
            connection
                .createStatement()
                .executeQuery("select current_setting('server_version_num')::int")) {
      result.next();
      if (result.getInt(1) < SERVER_VERSION_MIN) {
        throw new StartupException(
            "The database is PostgreSQL "
                + connection.getMetaData().getDatabaseProductVersion()
                + ", but Quanyu needs 18 or newer.",
            "Name a PostgreSQL 18 with quanyu.database.url, or leave it out to use our own.");
      }
    }
  }

  @Bean
  FlywayMigrationStrategy migrateModuleByModule() {
    return flyway -> Migrations.run(flyway.getConfiguration().getDataSource());
  }

  @Bean
  DefaultConfigurationCustomizer jooqSettings() {
    return configuration ->
        configuration
            .settings()
            .withRenderQuotedNames(RenderQuotedNames.EXPLICIT_DEFAULT_QUOTED)
            .withExecuteLogging(false);
  }

  @Bean
  BulkCopy bulkCopy(DataSource dataSource) {
    return new BulkCopy(dataSource);
  }
}
