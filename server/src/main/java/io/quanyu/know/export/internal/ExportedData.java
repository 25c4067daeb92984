package io.quanyu.know.export.internal;

import io.quanyu.platform.personal.AccessCopy;
import io.quanyu.platform.personal.Person;
import io.quanyu.platform.personal.PersonalDataHolder;
import java.sql.Timestamp;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Files of customers that were taken out. Whom a file holds only its key tells, so an erasure
 * destroys the keys of all that were asked for before it.
 */
@Component
final class ExportedData implements PersonalDataHolder {

  private final JdbcClient jdbc;

  ExportedData(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public String name() {
    return "know.export";
  }

  @Override
  public Set<String> tables() {
    return Set.of("know_export.export");
  }

  /** What a file told is told by the modules that it was made from. */
  @Override
  public void copy(Person person, AccessCopy copy) {}

  @Override
  public boolean erase(Person person) {
    var before = Timestamp.from(person.asOf());
    jdbc.sql(
            """
            update know_export.export set state = 'EXPIRED', file_key = null
            where state = 'READY' and requested_at < ?
            """)
        .param(before)
        .update();
    return jdbc.sql(
            """
            select not exists (
              select from know_export.export where state = 'RUNNING' and requested_at < ?)
            """)
        .param(before)
        .query((row, _) -> row.getBoolean(1))
        .single();
  }
}
