package io.quanyu.reach.wecom.internal;

import io.quanyu.know.collect.CollectedPerson;
import io.quanyu.know.collect.CollectedRecords;
import io.quanyu.know.identity.ErasedCustomers;
import io.quanyu.platform.web.ProblemException;
import io.quanyu.reach.wecom.ContactSync;
import io.quanyu.reach.wecom.WecomProblem;
import io.quanyu.reach.wecom.internal.WecomCallException.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import me.chanjar.weixin.cp.bean.external.contact.ExternalContact;
import me.chanjar.weixin.cp.bean.external.contact.FollowedUser;
import me.chanjar.weixin.cp.bean.external.contact.WxCpExternalContactBatchInfo.ExternalContactInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Reads from WeCom who has whom, and hands what is new to the imports, so that One-ID and profiles
 * know these customers.
 *
 * <p>All of it can be killed at any instant and repeated. Contacts are stored first; that they were
 * handed over is stored after the import's job, which is the same job when it is handed over again.
 */
public final class SyncingContacts {

  private static final Logger log = LoggerFactory.getLogger(SyncingContacts.class);

  /** Members read at once: so many contacts are in memory. WeCom takes 100. */
  static final int MEMBERS_AT_ONCE = 10;

  /** WeCom's largest page of contacts. */
  private static final int PAGE = 100;

  /** Rows of one transaction. */
  private static final int STORED_AT_ONCE = 5_000;

  /** Contacts of one import; each may be several records. */
  private static final int HANDED_AT_ONCE = 40_000;

  /** New contacts, told by callbacks, that are asked for one by one in one go. */
  private static final int DESCRIBED_AT_ONCE = 200;

  private static final int TRIES_MAX = 5;

  /** Of one question: the first and three more. */
  private static final int ATTEMPTS_MAX = 4;

  private static final Duration PAUSE_AFTER_ATTEMPT = Duration.ofMillis(100);
  private static final long ROOT_DEPARTMENT = 1;

  /** Of a list of customers: she is nobody's contact (any more). */
  private static final int NOT_A_CONTACT = 84061;

  private static final String CHANNEL = WecomChannel.CODE;
  private static final String IMPORT_NAME = "wecom-contacts.jsonl";

