package io.quanyu.core.identity;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.core.identity.IdentifierKind.Trust;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class IdentityResolverPropertyTests {

  private static final ResolutionPolicy POLICY = new ResolutionPolicy(2, 6);

  @Test
  void dependsOnTheSetOfEvidenceAlone() {
    forSeeds(
        600,
        (random, accounts) -> {
          var shuffled = new ArrayList<>(accounts);
          shuffled.addAll(accounts.subList(0, accounts.size() / 2));
          Collections.shuffle(shuffled, Random.from(random));

          assertThat(resolve(shuffled)).isEqualTo(resolve(accounts));
        });
  }

  @Test
  void doesNotDependOnAccountNumbers() {
    forSeeds(
        300,
        (random, accounts) -> {
          var numbers = new ArrayList<Integer>();
          accounts.forEach(account -> numbers.add(account.accountNo()));
          Collections.shuffle(numbers, Random.from(random));
          Map<Integer, Integer> renumbered = new HashMap<>();
          List<AccountEvidence> others = new ArrayList<>();
          for (int i = 0; i < accounts.size(); i++) {
            var account = accounts.get(i);
            renumbered.put(numbers.get(i), account.accountNo());
            others.add(
                new AccountEvidence(
                    numbers.get(i),
                    account.key(),
                    account.firstSeenMs(),
                    account.traits(),
                    account.identifiers()));
          }

          var expected = Set.copyOf(IdentityResolverTests.persons(resolve(accounts)));
          var actual =
              IdentityResolverTests.persons(resolve(others)).stream()
                  .map(person -> person.stream().map(renumbered::get).collect(Collectors.toSet()))
                  .collect(Collectors.toSet());
          assertThat(actual).isEqualTo(expected);
        });
  }

  @Test
  void everyAccountIsInExactlyOneComponent() {
    forSeeds(
        300,
        (random, accounts) ->
            assertThat(
                    IdentityResolverTests.persons(resolve(accounts)).stream()
                        .flatMap(Set::stream)
                        .toList())
                .containsExactlyInAnyOrderElementsOf(
                    accounts.stream().map(AccountEvidence::accountNo).toList()));
  }

  @Test
  void neverJoinsTwoIdentifiersOfOneExclusiveNamespace() {
    forSeeds(
        1_000,
        (random, accounts) -> {
          Map<Integer, AccountEvidence> byNo = byNo(accounts);
          for (var person : IdentityResolverTests.persons(resolve(accounts))) {
            Map<Integer, UUID> held = new HashMap<>();
            for (int accountNo : person) {
              for (var identifier : latestExclusives(get(byNo, accountNo))) {
                var other = held.putIfAbsent(identifier.namespace(), identifier.hash());
                assertThat(other).isIn(null, identifier.hash());
              }
            }
          }
        });
  }

  @Test
  void linksOnlyOverIdentifiersThatBothSidesHold() {
    forSeeds(
        300,
        (random, accounts) -> {
          Map<Integer, AccountEvidence> byNo = byNo(accounts);
          for (var component : resolve(accounts).components()) {
            for (var member : component.members()) {
              if (member.reason() != LinkReason.OLDEST) {
                assertThat(get(byNo, member.accountNo()).identifiers())
                    .extracting(HeldIdentifier::hash)
                    .contains(member.identifier());
              }
            }
          }
        });
  }

  @Test
  void unrelatedAccountsDoNotInfluenceEachOther() {
    forSeeds(
        300,
        (random, accounts) -> {
          var others = elsewhere(RandomEvidence.accounts(random, accounts.size()));
          var both = new ArrayList<>(accounts);
          both.addAll(others);

          var separately = new HashSet<>(IdentityResolverTests.persons(resolve(accounts)));
          separately.addAll(IdentityResolverTests.persons(resolve(others)));
          assertThat(Set.copyOf(IdentityResolverTests.persons(resolve(both))))
              .isEqualTo(separately);
        });
  }

  @Test
  void withoutContradictionsMoreEvidenceOnlyJoins() {
    forSeeds(
        300,
        (random, accounts) -> {
          var plain =
              accounts.stream().map(IdentityResolverPropertyTests::withoutContradictions).toList();
          var fewer = plain.subList(0, plain.size() - 3);

          var more = IdentityResolverTests.persons(resolve(plain, ResolutionPolicy.DEFAULT));
          for (var person :
              IdentityResolverTests.persons(resolve(fewer, ResolutionPolicy.DEFAULT))) {
            assertThat(more).anyMatch(larger -> larger.containsAll(person));
          }
        });
  }

  @Test
  void aNewAccountOfItsOwnChangesNothing() {
    forSeeds(
        200,
        (random, accounts) -> {
          var more = new ArrayList<>(accounts);
          more.add(EvidenceFixture.account(9_999).named("王小明").phone("nobody else's").evidence());

          var expected = new HashSet<>(IdentityResolverTests.persons(resolve(accounts)));
          expected.add(Set.of(9_999));
          assertThat(Set.copyOf(IdentityResolverTests.persons(resolve(more)))).isEqualTo(expected);
        });
  }

  @Test
  void joiningStatementsIsCommutativeAssociativeAndIdempotent() {
    var random = new SplittableRandom(5);
    for (int i = 0; i < 5_000; i++) {
      var a = RandomEvidence.claim(random, 1, 3, 9);
      var b = RandomEvidence.claim(random, 1, 3, 9);
      var c = RandomEvidence.claim(random, 1, 3, 9);

      assertThat(comparable(a.join(b))).isEqualTo(comparable(b.join(a)));
      assertThat(comparable(a.join(b).join(c))).isEqualTo(comparable(a.join(b.join(c))));
      assertThat(comparable(a.join(a))).isEqualTo(comparable(a));
    }
  }

  /** The way of the server: each batch is resolved on the closure of what it touches. */
  @Test
  void batchesAndRetractionsEndInTheStateOfOneRun() {
    for (int seed = 0; seed < 1_500; seed++) {
      var random = new SplittableRandom(seed);
      int count = random.nextInt(4, 40);
      var state = new IncrementalIdentities(POLICY);
      List<AccountEvidence> claims = new ArrayList<>();
      for (int i = 0; i < count * 2; i++) {
        claims.add(
            RandomEvidence.claim(random, random.nextInt(1, count + 1), 1 + count / 3, count));
      }
      Map<Integer, AccountEvidence> all = new HashMap<>();
      for (int from = 0; from < claims.size(); ) {
        int to = Math.min(claims.size(), from + random.nextInt(1, 12));
        state.add(claims.subList(from, to));
        claims
            .subList(from, to)
            .forEach(claim -> all.merge(claim.accountNo(), claim, AccountEvidence::join));
        from = to;
        if (random.nextInt(3) == 0) {
          retractSomething(random, all, state);
        }

        assertThat(state.persons())
            .as("seed %d, %d claims", seed, to)
            .isEqualTo(Set.copyOf(IdentityResolverTests.persons(resolve(all.values()))));
      }
    }
  }

  private static void retractSomething(
      SplittableRandom random, Map<Integer, AccountEvidence> all, IncrementalIdentities state) {
    var accountNos = List.copyOf(all.keySet());
    int accountNo = accountNos.get(random.nextInt(accountNos.size()));
    var account = get(all, accountNo);
    if (account.identifiers().isEmpty()) {
      return;
    }
    var retracted = account.identifiers().get(random.nextInt(account.identifiers().size()));
    var left = new ArrayList<>(account.identifiers());
    left.remove(retracted);
    all.put(
        accountNo,
        new AccountEvidence(
            accountNo, account.key(), account.firstSeenMs(), account.traits(), left));
    state.retract(accountNo, retracted);
  }

  private static IdentityComponents resolve(Collection<AccountEvidence> accounts) {
    return resolve(accounts, POLICY);
  }

  private static IdentityComponents resolve(
      Collection<AccountEvidence> accounts, ResolutionPolicy policy) {
    return IdentityResolver.resolve(accounts, policy);
  }

  private static void forSeeds(
      int seeds, BiConsumer<SplittableRandom, List<AccountEvidence>> property) {
    for (int seed = 0; seed < seeds; seed++) {
      var random = new SplittableRandom(seed);
      try {
        property.accept(random, RandomEvidence.accounts(random, random.nextInt(4, 40)));
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }

  private static AccountEvidence get(Map<Integer, AccountEvidence> accounts, int accountNo) {
    return requireNonNull(accounts.get(accountNo));
  }

  private static Map<Integer, AccountEvidence> byNo(List<AccountEvidence> accounts) {
    return accounts.stream().collect(Collectors.toMap(AccountEvidence::accountNo, a -> a));
  }

  private static Collection<HeldIdentifier> latestExclusives(AccountEvidence account) {
    return account.identifiers().stream()
        .filter(held -> held.kind().isExclusive())
        .collect(
            Collectors.toMap(
                HeldIdentifier::namespace,
                held -> held,
                (one, other) ->
                    Comparator.comparingLong(HeldIdentifier::seenAtMs)
                                .thenComparing(HeldIdentifier::hash)
                                .compare(one, other)
                            > 0
                        ? one
                        : other))
        .values();
  }

  private static Object comparable(AccountEvidence evidence) {
    return List.of(evidence.traits(), evidence.firstSeenMs(), Set.copyOf(evidence.identifiers()));
  }

  private static List<AccountEvidence> elsewhere(List<AccountEvidence> accounts) {
    return accounts.stream()
        .map(account ->
            new AccountEvidence(
                account.accountNo() + 1_000,
                flip(account.key()),
                account.firstSeenMs(),
                account.traits(),
                account.identifiers().stream()
                    .map(held ->
                        new HeldIdentifier(
                            flip(held.hash()), held.kind(), held.namespace(), held.seenAtMs()))
                    .toList()))
        .toList();
  }

  private static UUID flip(UUID hash) {
    return new UUID(~hash.getMostSignificantBits(), hash.getLeastSignificantBits());
  }

  private static AccountEvidence withoutContradictions(AccountEvidence account) {
    return new AccountEvidence(
        account.accountNo(),
        account.key(),
        account.firstSeenMs(),
        PersonTraits.at(0, 7, 7, LocalDate.EPOCH, Gender.FEMALE),
        account.identifiers().stream()
            .filter(held -> !held.kind().isExclusive() && held.kind().trust() != Trust.ATTACHES)
            .toList());
  }
}
