package io.quanyu.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.testing.ServerTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A column of wrapped keys that a rotation does not know would be lost with the old master key. */
@ServerTest
class WrappedKeysIT {

  @Autowired private List<WrappedKeys> declared;
  @Autowired private JdbcClient jdbc;

  @Test
  void everyColumnOfWrappedKeysIsDeclaredByItsModule() {
    // Keys are bytes in a column named so; a key that is a value of somebody is named sealed_….
    var columns =
        jdbc.sql(
                """
                select table_schema || '.' || table_name || '.' || column_name
                from information_schema.columns
                where table_schema !~ '^(pg_|information_schema)' and data_type = 'bytea'
                  and column_name like '%key' and column_name not like 'sealed%'
                """)
            .query(String.class)
            .list();

    assertThat(columns).isNotEmpty();
    assertThat(declared)
        .extracting(keys -> keys.table() + "." + keys.column())
        .containsExactlyInAnyOrderElementsOf(columns);
  }

  @Test
  void everyDeclarationCanBeReadInTheOrderOfItsRows() {
    for (var keys : declared) {
      assertThat(
              jdbc.sql(
                      """
                      select count(*) from pg_index i
                      join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
                      where i.indrelid = ?::regclass and i.indisunique and i.indnkeyatts = 1
                        and a.attname = ?
                      """)
                  .params(keys.table(), keys.rowKey())
                  .query(Integer.class)
                  .single())
          .as("unique index on %s of %s", keys.rowKey(), keys.table())
          .isPositive();
      // What it is bound to is bytes.
      jdbc.sql("select pg_typeof(%s)::text from %s limit 1".formatted(keys.boundTo(), keys.table()))
          .query(String.class)
          .optional()
          .ifPresent(type -> assertThat(type).as(keys.table()).isEqualTo("bytea"));
    }
  }
}
