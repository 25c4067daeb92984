package io.quanyu.know.consent.internal;

import io.quanyu.core.consent.ConsentRule.Derived;
import io.quanyu.core.consent.ConsentState;
import io.quanyu.platform.database.SqlArrays;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What follows from the ledger, in the database. */
@Component
public final class StateSql {

  /** Customers whose decisions are recorded at the same moment share a lock seldom enough. */
  private static final int LOCKS = 64;

  private final JdbcTemplate jdbc;

  public StateSql(DataSource dataSource) {
    this.jdbc = new JdbcTemplate(dataSource);
  }

  /** What holds for a customer, a purpose and a channel; empty: all that have no row. */
  record Row(int customerNo, String purpose, String channel, Derived derived) {}

  /**
   * Waits until nobody else records for these customers or moves their accounts, until the end of
   * the transaction. To be called before their accounts are read.
   */
  void lock(Collection<Integer> customerNos) {
    lockEach(customerNos.stream().map(no -> no % LOCKS).distinct().toList());
  }

  /** The same for everybody: who is bound is not known yet. */
  void lockAll() {
    lockEach(IntStream.range(0, LOCKS).boxed().toList());
  }

  /** In ascending order, so that two never wait for each other. */
  private void lockEach(Collection<Integer> locks) {
    jdbc.query(
        """
        select pg_advisory_xact_lock('know_consent.decision'::regclass::oid::int, l)
        from unnest(?::int[]) l
        """,
        statement -> SqlArrays.setInts(statement, 1, locks),
        _ -> {});
  }

  /** Makes the rows of customers these and no others. */
  void replace(Collection<Integer> customerNos, List<Row> rows) {
    if (!rows.isEmpty()) {
      jdbc.update(
          """
          insert into know_consent.state as s (customer_no, purpose, channel, state, by_guardian,
            decision_no, decided_at)
          select n.customer_no, n.purpose, n.channel, n.state::know_consent.consent_state,
            n.by_guardian, n.decision_no, n.at
          from unnest(?::int[], ?::text[], ?::text[], ?::text[], ?::bool[], ?::bigint[],
            ?::timestamptz[]) n (customer_no, purpose, channel, state, by_guardian, decision_no, at)
          on conflict (customer_no, purpose, channel) do update
          set state = excluded.state, by_guardian = excluded.by_guardian,
            decision_no = excluded.decision_no, decided_at = excluded.decided_at,
            changed_in = pg_current_xact_id()
          where (s.state, s.by_guardian, s.decision_no)
            is distinct from (excluded.state, excluded.by_guardian, excluded.decision_no)
          """,
          statement -> {
            SqlArrays.setColumn(statement, 1, "int4", rows, Row::customerNo);
            SqlArrays.setColumn(statement, 2, "text", rows, Row::purpose);
            SqlArrays.setColumn(statement, 3, "text", rows, Row::channel);
            SqlArrays.setColumn(statement, 4, "text", rows, row -> row.derived().state().name());
            SqlArrays.setColumn(statement, 5, "bool", rows, row -> row.derived().isByGuardian());
            SqlArrays.setColumn(
                statement, 6, "int8", rows, row -> row.derived().deciding().decisionNo());
            SqlArrays.setColumn(
                statement,
                7,
                "timestamptz",
                rows,
                row -> Timestamp.from(row.derived().deciding().at()));
          });
    }
    jdbc.update(
        """
        update know_consent.state s
        set state = 'UNKNOWN', by_guardian = false, decision_no = null, decided_at = null,
          changed_in = pg_current_xact_id()
        where s.customer_no = any (?::int[]) and s.state <> 'UNKNOWN'
          and not exists (
            select from unnest(?::int[], ?::text[], ?::text[]) n (customer_no, purpose, channel)
            where n.customer_no = s.customer_no and n.purpose = s.purpose
              and n.channel = s.channel)
        """,
        statement -> {
          SqlArrays.setInts(statement, 1, customerNos);
          SqlArrays.setColumn(statement, 2, "int4", rows, Row::customerNo);
          SqlArrays.setColumn(statement, 3, "text", rows, Row::purpose);
          SqlArrays.setColumn(statement, 4, "text", rows, Row::channel);
        });
  }

  /** What holds for a customer now, as far as she said anything. */
  public record Held(
      String purpose, String channel, ConsentState state, boolean isByGuardian, long decisionNo) {}

  /** What holds for one customer. */
  public List<Held> of(int customerNo) {
    return jdbc.query(
        """
        select purpose, channel, state, by_guardian, decision_no from know_consent.state
        where customer_no = ? and state <> 'UNKNOWN' order by purpose, channel
        """,
        (row, _) ->
            new Held(
                row.getString(1),
                row.getString(2),
                ConsentState.valueOf(row.getString(3)),
                row.getBoolean(4),
                row.getLong(5)),
        customerNo);
  }

  /** What holds for customers, a purpose and a channel; who said nothing is missing. */
  Map<Integer, Held> of(Collection<Integer> customerNos, String purpose, String channel) {
    Map<Integer, Held> held = new HashMap<>();
    jdbc.query(
        """
        select distinct on (customer_no) customer_no, channel, state, by_guardian, decision_no
        from know_consent.state
        where customer_no = any (?::int[]) and purpose = ? and channel in ('', ?)
          and state <> 'UNKNOWN'
        order by customer_no, channel desc
        """,
        statement -> {
          SqlArrays.setInts(statement, 1, customerNos);
          statement.setString(2, purpose);
          statement.setString(3, channel);
        },
        row -> {
          held.put(
              row.getInt(1),
              new Held(
                  purpose,
                  row.getString(2),
                  ConsentState.valueOf(row.getString(3)),
                  row.getBoolean(4),
                  row.getLong(5)));
        });
    return held;
  }
}