  private final WecomAppStore apps;
  private final WecomClients clients;
  private final ContactSql sql;
  private final ContactHashes hashes;
  private final CollectedRecords collected;
  private final ErasedCustomers erased;
  private final KeepingContactBook book;
  private final TransactionOperations transactions;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  SyncingContacts(
      WecomAppStore apps,
      WecomClients clients,
      ContactSql sql,
      ContactHashes hashes,
      CollectedRecords collected,
      ErasedCustomers erased,
      KeepingContactBook book,
      TransactionOperations transactions,
      ApplicationEventPublisher events,
      Clock clock) {
    this.apps = apps;
    this.clients = clients;
    this.sql = sql;
    this.hashes = hashes;
    this.collected = collected;
    this.erased = erased;
    this.book = book;
    this.transactions = transactions;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Asks for a run; while one is asked for or under way it is that one.
   *
   * @throws ProblemException if nothing is set up
   */
  public ContactSync request() {
    var app =
        apps.findFirst()
            .orElseThrow(() ->
                new ProblemException(
                    WecomProblem.NOT_CONFIGURED, "Save corp id, AgentId and secrets first."));
    sql.request(app.id(), clock.instant());
    return get();
  }

  /** Asks for a run if something is set up. */
  void requestIfSetUp() {
    apps.findFirst().ifPresent(app -> sql.request(app.id(), clock.instant()));
  }

  /** How far it is. */
  public ContactSync get() {
    var app = apps.findFirst();
    if (app.isEmpty()) {
      return new ContactSync(0, 0, null, ContactSync.State.NEVER, null, null);
    }
    var counts = sql.count(app.get().id());
    var sync = sql.findSync(app.get().id());
    return new ContactSync(
        counts.contacts(),
        counts.members(),
        sync.flatMap(SyncRow::syncedAt).orElse(null),
        sync.map(SyncingContacts::shown).orElse(ContactSync.State.NEVER),
        sync.filter(row -> row.state() == SyncRow.State.RUNNING)
            .flatMap(row ->
                row.membersTotal().map(total -> new ContactSync.Progress(row.membersDone(), total)))
            .orElse(null),
        sync.flatMap(SyncRow::failure).orElse(null));
  }

  private static ContactSync.State shown(SyncRow row) {
    return switch (row.state()) {
      case REQUESTED, RUNNING, IMPORTING -> ContactSync.State.RUNNING;
      case ENDED -> ContactSync.State.ENDED;
      case FAILED -> ContactSync.State.FAILED;
    };
  }

  /**
   * Does what is due; nothing most of the time.
   *
   * @param isStopping whether the server goes down: a run stops at once and is taken up again
   */
  void run(BooleanSupplier isStopping) {
    var app = apps.findFirst().orElse(null);
    if (app == null) {
      return;
    }
    var sync = sql.findSync(app.id()).orElse(null);
    if (sync != null) {
      endImports(sync);
      if ((sync.state() == SyncRow.State.REQUESTED || sync.state() == SyncRow.State.RUNNING)
          && !clock.instant().isBefore(sync.dueAt())) {
        runWhole(app, sync, isStopping);
      }
    }
    describeNew(app);
  }

  /** Looks after what was handed over; the run ends with the last of its imports. */
  private void endImports(SyncRow sync) {
    boolean areInForce = true;
    int waiting = 0;
    for (var importId : sync.imports()) {
      switch (collected.outcome(importId)) {
        case UNDER_WAY -> waiting++;
        case COMPLETED ->
            transactions.executeWithoutResult(_ -> sql.dropImport(sync.appId(), importId, true));
        case BROKEN_OFF -> {
          areInForce = false;
          transactions.executeWithoutResult(_ -> sql.dropImport(sync.appId(), importId, false));
        }
      }
    }
    if (sync.state() == SyncRow.State.IMPORTING && waiting == 0) {
      book.compose();
      sql.end(
          sync.appId(),
          areInForce ? null : "The import of the contacts did not end; it is tried again hourly.");
    }
  }

  private void runWhole(WecomApp app, SyncRow sync, BooleanSupplier isStopping) {
    try {
      var client = clients.current().orElseThrow();
      read(client, app, isStopping);
    } catch (WecomCallException e) {
      boolean isWorthATry = e.kind() != Kind.REFUSED && sync.tries() + 1 < TRIES_MAX;
      log.warn("reading WeCom's contacts: {}", e.getMessage());
      if (isWorthATry) {
        var pause = Duration.ofSeconds(1L << sync.tries());
        sql.postpone(
            app.id(),
            pause.compareTo(e.pause()) > 0 ? pause : e.pause(),
            e.reason(),
            clock.instant());
      } else {
        sql.end(app.id(), e.reason());
      }
    }
  }

  private void read(WecomClient client, WecomApp app, BooleanSupplier isStopping)
      throws WecomCallException {
    var askedAt = clock.instant();
    var listed =
        ask(
            client,
            "get_follow_user_list",
            wecom -> wecom.getExternalContactService().listFollowers());
    // Sorted, so that a run that is taken up hands over the same in the same order.
    var members = List.copyOf(new TreeSet<>(listed));
    sql.begin(app.id(), members.size(), askedAt);
    sql.storeMembers(app.id(), names(client));
    var asOf = sql.findSync(app.id()).flatMap(SyncRow::startedAt).orElse(askedAt);
    List<SeenContact> toHand = new ArrayList<>();
    for (int done = 0; done < members.size(); done += MEMBERS_AT_ONCE) {
      var some = members.subList(done, Math.min(done + MEMBERS_AT_ONCE, members.size()));
      var batchAskedAt = clock.instant();
      var seen = contactsOf(client, some);
      if (isStopping.getAsBoolean()) {
        return;
      }
      for (int i = 0; i < seen.size(); i += STORED_AT_ONCE) {
        var slice = seen.subList(i, Math.min(i + STORED_AT_ONCE, seen.size()));
        if (toHand.size() >= HANDED_AT_ONCE) {
          handOver(app, asOf, toHand, true); // the rest, at the end, is what the others wait for
          toHand.clear();
        }
        toHand.addAll(store(app, slice, batchAskedAt));
      }
      transactions.executeWithoutResult(_ -> {
        if (sql.endUnlisted(app.id(), some, seen, batchAskedAt) > 0) {
          changed();
        }
      });
      sql.advance(app.id(), done + some.size());
    }
    if (!toHand.isEmpty()) {
      handOver(app, asOf, toHand, false);
    }
    transactions.executeWithoutResult(_ -> {
      sql.endUnlistedMembers(app.id(), members, askedAt);
      sql.awaitImports(app.id());
      changed();
    });
  }

  /** Reading may be repeated: WeCom says that a busy answer should be, at most three times. */
  private static <T> T ask(WecomClient client, String api, WecomClient.Question<T> question)
      throws WecomCallException {
    for (int attempt = 1; ; attempt++) {
      try {
        return client.ask(api, question);
      } catch (WecomCallException e) {
        boolean isPassing = e.kind() == Kind.BUSY || e.kind() == Kind.LOST;
        if (!isPassing || attempt == ATTEMPTS_MAX) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE_AFTER_ATTEMPT.multipliedBy(attempt).toNanos());
      }
    }
  }

