package io.quanyu.reach.wecom.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.core.identity.IdentifierKind;
import io.quanyu.know.collect.CollectedPerson;
import io.quanyu.know.collect.CollectedRecords;
import io.quanyu.know.identity.KnownCustomers;
import io.quanyu.know.profile.PersonalValues;
import io.quanyu.know.profile.Profiles;
import io.quanyu.platform.personal.Person;
import io.quanyu.platform.personal.PersonalDataHolder;
import io.quanyu.reach.wecom.ConnectedWecom;
import io.quanyu.reach.wecom.SandboxFront;
import io.quanyu.testing.Holders;
import io.quanyu.testing.ServerTest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;

/** Who has whom in WeCom, read from the sandbox and kept up to date by its callbacks. */
@ServerTest
@TestPropertySource(properties = "quanyu.wecom.call-max=5s")
class WecomContactsIT {

  private static final String BATCH = "externalcontact/batch/get_by_user";

  private final ConnectedWecom wecom;
  private final WecomChannel channel;
  private final KnownCustomers customers;
  private final CollectedRecords collected;
  private final Profiles profiles;
  private final DSLContext dsl;
  private final ContactHashes hashes;
  private final PersonalDataHolder holder;
  private SandboxFront sandbox;

  WecomContactsIT(
      Environment environment,
      WecomChannel channel,
      KnownCustomers customers,
      CollectedRecords collected,
      Profiles profiles,
      DSLContext dsl,
      ContactHashes hashes,
      List<PersonalDataHolder> holders) {
    this.wecom = new ConnectedWecom(environment);
    this.channel = channel;
    this.customers = customers;
    this.collected = collected;
    this.profiles = profiles;
    this.dsl = dsl;
    this.hashes = hashes;
    this.holder = Holders.named("reach.wecom", holders);
  }

