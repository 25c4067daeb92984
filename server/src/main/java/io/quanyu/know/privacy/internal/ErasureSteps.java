package io.quanyu.know.privacy.internal;

import io.quanyu.platform.database.SqlArrays;
import io.quanyu.platform.personal.Person;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Erasures under way: whom they are about and which steps are committed. */
@Repository
class ErasureSteps {

  private final JdbcTemplate jdbc;

  ErasureSteps(DataSource dataSource) {
    this.jdbc = new JdbcTemplate(dataSource);
  }

  /** An erasure as it stands. */
  record UnderWay(Person person, Set<String> done) {}

  void begin(UUID requestId, Person person) {
    jdbc.update(
        """
        insert into know_privacy.erasure
          (request_id, customer_id, customer_nos, account_nos, identifiers, account_keys, erased_at)
        values (?, ?, ?, ?, ?, ?, ?)
        """,
        statement -> {
          statement.setObject(1, requestId);
          statement.setObject(2, person.customerId());
          SqlArrays.setInts(statement, 3, person.customerNos());
          SqlArrays.setInts(statement, 4, person.accountNos());
          SqlArrays.setUuids(statement, 5, person.identifiers());
          SqlArrays.setUuids(statement, 6, person.accountKeys());
          statement.setTimestamp(7, Timestamp.from(person.asOf()));
        });
  }

  /** Locked until the end of the transaction: two servers never do one step at a time. */
  Optional<UnderWay> findLocked(UUID requestId) {
    return jdbc
        .query(
            """
            select customer_id, customer_nos, account_nos, identifiers, account_keys, erased_at, done
            from know_privacy.erasure where request_id = ? for update
            """,
            (row, _) ->
                new UnderWay(
                    new Person(
                        row.getObject(1, UUID.class),
                        List.of((Integer[]) row.getArray(2).getArray()),
                        List.of((Integer[]) row.getArray(3).getArray()),
                        List.of((UUID[]) row.getArray(4).getArray()),
                        List.of((UUID[]) row.getArray(5).getArray()),
                        row.getTimestamp(6).toInstant()),
                    Set.copyOf(Arrays.asList((String[]) row.getArray(7).getArray()))),
            requestId)
        .stream()
        .findFirst();
  }

  void markDone(UUID requestId, String holder) {
    jdbc.update(
        "update know_privacy.erasure set done = done || ? where request_id = ?", holder, requestId);
  }

  /** Nothing is left to do: the hashes are needed no more. */
  void end(UUID requestId) {
    jdbc.update(
        """
        update know_privacy.erasure
        set identifiers = '{}', account_keys = '{}' where request_id = ?
        """,
        requestId);
  }
}