  /** Only for people to read: without them everything works. */
  private Map<String, String> names(WecomClient client) throws WecomCallException {
    try {
      var users =
          ask(
              client,
              "user/simplelist",
              wecom -> wecom.getUserService().listSimpleByDepartment(ROOT_DEPARTMENT, true, 0));
      Map<String, String> names = HashMap.newHashMap(users.size());
      for (var user : users) {
        if (user.getUserId() != null && user.getName() != null) {
          names.put(user.getUserId(), user.getName());
        }
      }
      return names;
    } catch (WecomCallException e) {
      if (e.kind() == Kind.REFUSED) {
        log.info("the app may not see the members' names: {}", e.getMessage());
        return Map.of();
      }
      throw e;
    }
  }

  private List<SeenContact> contactsOf(WecomClient client, List<String> members)
      throws WecomCallException {
    Map<ContactSql.Handed, SeenContact> seen = new LinkedHashMap<>();
    var userIds = members.toArray(String[]::new);
    String cursor = null;
    do {
      var from = cursor;
      try {
        var page =
            ask(
                client,
                "batch/get_by_user",
                wecom ->
                    wecom.getExternalContactService().getContactDetailBatch(userIds, from, PAGE));
        for (var info :
            Objects.requireNonNullElse(
                page.getExternalContactList(), List.<ExternalContactInfo>of())) {
          add(seen, info.getExternalContact(), info.getFollowInfo());
        }
        cursor = blankToNull(page.getNextCursor());
      } catch (WecomCallException e) {
        if (e.errorCode() != NOT_A_CONTACT) {
          throw e;
        }
        cursor = null; // none of them has any
      }
    } while (cursor != null);
    return List.copyOf(seen.values());
  }

  private void add(
      Map<ContactSql.Handed, SeenContact> seen,
      @Nullable ExternalContact contact,
      @Nullable FollowedUser follow) {
    if (contact == null
        || follow == null
        || blankToNull(contact.getExternalUserId()) == null
        || blankToNull(follow.getUserId()) == null) {
      return;
    }
    var one = seen(contact, follow);
    seen.put(new ContactSql.Handed(one.identifier(), one.userId()), one);
  }

  private SeenContact seen(ExternalContact contact, FollowedUser follow) {
    var unionid = Optional.ofNullable(blankToNull(contact.getUnionId()));
    var name = Optional.ofNullable(blankToNull(contact.getName()));
    var remark = Optional.ofNullable(blankToNull(follow.getRemark()));
    var phones =
        follow.getRemarkMobiles() == null
            ? List.<String>of()
            : Arrays.stream(follow.getRemarkMobiles())
                .filter(phone -> blankToNull(phone) != null)
                .distinct()
                .sorted()
                .toList();
    var said = new ArrayList<>(List.of(unionid.orElse(""), name.orElse(""), remark.orElse("")));
    said.addAll(phones);
    return new SeenContact(
        contact.getExternalUserId(),
        hashes.identifier(contact.getExternalUserId()),
        follow.getUserId(),
        Instant.ofEpochSecond(Objects.requireNonNullElse(follow.getCreateTime(), 0L)),
        hashes.fingerprint(said),
        unionid,
        name,
        remark,
        phones);
  }

  /** Who was erased stays away until somebody adds her anew, though WeCom still lists her. */
  private List<SeenContact> withoutErased(List<SeenContact> listed) {
    Map<UUID, Instant> followedAt = new HashMap<>();
    listed.forEach(one ->
        followedAt.merge(one.identifier(), one.followedAt(), (a, b) -> a.isAfter(b) ? a : b));
    var gone = erased.erasedAfter(followedAt);
    return gone.isEmpty()
        ? listed
        : listed.stream().filter(one -> !gone.contains(one.identifier())).toList();
  }

