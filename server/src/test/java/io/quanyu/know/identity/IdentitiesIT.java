package io.quanyu.know.identity;

import static io.quanyu.know.identity.ClaimedIdentifier.memberNo;
import static io.quanyu.know.identity.ClaimedIdentifier.orderPhone;
import static io.quanyu.know.identity.ClaimedIdentifier.phone;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quanyu.core.identity.AccountEvidence;
import io.quanyu.core.identity.Gender;
import io.quanyu.core.identity.HeldIdentifier;
import io.quanyu.core.identity.IdentifierKind;
import io.quanyu.core.identity.IdentityComponents.Member;
import io.quanyu.core.identity.IdentityResolver;
import io.quanyu.core.identity.ResolutionPolicy;
import io.quanyu.testing.TestDatabase;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class IdentitiesIT {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
  private static final String PHONE = "+8613800000001";
  private static final ResolutionPolicy NARROW = new ResolutionPolicy(2, 6);

  private KnowFixture know = new KnowFixture(database, ResolutionPolicy.DEFAULT);

  @BeforeEach
  void empty() {
    know.clear();
  }

  @Test
  void recordsOfOnePersonBecomeOneCustomer() {
    var first = know.resolve(List.of(claim("crm", "1", "王小明", phone(PHONE))));
    var second =
        know.resolve(
            List.of(
                claim("tmall", "b7", "王小明", phone(PHONE)),
                claim("tmall", "b8", "李红", phone(PHONE))));

    assertThat(first.newCustomers()).isEqualTo(1);
    assertThat(second.newCustomers()).isEqualTo(1);
    assertThat(second.accounts().getFirst().customerNo())
        .isEqualTo(first.accounts().getFirst().customerNo());
    assertThat(second.accounts().get(1).customerNo())
        .isNotEqualTo(first.accounts().getFirst().customerNo());
    assertThat(second.moves()).isEmpty();
  }

  @Test
  void aMergeMovesTheYoungerCustomersAccountsAndLeavesAnAlias() {
    var before =
        know.resolve(
            List.of(
                claim("crm", "1", "王小明", memberNo("club", "M1")),
                later(claim("pos", "9", "王小明", phone(PHONE)))));
    var older = before.accounts().getFirst();
    var younger = before.accounts().get(1);

    var after =
        know.resolve(
            List.of(later(claim("mini", "o1", "王小明", memberNo("club", "M1"), phone(PHONE)))));

    assertThat(after.moves())
        .containsExactly(
            new AccountMove(younger.accountNo(), younger.customerNo(), older.customerNo()));
    assertThat(after.newCustomers()).isZero();
    assertThat(
            database
                .jdbc()
                .sql("select merged_into from know_identity.customer where customer_no = ?")
                .param(younger.customerNo())
                .query(Integer.class)
                .single())
        .isEqualTo(older.customerNo());
    assertThat(
            database
                .jdbc()
                .sql("select op::text || ' ' || reason from know_identity.change")
                .query((row, _) -> row.getString(1))
                .list())
        .containsExactly("MERGE SAME_CONTACT_AND_NAME");
  }

  @Test
  void aCustomerIsSplitWhenThePhoneTurnsOutToBeShared() {
    know.resolve(
        List.of(claim("crm", "1", "王小明", phone(PHONE)), claim("pos", "2", null, phone(PHONE))));
    assertThat(know.customers()).hasSize(1);

    var split = know.resolve(List.of(claim("tmall", "3", "李红", phone(PHONE))));

    assertThat(know.customers()).hasSize(3);
    assertThat(split.moves()).hasSize(1);
    assertThat(
            database
                .jdbc()
                .sql("select op::text from know_identity.change")
                .query((row, _) -> row.getString(1))
                .list())
        .containsExactly("SPLIT");
  }

  @Test
  void retractedEvidenceLeavesNoTrace() {
    var resolved =
        know.resolve(
            List.of(
                claim("crm", "1", "王小明", memberNo("club", "M1")),
                claim("pos", "2", "李红", memberNo("club", "M1"))));
    assertThat(know.customers()).hasSize(1);

    var moves =
        know.inTransaction(() ->
            know.identities.retract(
                resolved.accounts().get(1).accountNo(), memberNo("club", "M1")));

    assertThat(know.customers()).hasSize(2);
    assertThat(moves).hasSize(1);
  }

  @Test
  void anOrdersPhoneAttachesItsOrderButLinksNobody() {
    var resolved =
        know.resolve(
            List.of(
                claim("crm", "1", "王小明", phone(PHONE)),
                claim("shop", null, null, orderPhone(PHONE)),
                claim("shop", "b1", "李红", orderPhone(PHONE))));

    var accounts = resolved.accounts();
    assertThat(accounts.get(1).customerNo()).isEqualTo(accounts.getFirst().customerNo());
    assertThat(accounts.get(2).customerNo()).isNotEqualTo(accounts.getFirst().customerNo());
  }

  @Test
  void theSameClaimsAgainChangeNothing() {
    var claims =
        List.of(
            claim("crm", "1", "王小明", memberNo("club", "M1"), phone(PHONE)),
            claim("crm", "1", "王小明", memberNo("club", "M1"), phone(PHONE)),
            claim("pos", "2", "王小明", phone(PHONE)));
    var first = know.resolve(claims);
    var again = know.resolve(claims);

    assertThat(again).isEqualTo(new Resolution(first.accounts(), List.of(), 0));
  }

  @Test
  void anyBatchingEndsInTheStateOfOneRunOfTheCore() {
    know = new KnowFixture(database, NARROW);
    for (int seed = 0; seed < 40; seed++) {
      know.clear();
      var random = new SplittableRandom(seed);
      int people = random.nextInt(4, 30);
      List<IdentityClaim> claims = new ArrayList<>();
      for (int i = 0; i < people * 2; i++) {
        claims.add(randomClaim(random, people));
      }
      List<IdentityClaim> made = new ArrayList<>();
      for (int from = 0; from < claims.size(); ) {
        int to = Math.min(claims.size(), from + random.nextInt(1, 15));
        know.resolve(claims.subList(from, to));
        made.addAll(claims.subList(from, to));
        from = to;
        assertThat(know.customers()).as("seed %d, %d claims", seed, to).isEqualTo(oneRun(made));
      }
    }
  }

  @Test
  void twoBatchesWithTheSamePeopleAtOnceMakeEachOnce() throws Exception {
    List<IdentityClaim> claims =
        IntStream.range(0, 500)
            .mapToObj(i -> claim("crm", "" + i, "王小明" + i, phone("+86138" + (10_000_000 + i))))
            .toList();
    var start = new CyclicBarrier(2);
    Callable<Resolution> batch =
        () -> {
          start.await();
          return know.resolve(claims);
        };
    try (var threads = Executors.newFixedThreadPool(2)) {
      var one = threads.submit(batch);
      var other = threads.submit(batch);

      assertThat(one.get().accounts()).isEqualTo(other.get().accounts());
      assertThat(one.get().newCustomers() + other.get().newCustomers()).isEqualTo(500);
    }
    assertThat(know.customers()).hasSize(500);
  }

  @Test
  void aBatchThatFailsLaterNeverHappened() {
    know.resolve(List.of(claim("crm", "1", "王小明", phone(PHONE))));
    var before = dump();

    assertThatThrownBy(() ->
            know.inTransaction(() -> {
              know.identities.resolve(
                  List.of(
                      claim("pos", "2", "王小明", phone(PHONE)),
                      claim("pos", "3", "李红", memberNo("club", "M9"))));
              throw new IllegalStateException("crash");
            }))
        .hasMessage("crash");

    assertThat(dump()).isEqualTo(before);
  }

  private static List<String> dump() {
    return database
        .jdbc()
        .sql(
            """
            select a::text from know_identity.account a
            union all select i::text from know_identity.account_identifier i
            union all select c::text from know_identity.customer c
            order by 1
            """)
        .query((row, _) -> row.getString(1))
        .list();
  }

  private static IdentityClaim claim(
      String channel, @Nullable String id, @Nullable String name, ClaimedIdentifier... held) {
    return new IdentityClaim(channel, id, List.of(held), name, null, null, AT);
  }

  private static IdentityClaim later(IdentityClaim claim) {
    return new IdentityClaim(
        claim.channel(),
        claim.accountId(),
        claim.identifiers(),
        claim.name(),
        claim.birthday(),
        claim.gender(),
        claim.observedAt().plusSeconds(10));
  }

  private static IdentityClaim randomClaim(SplittableRandom random, int people) {
    String[] names = {"王小明", "王红", "李雷", "李**", "王**"};
    List<ClaimedIdentifier> held = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      held.add(phone("p" + random.nextInt(1 + people / 3)));
    }
    switch (random.nextInt(4)) {
      case 0 -> held.add(memberNo("club", "m" + random.nextInt(1 + people / 4)));
      case 1 ->
          held.add(
              new ClaimedIdentifier(
                  IdentifierKind.UNIONID, "corp", "u" + random.nextInt(1 + people / 4)));
      default -> {}
    }
    return new IdentityClaim(
        "crm",
        "a" + random.nextInt(people),
        held,
        random.nextInt(3) == 0 ? null : names[random.nextInt(names.length)],
        random.nextInt(3) == 0 ? LocalDate.of(1990, 1, 1 + random.nextInt(2)) : null,
        random.nextInt(3) == 0 ? (random.nextBoolean() ? Gender.FEMALE : Gender.MALE) : null,
        AT.plusSeconds(random.nextInt(50)));
  }

  /** What core says of all claims at once, with the hashes and account numbers of the database. */
  private Set<Set<Integer>> oneRun(List<IdentityClaim> claims) {
    Map<UUID, Integer> accountNos = new HashMap<>();
    database
        .jdbc()
        .sql("select account_no, account_key from know_identity.account")
        .query(row -> {
          accountNos.put(row.getObject(2, UUID.class), row.getInt(1));
        });
    List<AccountEvidence> evidence =
        claims.stream().map(claim -> evidence(claim, accountNos)).toList();
    return IdentityResolver.resolve(evidence, NARROW).components().stream()
        .map(component ->
            component.members().stream().map(Member::accountNo).collect(Collectors.toSet()))
        .collect(Collectors.toSet());
  }

  private AccountEvidence evidence(IdentityClaim claim, Map<UUID, Integer> accountNos) {
    var hashes = know.keys.keyedHashes();
    var key = hashes.hash("account:" + claim.channel(), requireNonNull(claim.accountId()));
    long atMs = claim.observedAt().toEpochMilli();
    List<HeldIdentifier> held = new ArrayList<>();
    for (var identifier : claim.identifiers()) {
      var kind = identifier.kind();
      held.add(
          new HeldIdentifier(
              know.hashes.identifier(identifier),
              kind,
              kind == IdentifierKind.MEMBER_NO ? 1 : kind == IdentifierKind.UNIONID ? 2 : 0,
              atMs));
    }
    return new AccountEvidence(
        requireNonNull(accountNos.get(key)),
        key,
        atMs,
        // The database's own hashes: of two names stated at one instant the hash decides.
        know.hashes.traits(claim),
        AccountEvidence.join(held, List.of()));
  }
}
