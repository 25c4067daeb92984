package io.quanyu.reach.wecom.internal;

import io.quanyu.platform.database.SqlArrays;
import io.quanyu.platform.personal.AccessCopy;
import io.quanyu.platform.personal.Person;
import io.quanyu.platform.personal.PersonalDataHolder;
import java.util.Arrays;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** A person as a contact in WeCom, who had her, and events that name her. */
@Component
final class WecomData implements PersonalDataHolder {

  private static final String EXTERNAL_USER_ID = "ExternalUserID";

  private final JdbcTemplate jdbc;
  private final WecomAppStore apps;
  private final ContactHashes hashes;

  WecomData(DataSource dataSource, WecomAppStore apps, ContactHashes hashes) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.apps = apps;
    this.hashes = hashes;
  }

  @Override
  public String name() {
    return "reach.wecom";
  }

  @Override
  public Set<String> tables() {
    return Set.of("reach_wecom.external_contact", "reach_wecom.follow", "reach_wecom.callback");
  }

  @Override
  public void copy(Person person, AccessCopy copy) {
    copy.add(
        "wecom-contacts",
        jdbc.query(
            """
            select f.user_id, f.followed_at::text, f.ended_at::text
            from reach_wecom.follow f join reach_wecom.external_contact c using (contact_no)
            where c.identifier = any (?::uuid[]) order by f.followed_at, f.user_id
            """,
            statement -> SqlArrays.setUuids(statement, 1, person.identifiers()),
            (row, _) ->
                AccessCopy.row(
                    "guide", row.getString(1),
                    "since", row.getString(2),
                    "until", row.getString(3))));
  }

  @Override
  public boolean erase(Person person) {
    jdbc.update(
        "delete from reach_wecom.external_contact where identifier = any (?::uuid[])",
        statement -> SqlArrays.setUuids(statement, 1, person.identifiers()));
    apps.deleteCallbacks(xml -> isAbout(person, xml));
    return true;
  }

  private boolean isAbout(Person person, String xml) {
    try {
      var id = CallbackXml.fields(xml).get(EXTERNAL_USER_ID);
      return id != null
          && Arrays.stream(id.split("\n", -1))
              .filter(one -> !one.isBlank())
              .anyMatch(one -> person.identifiers().contains(hashes.identifier(one)));
    } catch (UnreadableCallbackException e) {
      throw new IllegalStateException("a kept event cannot be read", e);
    }
  }
}