  /** Stores a slice and tells which of it must be handed over. */
  private List<SeenContact> store(WecomApp app, List<SeenContact> listed, Instant askedAt) {
    var slice = withoutErased(listed);
    var toHand =
        Objects.requireNonNull(transactions.execute(_ -> sql.store(app.id(), slice, askedAt)));
    return slice.stream()
        .filter(one -> toHand.contains(new ContactSql.Handed(one.identifier(), one.userId())))
        .toList();
  }

  private void handOver(
      WecomApp app, Instant asOf, List<SeenContact> contacts, boolean moreFollows) {
    var records = contacts.stream().flatMap(one -> records(one).stream()).toList();
    UUID importId = null;
    for (int i = 0; i < records.size(); i += CollectedRecords.RECORDS_MAX) {
      int end = Math.min(i + CollectedRecords.RECORDS_MAX, records.size());
      boolean isFollowed = moreFollows || end < records.size();
      importId =
          collected.handOver(IMPORT_NAME, CHANNEL, asOf, records.subList(i, end), isFollowed);
    }
    var last = Objects.requireNonNull(importId);
    transactions.executeWithoutResult(_ -> sql.handedOver(app.id(), last, contacts));
  }

  /** What the imports are told: a record a phone. */
  static List<CollectedPerson> records(SeenContact contact) {
    return contact.phones().isEmpty()
        ? List.of(record(contact, null))
        : contact.phones().stream().map(phone -> record(contact, phone)).toList();
  }

  /** As of the beginning of the contact: what other channels said later is better known. */
  private static CollectedPerson record(SeenContact contact, @Nullable String phone) {
    return new CollectedPerson(
        contact.externalUserId(),
        contact.externalUserId(),
        contact.unionid().orElse(null),
        phone,
        contact.remark().or(contact::name).orElse(null),
        contact.followedAt());
  }

  /** Asks for contacts that a callback told of, one by one. */
  private void describeNew(WecomApp app) {
    var ids = sql.findUndescribed(app.id(), DESCRIBED_AT_ONCE);
    var sync = sql.findSync(app.id());
    boolean isRunComing = sync.isEmpty() || shown(sync.get()) == ContactSync.State.RUNNING;
    if (ids.isEmpty() || isRunComing) {
      return; // a run describes them all
    }
    var askedAt = clock.instant();
    Map<ContactSql.Handed, SeenContact> seen = new LinkedHashMap<>();
    try {
      var client = clients.current().orElseThrow();
      for (var id : ids) {
        describe(client, app, id, seen, askedAt);
      }
    } catch (WecomCallException e) {
      log.debug("new contacts are asked for later: {}", e.getMessage());
    }
    var known = List.copyOf(seen.values());
    if (!known.isEmpty()) {
      var toHand = store(app, known, askedAt);
      if (!toHand.isEmpty()) {
        handOver(app, askedAt, toHand, false);
      }
      transactions.executeWithoutResult(_ -> changed());
    }
  }

  private void describe(
      WecomClient client,
      WecomApp app,
      String externalUserId,
      Map<ContactSql.Handed, SeenContact> seen,
      Instant askedAt)
      throws WecomCallException {
    Collection<String> followers = new ArrayList<>();
    String cursor = null;
    try {
      do {
        var from = cursor;
        var info =
            ask(
                client,
                "get",
                wecom -> wecom.getExternalContactService().getContactDetail(externalUserId, from));
        for (var follow :
            Objects.requireNonNullElse(info.getFollowedUsers(), List.<FollowedUser>of())) {
          add(seen, info.getExternalContact(), follow);
          followers.add(follow.getUserId());
        }
        cursor = blankToNull(info.getNextCursor());
      } while (cursor != null);
    } catch (WecomCallException e) {
      if (e.kind() != Kind.REFUSED) {
        throw e;
      }
      log.info("a new contact is none: {}", e.getMessage());
    }
    sql.endUndescribed(app.id(), hashes.identifier(externalUserId), followers, askedAt);
  }

  private void changed() {
    events.publishEvent(new KeepingContactBook.ContactsChanged());
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
