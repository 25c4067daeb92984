package io.quanyu.reach.message.internal;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quanyu.core.contact.ContactPolicy;
import io.quanyu.core.contact.FrequencyCap;
import io.quanyu.core.contact.QuietHours;
import io.quanyu.reach.message.BrandContactPolicy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The brand's rules of contact in the database. */
@Component
public final class ContactPolicySql {

  private static final TypeReference<List<StoredCap>> CAPS = new TypeReference<>() {};

  private final JdbcTemplate jdbc;
  private final JsonMapper json;

  public ContactPolicySql(DataSource dataSource, JsonMapper json) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.json = json;
  }

  /** A cap as it is stored; without channel it counts all of them together. */
  record StoredCap(
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String channel,
      int messagesMax,
      int days) {

    FrequencyCap cap() {
      return channel == null
          ? FrequencyCap.overall(messagesMax, days)
          : FrequencyCap.onChannel(channel, messagesMax, days);
    }

    static StoredCap of(FrequencyCap cap) {
      return new StoredCap(
          switch (cap.scope()) {
            case FrequencyCap.Scope.AllChannels _ -> null;
            case FrequencyCap.Scope.OneChannel(var channel) -> channel;
          },
          cap.messagesMax(),
          cap.days());
    }
  }

  /** See {@link io.quanyu.reach.message.ContactPolicies#current}. */
  public BrandContactPolicy current() {
    return requireNonNull(
        jdbc.queryForObject(
            """
            select caps, quiet_from, quiet_until, quiet_zone, global_control_bp, version
            from reach_message.contact_policy
            """,
            (row, _) -> policy(row)));
  }

  /**
   * Replaces the rules.
   *
   * @return whether they had that version; if not, nothing is changed
   */
  public boolean replace(int version, ContactPolicy policy, int globalControlBp, Instant now) {
    var quiet =
        switch (policy.quietHours()) {
          case QuietHours.None _ -> null;
          case QuietHours.Daily daily -> daily;
        };
    return jdbc.update(
            """
            update reach_message.contact_policy
            set caps = ?::jsonb, quiet_from = ?, quiet_until = ?, quiet_zone = ?,
              global_control_bp = ?, version = version + 1, updated_at = ?
            where version = ?
            """,
            json.writeValueAsString(policy.caps().stream().map(StoredCap::of).toList()),
            quiet == null ? null : quiet.from(),
            quiet == null ? null : quiet.until(),
            quiet == null ? null : quiet.zone().getId(),
            globalControlBp,
            Timestamp.from(now),
            version)
        == 1;
  }

  private BrandContactPolicy policy(ResultSet row) throws SQLException {
    var caps = json.readValue(row.getString(1), CAPS).stream().map(StoredCap::cap).toList();
    var from = row.getObject(2, LocalTime.class);
    var quiet =
        from == null
            ? QuietHours.none()
            : new QuietHours.Daily(
                from, row.getObject(3, LocalTime.class), ZoneId.of(row.getString(4)));
    return new BrandContactPolicy(new ContactPolicy(caps, quiet), row.getInt(5), row.getInt(6));
  }
}
