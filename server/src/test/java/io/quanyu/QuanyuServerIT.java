package io.quanyu;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.testing.ServerTest;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

/** The whole server starts, with every module wired. */
@ServerTest
class QuanyuServerIT {

  private final DSLContext dsl;

  QuanyuServerIT(DSLContext dsl) {
    this.dsl = dsl;
  }

  @Test
  void startsOnAMigratedDatabase() {
    assertThat(dsl.fetchSingle("select current_setting('server_version_num')::int >= 180000"))
        .extracting(row -> row.get(0))
        .isEqualTo(true);
  }
}
