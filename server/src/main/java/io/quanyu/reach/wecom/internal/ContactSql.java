package io.quanyu.reach.wecom.internal;

import static java.util.Objects.requireNonNull;

import io.quanyu.platform.database.SqlArrays;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Contacts in the database: who has whom; external user ids sealed under the app's key. */
@Component
public final class ContactSql {

  private static final String PLACE = "external_userid:";

  private final JdbcTemplate jdbc;
  private final WecomAppStore apps;

  public ContactSql(DataSource dataSource, WecomAppStore apps) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.apps = apps;
  }

  // --- the state of the reading -----------------------------------------------------------------

  Optional<SyncRow> findSync(UUID appId) {
    return jdbc
        .query(
            """
            select app_id, state, due_at, tries, started_at, members_total, members_done,
              import_ids, failure, synced_at
            from reach_wecom.contact_sync where app_id = ?
            """,
            (row, _) ->
                new SyncRow(
                    row.getObject(1, UUID.class),
                    SyncRow.State.valueOf(row.getString(2)),
                    row.getTimestamp(3).toInstant(),
                    row.getInt(4),
                    instant(row.getTimestamp(5)),
                    Optional.ofNullable(row.getObject(6, Integer.class)),
                    row.getInt(7),
                    List.of((UUID[]) row.getArray(8).getArray()),
                    Optional.ofNullable(row.getString(9)),
                    instant(row.getTimestamp(10))),
            appId)
        .stream()
        .findFirst();
  }

  /** Asks for a run, unless one is asked for or under way. */
  void request(UUID appId, Instant now) {
    jdbc.update(
        """
        insert into reach_wecom.contact_sync (app_id, state, due_at) values (?, 'REQUESTED', ?)
        on conflict (app_id) do update
        set state = 'REQUESTED', due_at = excluded.due_at, tries = 0, failure = null,
          members_total = null, members_done = 0
        where contact_sync.state in ('ENDED', 'FAILED')
        """,
        appId,
        Timestamp.from(now));
  }

  /** Begins a run, or takes one up again whose server died. */
  void begin(UUID appId, int membersTotal, Instant now) {
    jdbc.update(
        """
        update reach_wecom.contact_sync
        set state = 'RUNNING', members_total = ?, members_done = 0,
          started_at = case when state = 'RUNNING' then coalesce(started_at, ?) else ? end
        where app_id = ?
        """,
        membersTotal,
        Timestamp.from(now),
        Timestamp.from(now),
        appId);
  }

  void advance(UUID appId, int membersDone) {
    jdbc.update(
        "update reach_wecom.contact_sync set members_done = ? where app_id = ?",
        membersDone,
        appId);
  }

  /** Puts the run off; it begins anew then. */
  void postpone(UUID appId, Duration pause, String failure, Instant now) {
    jdbc.update(
        """
        update reach_wecom.contact_sync set tries = tries + 1, due_at = ?, failure = ?
        where app_id = ?
        """,
        Timestamp.from(now.plus(pause)),
        failure,
        appId);
  }

  void awaitImports(UUID appId) {
    jdbc.update("update reach_wecom.contact_sync set state = 'IMPORTING' where app_id = ?", appId);
  }

  void end(UUID appId, @Nullable String failure) {
    jdbc.update(
        """
        update reach_wecom.contact_sync
        set state = case when ?::text is null then 'ENDED' else 'FAILED' end, failure = ?,
          synced_at = case when ?::text is null then started_at else synced_at end
        where app_id = ?
        """,
        failure,
        failure,
        failure,
        appId);
  }

  /** Keeps that an import has ended. */
  void dropImport(UUID appId, UUID importId, boolean isInForce) {
    jdbc.update(
        """
        update reach_wecom.contact_sync set import_ids = array_remove(import_ids, ?)
        where app_id = ?
        """,
        importId,
        appId);
    // What did not come in is handed over again by the next run.
    jdbc.update(
        "update reach_wecom.follow set import_id = null"
            + (isInForce ? "" : ", fingerprint = null")
            + " where import_id = ?",
        importId);
  }

  /** Keeps what was handed to an import. */
  void handedOver(UUID appId, UUID importId, List<SeenContact> contacts) {
    jdbc.update(
        """
        update reach_wecom.contact_sync set import_ids = import_ids || ?
        where app_id = ? and not import_ids @> array[?]
        """,
        importId,
        appId,
        importId);
    jdbc.update(
        """
        update reach_wecom.follow f set fingerprint = n.fingerprint, import_id = ?
        from unnest(?::uuid[], ?::text[], ?::uuid[]) n (identifier, user_id, fingerprint)
        join reach_wecom.external_contact c on c.app_id = ? and c.identifier = n.identifier
        where f.contact_no = c.contact_no and f.user_id = n.user_id
        """,
        statement -> {
          statement.setObject(1, importId);
          SqlArrays.setColumn(statement, 2, "uuid", contacts, SeenContact::identifier);
          SqlArrays.setColumn(statement, 3, "text", contacts, SeenContact::userId);
          SqlArrays.setColumn(statement, 4, "uuid", contacts, SeenContact::fingerprint);
          statement.setObject(5, appId);
        });
  }

  // --- who has whom -----------------------------------------------------------------------------

  /**
   * Stores contacts as WeCom listed them.
   *
   * @param now when the list was asked for
   * @return the contacts by member whose data must be handed to the imports: new or changed
   */
  Set<Handed> store(UUID appId, Collection<SeenContact> seen, Instant now) {
    if (seen.isEmpty()) {
      return Set.of();
    }
    ensureContacts(appId, seen);
    jdbc.update(
        """
        insert into reach_wecom.follow (contact_no, user_id, followed_at, changed_at)
        select c.contact_no, n.user_id, n.followed_at, ?
        from unnest(?::uuid[], ?::text[], ?::timestamptz[]) n (identifier, user_id, followed_at)
        join reach_wecom.external_contact c on c.app_id = ? and c.identifier = n.identifier
        order by c.contact_no, n.user_id
        on conflict (contact_no, user_id) do update
        set followed_at = excluded.followed_at, changed_at = excluded.changed_at,
          ended_at = null, ended_by = null
        where case
          -- The list shows who has deleted the member, too: only a later beginning counts.
          when follow.ended_by in ('CUSTOMER', 'MEMBER')
            then excluded.followed_at > follow.ended_at
          when follow.ended_by = 'SYNC' then true
          else follow.followed_at <> excluded.followed_at end
        """,
        statement -> {
          statement.setTimestamp(1, Timestamp.from(now));
          SqlArrays.setColumn(statement, 2, "uuid", seen, SeenContact::identifier);
          SqlArrays.setColumn(statement, 3, "text", seen, SeenContact::userId);
          SqlArrays.setColumn(
              statement, 4, "timestamptz", seen, one -> Timestamp.from(one.followedAt()));
          statement.setObject(5, appId);
        });
    Set<Handed> toHand = new HashSet<>();
    jdbc.query(
        """
        select n.identifier, n.user_id
        from unnest(?::uuid[], ?::text[], ?::uuid[]) n (identifier, user_id, fingerprint)
        join reach_wecom.external_contact c on c.app_id = ? and c.identifier = n.identifier
        join reach_wecom.follow f on f.contact_no = c.contact_no and f.user_id = n.user_id
        where f.fingerprint is distinct from n.fingerprint
        """,
        statement -> {
          SqlArrays.setColumn(statement, 1, "uuid", seen, SeenContact::identifier);
          SqlArrays.setColumn(statement, 2, "text", seen, SeenContact::userId);
          SqlArrays.setColumn(statement, 3, "uuid", seen, SeenContact::fingerprint);
          statement.setObject(4, appId);
        },
        row -> {
          toHand.add(new Handed(row.getObject(1, UUID.class), row.getString(2)));
        });
    return toHand;
  }

  /** A contact of a member. */
  record Handed(UUID identifier, String userId) {}

  private void ensureContacts(UUID appId, Collection<SeenContact> seen) {
    Map<UUID, String> ids = new HashMap<>();
    seen.forEach(one -> ids.put(one.identifier(), one.externalUserId()));
    ensureContacts(appId, ids);
  }

  private void ensureContacts(UUID appId, Map<UUID, String> ids) {
    var key = apps.keyOf(appId);
    var identifiers = List.copyOf(ids.keySet());
    jdbc.update(
        """
        insert into reach_wecom.external_contact (app_id, identifier, sealed_id)
        select ?, n.identifier, decode(n.sealed_id, 'base64')
        from unnest(?::uuid[], ?::text[]) n (identifier, sealed_id)
        where not exists (
          select from reach_wecom.external_contact c
          where c.app_id = ? and c.identifier = n.identifier)
        order by n.identifier
        on conflict (app_id, identifier) do nothing
        """,
        statement -> {
          statement.setObject(1, appId);
          SqlArrays.setColumn(statement, 2, "uuid", identifiers, identifier -> identifier);
          SqlArrays.setColumn(
              statement,
              3,
              "text",
              identifiers,
              identifier -> {
                var clear = requireNonNull(ids.get(identifier)).getBytes(StandardCharsets.UTF_8);
                return Base64.getEncoder().encodeToString(key.seal(clear, place(identifier)));
              });
          statement.setObject(4, appId);
        });
  }

  private static byte[] place(UUID identifier) {
    return (PLACE + identifier).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Ends the contacts of members that WeCom no longer lists.
   *
   * @param userIds members whose lists were read in whole
   * @param seen what was listed
   * @param askedAt what changed since then is newer than the list
   */
  int endUnlisted(
      UUID appId, Collection<String> userIds, Collection<SeenContact> seen, Instant askedAt) {
    return jdbc.update(
        """
        update reach_wecom.follow f
        set ended_at = ?, ended_by = 'SYNC', changed_at = ?
        from reach_wecom.external_contact c
        where c.app_id = ? and f.contact_no = c.contact_no and f.ended_at is null
          and f.user_id = any (?::text[]) and f.changed_at <= ?
          and not exists (
            select from unnest(?::uuid[], ?::text[]) n (identifier, user_id)
            where n.identifier = c.identifier and n.user_id = f.user_id)
        """,
        statement -> {
          statement.setTimestamp(1, Timestamp.from(askedAt));
          statement.setTimestamp(2, Timestamp.from(askedAt));
          statement.setObject(3, appId);
          SqlArrays.setColumn(statement, 4, "text", userIds, user -> user);
          statement.setTimestamp(5, Timestamp.from(askedAt));
          SqlArrays.setColumn(statement, 6, "uuid", seen, SeenContact::identifier);
          SqlArrays.setColumn(statement, 7, "text", seen, SeenContact::userId);
        });
  }

  /** Ends the contacts of members who no longer have customers at all. */
  int endUnlistedMembers(UUID appId, Collection<String> listedUserIds, Instant askedAt) {
    return jdbc.update(
        """
        update reach_wecom.follow f
        set ended_at = ?, ended_by = 'SYNC', changed_at = ?
        from reach_wecom.external_contact c
        where c.app_id = ? and f.contact_no = c.contact_no and f.ended_at is null
          and f.changed_at <= ? and not f.user_id = any (?::text[])
        """,
        statement -> {
          statement.setTimestamp(1, Timestamp.from(askedAt));
          statement.setTimestamp(2, Timestamp.from(askedAt));
          statement.setObject(3, appId);
          statement.setTimestamp(4, Timestamp.from(askedAt));
          SqlArrays.setColumn(statement, 5, "text", listedUserIds, user -> user);
        });
  }

  /** A callback told that a member and a customer became contacts. */
  void add(
      UUID appId,
      UUID identifier,
      String externalUserId,
      String userId,
      Instant followedAt,
      Instant now) {
    ensureContacts(appId, Map.of(identifier, externalUserId));
    jdbc.update(
        """
        insert into reach_wecom.follow (contact_no, user_id, followed_at, changed_at)
        select contact_no, ?, ?, ? from reach_wecom.external_contact
        where app_id = ? and identifier = ?
        on conflict (contact_no, user_id) do update
        set followed_at = excluded.followed_at, changed_at = excluded.changed_at,
          ended_at = null, ended_by = null, fingerprint = null
        where follow.ended_at is null or excluded.followed_at >= follow.ended_at
        """,
        userId,
        Timestamp.from(followedAt),
        Timestamp.from(now),
        appId,
        identifier);
  }

  /** A callback told that it is over; not what began after it, for callbacks may overtake. */
  void end(
      UUID appId, UUID identifier, String userId, String endedBy, Instant endedAt, Instant now) {
    jdbc.update(
        """
        update reach_wecom.follow f
        set ended_at = ?, ended_by = ?, changed_at = ?
        from reach_wecom.external_contact c
        where c.app_id = ? and c.identifier = ? and f.contact_no = c.contact_no
          and f.user_id = ? and f.followed_at <= ? and (f.ended_at is null or f.ended_by = 'SYNC')
        """,
        Timestamp.from(endedAt),
        endedBy,
        Timestamp.from(now),
        appId,
        identifier,
        userId,
        Timestamp.from(endedAt));
  }

  /** A callback told that what a member notes of a customer has changed. */
  void forgetFingerprint(UUID appId, UUID identifier, String userId) {
    jdbc.update(
        """
        update reach_wecom.follow f set fingerprint = null
        from reach_wecom.external_contact c
        where c.app_id = ? and c.identifier = ? and f.contact_no = c.contact_no and f.user_id = ?
        """,
        appId,
        identifier,
        userId);
  }

  /** Ends what a callback told of but WeCom does not know: members who do not have her. */
  void endUndescribed(UUID appId, UUID identifier, Collection<String> followers, Instant askedAt) {
    jdbc.update(
        """
        update reach_wecom.follow f
        set ended_at = ?, ended_by = 'SYNC', changed_at = ?
        from reach_wecom.external_contact c
        where c.app_id = ? and c.identifier = ? and f.contact_no = c.contact_no
          and f.ended_at is null and f.changed_at <= ? and not f.user_id = any (?::text[])
        """,
        statement -> {
          statement.setTimestamp(1, Timestamp.from(askedAt));
          statement.setTimestamp(2, Timestamp.from(askedAt));
          statement.setObject(3, appId);
          statement.setObject(4, identifier);
          statement.setTimestamp(5, Timestamp.from(askedAt));
          SqlArrays.setColumn(statement, 6, "text", followers, user -> user);
        });
  }

  /** A member has another userid from now on. */
  void renameMember(UUID appId, String userId, String newUserId) {
    jdbc.update(
        """
        update reach_wecom.follow f set user_id = ?
        from reach_wecom.external_contact c
        where c.app_id = ? and f.contact_no = c.contact_no and f.user_id = ?
          and not exists (
            select from reach_wecom.follow o
            where o.contact_no = f.contact_no and o.user_id = ?)
        """,
        newUserId,
        appId,
        userId,
        newUserId);
  }

  /** External user ids of which callbacks told something that is not read yet. */
  List<String> findUndescribed(UUID appId, int limit) {
    var key = apps.keyOf(appId);
    return jdbc.query(
        """
        select c.identifier, c.sealed_id from reach_wecom.external_contact c
        where c.app_id = ? and c.contact_no in (
          select f.contact_no from reach_wecom.follow f
          where f.fingerprint is null and f.ended_at is null)
        order by c.contact_no limit ?
        """,
        (row, _) ->
            new String(
                key.open(row.getBytes(2), place(row.getObject(1, UUID.class))),
                StandardCharsets.UTF_8),
        appId,
        limit);
  }

  void storeMembers(UUID appId, Map<String, String> names) {
    if (names.isEmpty()) {
      return;
    }
    var members = List.copyOf(names.entrySet());
    jdbc.update(
        """
        insert into reach_wecom.member (app_id, user_id, name)
        select ?, n.user_id, n.name from unnest(?::text[], ?::text[]) n (user_id, name)
        on conflict (app_id, user_id) do update set name = excluded.name
        where member.name <> excluded.name
        """,
        statement -> {
          statement.setObject(1, appId);
          SqlArrays.setColumn(statement, 2, "text", members, Map.Entry::getKey);
          SqlArrays.setColumn(statement, 3, "text", members, Map.Entry::getValue);
        });
  }

  /** How many there are now. */
  record Counts(long contacts, long members) {}

  Counts count(UUID appId) {
    return requireNonNull(
        jdbc.queryForObject(
            """
            select count(distinct f.contact_no), count(distinct f.user_id)
            from reach_wecom.follow f join reach_wecom.external_contact c using (contact_no)
            where c.app_id = ? and f.ended_at is null
            """,
            (row, _) -> new Counts(row.getLong(1), row.getLong(2)),
            appId));
  }

  /** A contact that is not over. */
  record Follow(int contactNo, UUID identifier, String userId, Instant followedAt) {}

  /** Contacts that are not over, by number; all rows of a number are on one page. */
  List<Follow> followsAfter(UUID appId, int contactNo, int contacts) {
    return jdbc.query(
        """
        select c.contact_no, c.identifier, f.user_id, f.followed_at
        from (
          select contact_no, identifier from reach_wecom.external_contact
          where app_id = ? and contact_no > ? order by contact_no limit ?) c
        left join reach_wecom.follow f on f.contact_no = c.contact_no and f.ended_at is null
        order by c.contact_no
        """,
        (row, _) -> {
          var userId = row.getString(3);
          return new Follow(
              row.getInt(1),
              row.getObject(2, UUID.class),
              userId == null ? NOBODY : userId,
              userId == null ? Instant.EPOCH : row.getTimestamp(4).toInstant());
        },
        appId,
        contactNo,
        contacts);
  }

  /** Stands for the member of a contact that nobody has any more. */
  static final String NOBODY = "";

  // --- calls ------------------------------------------------------------------------------------

  /** Open external user ids by number. */
  Map<Integer, String> externalUserIds(UUID appId, Collection<Integer> contactNos) {
    var key = apps.keyOf(appId);
    Map<Integer, String> ids = HashMap.newHashMap(contactNos.size());
    jdbc.query(
        """
        select contact_no, identifier, sealed_id from reach_wecom.external_contact
        where app_id = ? and contact_no = any (?)
        """,
        statement -> {
          statement.setObject(1, appId);
          SqlArrays.setInts(statement, 2, contactNos);
        },
        row -> {
          ids.put(
              row.getInt(1),
              new String(
                  key.open(row.getBytes(3), place(row.getObject(2, UUID.class))),
                  StandardCharsets.UTF_8));
        });
    return ids;
  }

  /** Keeps who is meant by whom, before a call is made. */
  void storeCall(UUID appId, String mark, Map<Integer, Integer> contactByCustomer, Instant now) {
    var rows = new ArrayList<>(contactByCustomer.entrySet());
    jdbc.update(
        """
        insert into reach_wecom.sent_call (mark, app_id, customer_nos, contact_nos, sent_at)
        values (?, ?, ?, ?, ?)
        on conflict (mark) do update
        set app_id = excluded.app_id, customer_nos = excluded.customer_nos,
          contact_nos = excluded.contact_nos, sent_at = excluded.sent_at
        """,
        statement -> {
          statement.setString(1, mark);
          statement.setObject(2, appId);
          SqlArrays.setColumn(statement, 3, "int4", rows, Map.Entry::getKey);
          SqlArrays.setColumn(statement, 4, "int4", rows, Map.Entry::getValue);
          statement.setTimestamp(5, Timestamp.from(now));
        });
  }

  /** The customers who were meant in a call, by the identifier of their contact. */
  Map<UUID, Integer> customersOf(String mark) {
    Map<UUID, Integer> customers = new HashMap<>();
    jdbc.query(
        """
        select c.identifier, u.customer_no
        from reach_wecom.sent_call s
        cross join lateral unnest(s.customer_nos, s.contact_nos) u (customer_no, contact_no)
        join reach_wecom.external_contact c on c.contact_no = u.contact_no
        where s.mark = ?
        """,
        row -> {
          customers.put(row.getObject(1, UUID.class), row.getInt(2));
        },
        mark);
    return customers;
  }

  void deleteCallsBefore(Instant time) {
    jdbc.update("delete from reach_wecom.sent_call where sent_at < ?", Timestamp.from(time));
  }

  private static Optional<Instant> instant(@Nullable Timestamp time) {
    return Optional.ofNullable(time).map(Timestamp::toInstant);
  }
}
