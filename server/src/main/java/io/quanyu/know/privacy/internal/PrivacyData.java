package io.quanyu.know.privacy.internal;

import io.quanyu.platform.personal.AccessCopy;
import io.quanyu.platform.personal.Person;
import io.quanyu.platform.personal.PersonalDataHolder;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What a person asked us before, and copies that were made for her. That she asked stays, as proof
 * that she was answered; what was noted in words goes.
 */
@Component
final class PrivacyData implements PersonalDataHolder {

  private final JdbcClient jdbc;
  private final CopyFiles files;

  PrivacyData(JdbcClient jdbc, CopyFiles files) {
    this.jdbc = jdbc;
    this.files = files;
  }

  @Override
  public String name() {
    return "know.privacy";
  }

  @Override
  public Set<String> tables() {
    return Set.of("know_privacy.request", "know_privacy.erasure", "know_privacy.copy");
  }

  @Override
  public void copy(Person person, AccessCopy copy) {
    copy.add(
        "requests",
        jdbc.sql(
                """
                select kind::text, state::text, received_at::text, note, refusal
                from know_privacy.request where customer_id = ? order by received_at
                """)
            .param(person.customerId())
            .query((row, _) ->
                AccessCopy.row(
                    "kind", row.getString(1),
                    "state", row.getString(2),
                    "received_at", row.getString(3),
                    "note", row.getString(4),
                    "refusal", row.getString(5)))
            .list());
  }

  @Override
  public boolean erase(Person person) {
    files.destroyOf(person.customerId());
    jdbc.sql(
            """
            update know_privacy.request set note = null, verified_reference = null
            where customer_id = ?
            """)
        .param(person.customerId())
        .update();
    return true;
  }
}