  /** Twelve members; ann has wm1 to wm250, bo wm1 and wm900, the others nobody. */
  @BeforeEach
  void connect(@TempDir Path data) {
    dsl.execute("delete from reach_wecom.app");
    sandbox = SandboxFront.on(data, Clock.systemUTC());
    var lines = new StringBuilder("{\"department\":{\"id\":1,\"name\":\"B\",\"parentid\":0}}\n");
    member(lines, "ann");
    member(lines, "bo");
    IntStream.range(0, 10).forEach(i -> member(lines, "idle" + i));
    person(lines, 1, "\"ann\",\"bo\"");
    IntStream.rangeClosed(2, 250).forEach(i -> person(lines, i, "\"ann\""));
    person(lines, 900, "\"bo\"");
    person(lines, 901, "");
    person(lines, 902, "");
    person(lines, 903, "");
    sandbox.world(lines.toString());
    wecom.connect(sandbox);
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  private static void member(StringBuilder lines, String userId) {
    lines.append(
        "{\"member\":{\"userid\":\"%s\",\"name\":\"%s\",\"department\":[1]}}\n"
            .formatted(userId, userId.toUpperCase(java.util.Locale.ROOT)));
  }

  private static void person(StringBuilder lines, int no, String followedBy) {
    lines.append(
        """
        {"person":{"personId":"p%d","name":"王%d","unionid":"u%d","externalUserid":"wm%d","followedBy":[%s]}}
        """
            .formatted(no, no, no, no, followedBy));
  }

  @Test
  void contactsBecomeCustomersWhoAreLit() {
    assertThat(wecom.contacts().path("state").asString()).isEqualTo("never");

    var ended = wecom.sync();

    assertThat(ended.path("state").asString()).isEqualTo("ended");
    assertThat(ended.path("contacts").asLong()).isEqualTo(251);
    assertThat(ended.path("members").asLong()).isEqualTo(2);
    assertThat(ended.has("syncedAt")).isTrue();
    assertThat(ended.has("failure")).isFalse();
    assertThat(channel.lit().getCardinality()).isEqualTo(251);
    assertThat(channel.bySender(channel.lit()))
        .containsEntry("bo", RoaringBitmap.bitmapOf(holder("wm900")));
    assertThat(sandbox.requests(BATCH)).isEqualTo(3 + 1);
    assertThat(dsl.fetchCount(dsl.selectFrom("reach_wecom.member"))).isEqualTo(12);
  }

  @Test
  void whoWasKnownBeforeIsTheSameCustomer() {
    var before =
        collected.handOver(
            "store.jsonl",
            "pos",
            Instant.EPOCH,
            List.of(new CollectedPerson("c5", null, "u5", null, "王5", Instant.EPOCH)),
            false);
    ConnectedWecom.until(() -> collected.outcome(before) == CollectedRecords.Outcome.COMPLETED);
    int known = customers.findHolders(IdentifierKind.UNIONID, "u5").getFirst();

    wecom.sync();

    assertThat(channel.lit().contains(known)).isTrue();
    assertThat(holder("wm5")).isEqualTo(known);
    assertThat(customers.channelsOf(List.of(known)).get(known)).contains("pos", "wecom");
  }

  @Test
  void readingAgainBringsNothingNewAndImportsNothing() {
    wecom.sync();
    long imports = imports();
    var lit = channel.lit();

    var again = wecom.sync();

    assertThat(again.path("contacts").asLong()).isEqualTo(251);
    assertThat(imports()).isEqualTo(imports);
    assertThat(channel.lit()).isEqualTo(lit);
  }

  @Test
  void clearIdsNeverReachTheTables() {
    wecom.sync();

    var rows =
        dsl.fetch("select * from reach_wecom.external_contact").toString()
            + dsl.fetch("select * from reach_wecom.follow");
    assertThat(rows).doesNotContain("wm1", "王1");
  }

  @Test
  void whoDeletesTheGuideIsDarkAtOnceAndStaysSoWhenTheListShowsHer() {
    wecom.sync();
    int her = holder("wm900");

    sandbox.block("wm900", "bo");
    ConnectedWecom.until(() -> !channel.lit().contains(her));

    // WeCom goes on listing her.
    wecom.sync();
    assertThat(channel.lit().contains(her)).isFalse();
    assertThat(wecom.contacts().path("contacts").asLong()).isEqualTo(250);
  }

  @Test
  void whoIsDeletedByOneMemberIsReachedThroughAnother() {
    wecom.sync();
    int her = holder("wm1");
    var first = senderOf(her);
    var other = first.equals("ann") ? "bo" : "ann";

    sandbox.removeByMember(first, "wm1");

    ConnectedWecom.until(() -> senderOf(her).equals(other));
    assertThat(channel.lit().contains(her)).isTrue();
  }

  @Test
  void aNewContactIsAskedForAndLit() {
    wecom.sync();
    assertThat(customers.findHolders(IdentifierKind.EXTERNAL_USERID, "wm902")).isEmpty();

    sandbox.add("wm902", "bo");

    ConnectedWecom.until(
        () -> !customers.findHolders(IdentifierKind.EXTERNAL_USERID, "wm902").isEmpty());
    ConnectedWecom.until(() -> channel.lit().contains(holder("wm902")));
    assertThat(senderOf(holder("wm902"))).isEqualTo("bo");
    // By its unionid it is the customer that other channels know.
    assertThat(customers.findHolders(IdentifierKind.UNIONID, "u902"))
        .containsExactly(holder("wm902"));
  }

  @Test
  void whatCallbacksMissedIsFoundByTheNextReading() {
    wecom.sync();
    int gone = holder("wm900");
    sandbox.app(); // its callbacks go nowhere from now on
    sandbox.removeByMember("bo", "wm900");
    sandbox.add("wm901", "ann");

    wecom.sync();

    assertThat(channel.lit().contains(gone)).isFalse();
    assertThat(channel.lit().contains(holder("wm901"))).isTrue();
    assertThat(senderOf(holder("wm901"))).isEqualTo("ann");
  }

  @Test
  void aRunThatDiedIsTakenUpAgain() {
    wecom.sync();
    long imports = imports();

    // As kill -9 leaves it right before it stored that the contacts were handed over.
    dsl.execute("update reach_wecom.follow set fingerprint = null");
    dsl.execute(
        "update reach_wecom.contact_sync set state = 'RUNNING', synced_at = null, members_done = 3");
    ConnectedWecom.until(() -> wecom.contacts().path("state").asString().equals("ended"));

    assertThat(imports()).as("the same import, not another").isEqualTo(imports);
    assertThat(dsl.fetchCount(dsl.selectFrom("reach_wecom.follow").where("fingerprint is null")))
        .isZero();
    assertThat(channel.lit().getCardinality()).isEqualTo(251);
  }

  @Test
  void aRunThatDiedBeforeItHandedAnythingOverHandsItOver() {
    // As kill -9 leaves it between the contacts and the import: stored, and nobody knows them.
    wecom.sync();
    var app = dsl.fetchOne("select app_id from reach_wecom.app");
    dsl.execute("delete from reach_wecom.external_contact");
    dsl.execute(
        "update reach_wecom.contact_sync set state = 'RUNNING', started_at = now(), members_done = 0");
    assertThat(app).isNotNull();

    ConnectedWecom.until(() -> wecom.contacts().path("state").asString().equals("ended"));

    assertThat(wecom.contacts().path("contacts").asLong()).isEqualTo(251);
    assertThat(customers.findHolders(IdentifierKind.EXTERNAL_USERID, "wm7")).hasSize(1);
    assertThat(channel.lit().getCardinality()).isEqualTo(251);
  }

  @Test
  void aVendorThatIsBusyOrCutsIsAskedAgain() {
    sandbox.misbehave("busy", BATCH, 1, 0);
    sandbox.misbehave("cut", "user/simplelist", 1, 0);
    sandbox.misbehave("expireToken", "externalcontact/get_follow_user_list", 1, 0);

    assertThat(wecom.sync().path("state").asString()).isEqualTo("ended");
    assertThat(channel.lit().getCardinality()).isEqualTo(251);
  }

  @Test
  void aVendorThatIsAlwaysBusyMakesTheRunFailAndTheNextOneMayGoWell() {
    sandbox.misbehave("cut", BATCH, 1_000, 0);

    var failed = wecom.sync();
    sandbox.behave();

    assertThat(failed.path("state").asString()).isEqualTo("failed");
    assertThat(failed.path("failure").asString()).contains("no answer");
    assertThat(failed.has("syncedAt")).isFalse();
    assertThat(wecom.sync().path("state").asString()).isEqualTo("ended");
  }

  @Test
  void namesThatTheAppMayNotSeeAreNotNeeded() {
    dsl.execute("delete from reach_wecom.member");
    sandbox.misbehave("dispatching", "user/simplelist", 1, 0); // any refusal

    assertThat(wecom.sync().path("state").asString()).isEqualTo("ended");
    assertThat(channel.lit().getCardinality()).isEqualTo(251);
  }

  @Test
  void withoutAnAppThereIsNothingToRead() {
    dsl.execute("delete from reach_wecom.app");

    var answer = wecom.client().send("POST", "/api/channels/wecom/contacts/sync", null, Map.of());

    assertThat(answer.status()).isEqualTo(409);
    assertThat(channel.lit()).isEmpty();
    assertThat(wecom.contacts().path("contacts").asLong()).isZero();
  }

  @Test
  void aContactIsHandedOverWithHerNicknameOnceAPhone() {
    var records =
        SyncingContacts.records(seen(Optional.of("u1"), List.of("13800000001", "13800000002")));

    assertThat(records).hasSize(2);
    assertThat(records).allMatch(record -> "王芳 38码".equals(record.nickname()));
    assertThat(records.stream().map(CollectedPerson::phone))
        .containsExactly("13800000001", "13800000002");
    assertThat(records).allMatch(record -> "u1".equals(record.unionid()));
    assertThat(records.toString()).doesNotContain("1380", "wm1");
    assertThat(SyncingContacts.records(seen(Optional.of("u1"), List.of())))
        .extracting(CollectedPerson::nickname)
        .containsExactly("王芳 38码");
  }

  private static SeenContact seen(Optional<String> unionid, List<String> phones) {
    return new SeenContact(
        "wm1",
        new UUID(0, 1),
        "ann",
        Instant.EPOCH,
        new UUID(0, 2),
        unionid,
        Optional.of("Sunny 🌞"),
        Optional.of("王芳 38码"),
        phones);
  }

  /** Two names under a phone are two persons; two nicknames are not. */
  @Test
  void nicknamesPartNobody() {
    var phone = "13800000777";
    var handed =
        collected.handOver(
            "contacts.jsonl",
            "wecom",
            Instant.EPOCH,
            List.of(
                new CollectedPerson("wm7001", "wm7001", null, phone, "早起的洋", Instant.EPOCH),
                new CollectedPerson("s7001", null, "u7001", phone, "小洋", Instant.EPOCH)),
            false);
    ConnectedWecom.until(() -> collected.outcome(handed) == CollectedRecords.Outcome.COMPLETED);

    assertThat(customers.findHolders(IdentifierKind.PHONE, "+86" + phone))
        .containsExactly(holder("wm7001"));
    assertThat(customers.findHolders(IdentifierKind.UNIONID, "u7001"))
        .containsExactly(holder("wm7001"));
  }

  /** A nickname is shown while nobody knows the name, and stays behind one that is known. */
  @Test
  void aNicknameIsShownUntilANameIsKnown() {
    var handed =
        collected.handOver(
            "contacts.jsonl",
            "wecom",
            Instant.EPOCH,
            List.of(new CollectedPerson("wm7101", "wm7101", "u7101", null, "晴天", Instant.EPOCH)),
            false);
    ConnectedWecom.until(() -> collected.outcome(handed) == CollectedRecords.Outcome.COMPLETED);

    var personal = personalOf("wm7101");

    assertThat(personal.name()).isNull();
    assertThat(personal.shownName()).isEqualTo("晴天");
  }

  private PersonalValues personalOf(String externalUserId) {
    int customerNo = holder(externalUserId);
    return Objects.requireNonNull(profiles.find(List.of(customerNo)).get(customerNo)).personal();
  }

  @Test
  void whoHadHerAndWhatHappenedGoWithHer() {
    wecom.sync();
    sandbox.block("wm900", "bo");
    sandbox.add("wm903", "bo");
    ConnectedWecom.until(
        () -> !customers.findHolders(IdentifierKind.EXTERNAL_USERID, "wm903").isEmpty());
    ConnectedWecom.until(() -> channel.lit().contains(holder("wm903")));
    var her = Holders.personWith(hashes.identifier("wm903"));
    assertThat(Holders.copied(holder, her, "wecom-contacts"))
        .singleElement()
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("guide", "bo");
    long events = rows("reach_wecom.callback");
    long follows = rows("reach_wecom.follow");
    long contacts = rows("reach_wecom.external_contact");

    assertThat(erase(her)).isTrue();
    assertThat(erase(her)).as("once more, as behind a crash").isTrue();

    assertThat(rows("reach_wecom.external_contact")).isEqualTo(contacts - 1);
    assertThat(rows("reach_wecom.follow")).isEqualTo(follows - 1);
    assertThat(rows("reach_wecom.callback"))
        .as("the event of wm900 stays")
        .isLessThan(events)
        .isPositive();
    assertThat(Holders.copied(holder, her, "wecom-contacts")).isEmpty();
  }

  private boolean erase(Person person) {
    return dsl.transactionResult(_ -> holder.erase(person));
  }

  private long rows(String table) {
    return dsl.fetchCount(dsl.selectFrom(table));
  }

  private String senderOf(int customerNo) {
    return channel.bySender(RoaringBitmap.bitmapOf(customerNo)).keySet().stream()
        .findFirst()
        .orElse("");
  }

  private int holder(String externalUserId) {
    return customers.findHolders(IdentifierKind.EXTERNAL_USERID, externalUserId).getFirst();
  }

  private long imports() {
    return dsl.fetchCount(dsl.selectFrom("know_collect.import_job"));
  }
}
