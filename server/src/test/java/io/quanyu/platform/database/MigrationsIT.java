package io.quanyu.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quanyu.testing.TestDatabase;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MigrationsIT {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  @Test
  void looksAtTheHistoryOnlyWhenTheScriptsAreOthers() {
    var jdbc = database.jdbc();
    jdbc.sql("update platform_job.flyway_schema_history set checksum = 1").update();

    Migrations.run(
        database.dataSource()); // the same scripts as in the template: not even looked at

    jdbc.sql("update public.migrated set scripts_hash = 'others'").update();
    assertThatThrownBy(() -> Migrations.run(database.dataSource()))
        .isInstanceOf(FlywayException.class)
        .hasMessageContaining("checksum mismatch");
  }

  @Test
  void everyModuleHasASchemaAndAHistoryOfItsOwn() {
    assertThat(
            database
                .jdbc()
                .sql(
                    "select table_schema from information_schema.tables"
                        + " where table_name = 'flyway_schema_history'")
                .query(String.class)
                .list())
        .contains("platform_eventlog", "platform_job", "platform_web", "brand_access");
  }
}
