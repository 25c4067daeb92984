package io.quanyu.know.privacy.internal;

import io.quanyu.know.privacy.NewPrivacyRequest;
import io.quanyu.know.privacy.PrivacyRequest;
import io.quanyu.know.privacy.PrivacyRequest.Copy;
import io.quanyu.know.privacy.PrivacyRequest.Step;
import io.quanyu.know.privacy.PrivacyRequest.Verified;
import io.quanyu.know.privacy.RequestChannel;
import io.quanyu.know.privacy.RequestKind;
import io.quanyu.know.privacy.RequestState;
import io.quanyu.know.privacy.Verification;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Requests in the database. A change of state expects the state that it starts from. */
@Repository
class RequestSql {

  private static final String SELECT =
      """
      select r.*, c.size_bytes, c.expires_at, c.downloads, c.wrapped_key is not null as has_key
      from know_privacy.request r
      left join know_privacy.copy c on c.request_id = r.request_id
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  RequestSql(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  void insert(UUID id, NewPrivacyRequest request, Instant receivedAt, Instant dueAt, String by) {
    jdbc.sql(
            """
            insert into know_privacy.request
              (request_id, kind, customer_id, channel, received_at, due_at, note, created_by, created_at)
            values (?, ?::know_privacy.request_kind, ?, ?::know_privacy.request_channel, ?, ?, ?, ?, ?)
            """)
        .param(id)
        .param(request.kind().name())
        .param(request.customerId())
        .param(request.channel().name())
        .param(Timestamp.from(receivedAt))
        .param(Timestamp.from(dueAt))
        .param(request.note())
        .param(by)
        .param(Timestamp.from(clock.instant()))
        .update();
  }

  Optional<PrivacyRequest> find(UUID id) {
    return jdbc.sql(SELECT + "where r.request_id = ?").param(id).query(this::request).optional();
  }

  /** Requests, latest received first. */
  List<PrivacyRequest> list(
      Collection<RequestState> states,
      @Nullable Instant before,
      @Nullable UUID beforeId,
      int rows) {
    var sql =
        new StringBuilder(SELECT).append("where r.state = any (?::know_privacy.request_state[])");
    List<Object> parameters = new ArrayList<>();
    parameters.add(states.stream().map(Enum::name).toArray(String[]::new));
    if (before != null && beforeId != null) {
      sql.append(" and (r.received_at, r.request_id) < (?, ?)");
      parameters.add(Timestamp.from(before));
      parameters.add(beforeId);
    }
    sql.append(" order by r.received_at desc, r.request_id desc limit ?");
    parameters.add(rows);
    return jdbc.sql(sql.toString()).params(parameters).query(this::request).list();
  }

  /** Ids of requests that the server is at, oldest first. */
  List<UUID> running(int rows) {
    return jdbc.sql(
            """
            select request_id from know_privacy.request
            where state = 'RUNNING' order by started_at, request_id limit ?
            """)
        .param(rows)
        .query((row, _) -> row.getObject(1, UUID.class))
        .list();
  }

  boolean verify(UUID id, Verification how, @Nullable String reference, String by) {
    return jdbc.sql(
                """
                update know_privacy.request
                set state = 'VERIFIED', verified_how = ?::know_privacy.verification,
                  verified_reference = ?, verified_by = ?, verified_at = ?, version = version + 1
                where request_id = ? and state = 'RECEIVED'
                """)
            .param(how.name())
            .param(reference)
            .param(by)
            .param(Timestamp.from(clock.instant()))
            .param(id)
            .update()
        == 1;
  }

  boolean approve(UUID id, String by) {
    return jdbc.sql(
                """
                update know_privacy.request
                set state = 'APPROVED', approved_by = ?, approved_at = ?, version = version + 1
                where request_id = ? and state = 'VERIFIED' and kind = 'ERASURE'
                """)
            .param(by)
            .param(Timestamp.from(clock.instant()))
            .param(id)
            .update()
        == 1;
  }

  /** An erasure from its approval, others from their verification. */
  boolean start(UUID id, String by) {
    return jdbc.sql(
                """
                update know_privacy.request
                set state = 'RUNNING', started_by = ?, started_at = ?, version = version + 1
                where request_id = ?
                  and state = case kind when 'ERASURE' then 'APPROVED' else 'VERIFIED' end::know_privacy.request_state
                """)
            .param(by)
            .param(Timestamp.from(clock.instant()))
            .param(id)
            .update()
        == 1;
  }

  /** Of a request that the server is at. */
  void done(UUID id, String by) {
    jdbc.sql(
            """
            update know_privacy.request
            set state = 'DONE', ended_by = ?, ended_at = ?, version = version + 1
            where request_id = ? and state = 'RUNNING'
            """)
        .param(by)
        .param(Timestamp.from(clock.instant()))
        .param(id)
        .update();
  }

  /**
   * @param from states that it may be in
   */
  boolean refuse(UUID id, Collection<RequestState> from, String reason, String by) {
    return jdbc.sql(
                """
                update know_privacy.request
                set state = 'REFUSED', refusal = ?, ended_by = ?, ended_at = ?, version = version + 1
                where request_id = ? and state = any (?::know_privacy.request_state[])
                """)
            .param(reason)
            .param(by)
            .param(Timestamp.from(clock.instant()))
            .param(id)
            .param(from.stream().map(Enum::name).toArray(String[]::new))
            .update()
        == 1;
  }

  private PrivacyRequest request(ResultSet row, int number) throws SQLException {
    var dueAt = row.getTimestamp("due_at").toInstant();
    var ended = step(row, "ended");
    return new PrivacyRequest(
        row.getObject("request_id", UUID.class),
        RequestKind.valueOf(row.getString("kind")),
        RequestState.valueOf(row.getString("state")),
        row.getObject("customer_id", UUID.class),
        RequestChannel.valueOf(row.getString("channel")),
        row.getTimestamp("received_at").toInstant(),
        dueAt,
        PrivacyRequest.deadline(dueAt, ended == null ? null : ended.at(), clock.instant()),
        row.getString("note"),
        new Step(row.getString("created_by"), row.getTimestamp("created_at").toInstant()),
        verified(row),
        step(row, "approved"),
        step(row, "started"),
        ended,
        row.getString("refusal"),
        copy(row),
        row.getInt("version"));
  }

  private static @Nullable Step step(ResultSet row, String step) throws SQLException {
    var at = row.getTimestamp(step + "_at");
    return at == null ? null : new Step(row.getString(step + "_by"), at.toInstant());
  }

  private static @Nullable Verified verified(ResultSet row) throws SQLException {
    var step = step(row, "verified");
    return step == null
        ? null
        : new Verified(
            Verification.valueOf(row.getString("verified_how")),
            row.getString("verified_reference"),
            step.by(),
            step.at());
  }

  private @Nullable Copy copy(ResultSet row) throws SQLException {
    var expiresAt = row.getTimestamp("expires_at");
    return expiresAt == null
        ? null
        : new Copy(
            row.getLong("size_bytes"),
            expiresAt.toInstant(),
            row.getBoolean("has_key") && clock.instant().isBefore(expiresAt.toInstant()),
            row.getInt("downloads"));
  }
}
