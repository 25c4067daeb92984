package io.quanyu.know.consent.internal;

import io.quanyu.platform.database.SqlArrays;
import io.quanyu.platform.personal.AccessCopy;
import io.quanyu.platform.personal.Person;
import io.quanyu.platform.personal.PersonalDataHolder;
import java.sql.Timestamp;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * What a person decided. Of an erased one nothing stays but what she does not want: her withdrawals
 * become those of her addresses, so that nobody writes to her if she comes back or somebody brings
 * her number again (ADR 0018).
 */
@Component
final class ConsentData implements PersonalDataHolder {

  private final JdbcTemplate jdbc;
  private final StateSql states;

  ConsentData(DataSource dataSource, StateSql states) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.states = states;
  }

  @Override
  public String name() {
    return "know.consent";
  }

  @Override
  public Set<String> tables() {
    return Set.of("know_consent.decision", "know_consent.decision_account", "know_consent.state");
  }

  @Override
  public void copy(Person person, AccessCopy copy) {
    copy.add(
        "consents",
        jdbc.query(
            """
            select distinct d.decision_no, d.purpose, d.channel, d.granted, d.decided_at::text,
              d.source::text, d.by_guardian, coalesce(d.wording, t.text_zh), d.place, d.document
            from know_consent.decision_account a
            join know_consent.decision d on d.decision_no = a.decision_no
            left join know_consent.purpose_text t
              on t.purpose = d.purpose and t.text_version = d.text_version
            where a.account_no = any (?::int[]) order by d.decision_no
            """,
            statement -> SqlArrays.setInts(statement, 1, person.accountNos()),
            (row, _) ->
                AccessCopy.row(
                    "purpose", row.getString(2),
                    "channel", row.getString(3),
                    "decision", row.getBoolean(4) ? "granted" : "withdrawn",
                    "decided_at", row.getString(5),
                    "source", row.getString(6),
                    "by_guardian", row.getBoolean(7),
                    "wording", row.getString(8),
                    "place", row.getString(9),
                    "document", row.getString(10))));
  }

  @Override
  public boolean erase(Person person) {
    states.lockAll();
    keepWithdrawals(person);
    jdbc.update(
        "delete from know_consent.decision_account where account_no = any (?::int[])",
        statement -> SqlArrays.setInts(statement, 1, person.accountNos()));
    // One that binds accounts of somebody else too, from whom hers were parted, is theirs as well.
    jdbc.update(
        """
        delete from know_consent.decision d
        where d.account_no = any (?::int[])
          and not exists (
            select from know_consent.decision_account a where a.decision_no = d.decision_no)
        """,
        statement -> SqlArrays.setInts(statement, 1, person.accountNos()));
    jdbc.update(
        """
        update know_consent.state
        set state = 'UNKNOWN', by_guardian = false, decision_no = null, decided_at = null,
          changed_in = pg_current_xact_id()
        where customer_no = any (?::int[]) and state <> 'UNKNOWN'
        """,
        statement -> SqlArrays.setInts(statement, 1, person.customerNos()));
    return true;
  }

  /** The key makes a second run do nothing; text and place are hers and do not stay. */
  private void keepWithdrawals(Person person) {
    jdbc.update(
        """
        insert into know_consent.decision
          (purpose, channel, granted, decided_at, recorded_at, source, identifier, recorded_by, key)
        select s.purpose, s.channel, false, d.decided_at, ?::timestamptz, d.source, i, '-',
          'erased:' || i || ':' || md5(s.purpose || ':' || s.channel)
        from know_consent.state s
        join know_consent.decision d on d.decision_no = s.decision_no
        cross join unnest(?::uuid[]) i
        where s.customer_no = any (?::int[]) and s.state = 'WITHDRAWN'
        on conflict (recorded_by, key) do nothing
        """,
        statement -> {
          statement.setTimestamp(1, Timestamp.from(person.asOf()));
          SqlArrays.setUuids(statement, 2, person.identifiers());
          SqlArrays.setInts(statement, 3, person.customerNos());
        });
  }
}
