package io.quanyu.core.identity;

import static io.quanyu.core.identity.EvidenceFixture.account;
import static io.quanyu.core.identity.EvidenceFixture.hash;
import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.core.identity.IdentityComponents.Member;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdentityResolverTests {

  private static final String PHONE = "+8613800000001";
  private static final String OTHER_PHONE = "+8613800000002";

  @Test
  void oneMemberNumberIsOnePersonWhateverTheNames() {
    assertThat(
            persons(
                account(1).named("王小明").memberNo("M1"),
                account(2).named("李雷").memberNo("M1"),
                account(3).memberNo("M2")))
        .containsExactlyInAnyOrder(Set.of(1, 2), Set.of(3));
  }

  @Test
  void oneAccountLinksOverDifferentIdentifiers() {
    assertThat(
            persons(
                account(1).memberNo("M1"),
                account(2).memberNo("M1").unionid("U1"),
                account(3).unionid("U1").phone(PHONE),
                account(4).phone(PHONE)))
        .containsExactly(Set.of(1, 2, 3, 4));
  }

  @Test
  void aSharedPhoneKeepsDifferentNamesApart() {
    assertThat(
            persons(
                account(1).named("王小明").phone(PHONE),
                account(2).named("李红").phone(PHONE),
                account(3).named("王小明").phone(PHONE),
                account(4).named("李 红").phone(PHONE)))
        .containsExactlyInAnyOrder(Set.of(1, 3), Set.of(2, 4));
  }

  @Test
  void aNamelessAccountJoinsTheOnlyPersonOfItsPhone() {
    assertThat(
            persons(
                account(1).named("王小明").phone(PHONE),
                account(2).phone(PHONE),
                account(3).phone(PHONE)))
        .containsExactly(Set.of(1, 2, 3));
  }

  @Test
  void aNamelessAccountJoinsNobodyWhenThePhoneIsShared() {
    assertThat(
            persons(
                account(1).named("王小明").phone(PHONE),
                account(2).named("李红").phone(PHONE),
                account(3).phone(PHONE)))
        .containsExactlyInAnyOrder(Set.of(1), Set.of(2), Set.of(3));
  }

  @Test
  void genderTellsWhichOfTwoSharesTheNamelessAccount() {
    assertThat(
            persons(
                account(1).named("王小明").gender(Gender.MALE).phone(PHONE),
                account(2).named("李红").gender(Gender.FEMALE).phone(PHONE),
                account(3).gender(Gender.FEMALE).phone(PHONE)))
        .containsExactlyInAnyOrder(Set.of(1), Set.of(2, 3));
  }

  @Test
  void birthdayTellsWhichOfTwoSharesTheNamelessAccount() {
    assertThat(
            persons(
                account(1).named("王小明").born("1990-01-02").phone(PHONE),
                account(2).named("李红").phone(PHONE),
                account(3).born("1990-01-02").phone(PHONE)))
        .containsExactlyInAnyOrder(Set.of(1, 3), Set.of(2));
  }

  @Test
  void aMaskedNameJoinsTheOnlyPersonItFits() {
    assertThat(
            persons(
                account(1).named("王小明").phone(PHONE),
                account(2).named("李红").phone(PHONE),
                account(3).named("王**").phone(PHONE),
                account(4).named("赵*").phone(PHONE)))
        .containsExactlyInAnyOrder(Set.of(1, 3), Set.of(2), Set.of(4));
  }

  @Test
  void aMaskedNameThatFitsTwoJoinsNeither() {
    assertThat(
            persons(
                account(1).named("王小明").phone(PHONE),
                account(2).named("王红").phone(PHONE),
                account(3).named("王**").phone(PHONE)))
        .containsExactlyInAnyOrder(Set.of(1), Set.of(2), Set.of(3));
  }

  @Test
  void equalNamesWithDifferentBirthdaysStayApart() {
    assertThat(
            persons(
                account(1).named("王伟").born("1960-01-01").phone(PHONE),
                account(2).named("王伟").born("1990-01-01").phone(PHONE)))
        .containsExactlyInAnyOrder(Set.of(1), Set.of(2));
  }

  @Test
  void differentMemberNumbersOfOneProgrammeStayApart() {
    var resolved =
        resolve(
            account(1).named("王伟").memberNo("M1").phone(PHONE),
            account(2).named("王伟").memberNo("M2").phone(PHONE));

    assertThat(persons(resolved)).containsExactlyInAnyOrder(Set.of(1), Set.of(2));
    assertThat(resolved.conflicts())
        .extracting(IdentityConflict::kind)
        .containsExactly(IdentityConflict.Kind.EXCLUSIVE_IDENTIFIERS);
  }

  /** Whatever the order of the hashes, by which accounts are gone through. */
  @Test
  void aContactWithANotedPhoneLeavesTogetherWhoStateTheirNameUnderIt() {
    for (int no = 0; no < 80; no += 4) {
      assertThat(
              persons(
                  account(no).named("王小明").phone(PHONE),
                  account(no + 1).named("王小明").phone(PHONE).memberNo("M1"),
                  account(no + 2).named("王小明").phone(OTHER_PHONE).memberNo("M2").unionid("U1"),
                  account(no + 3).phone(PHONE).unionid("U1")))
          .containsExactlyInAnyOrder(Set.of(no, no + 1), Set.of(no + 2, no + 3));
    }
  }

  @Test
  void aStrongContradictionIsCutAndReported() {
    var resolved =
        resolve(
            account(1).memberNo("M1"),
            account(2).memberNo("M1").unionid("U"),
            account(3).memberNo("M2").unionid("U"),
            account(4).memberNo("M2"));

    assertThat(persons(resolved)).containsExactlyInAnyOrder(Set.of(1, 2), Set.of(3, 4));
    assertThat(resolved.conflicts())
        .singleElement()
        .satisfies(conflict -> assertThat(conflict.identifier()).isEqualTo(hash("UNIONID", "U")));
  }

  @Test
  void anAccountGoesWithItsLatestMemberNumber() {
    var reissued = account(3).seenAt(10).memberNo("M1").seenAt(20).memberNo("M2");

    assertThat(persons(account(1).memberNo("M1"), account(2).memberNo("M2"), reissued))
        .containsExactlyInAnyOrder(Set.of(1), Set.of(2, 3));
  }

  @Test
  void aNamelessAccountWithTheTwoPhonesOfTwoPersonsJoinsNeither() {
    var resolved =
        resolve(
            account(1).named("王小明").phone(PHONE),
            account(2).named("李红").phone(OTHER_PHONE),
            account(3).phone(PHONE).phone(OTHER_PHONE));

    assertThat(persons(resolved)).containsExactlyInAnyOrder(Set.of(1), Set.of(2), Set.of(3));
    assertThat(resolved.conflicts())
        .extracting(IdentityConflict::kind)
        .containsExactly(IdentityConflict.Kind.AMBIGUOUS);
  }

  @Test
  void aPersonMayOwnSeveralPhones() {
    assertThat(
            persons(
                account(1).named("王小明").phone(PHONE),
                account(2).named("王小明").phone(PHONE).phone(OTHER_PHONE),
                account(3).named("王小明").phone(OTHER_PHONE)))
        .containsExactly(Set.of(1, 2, 3));
  }

  @Test
  void aPhoneOfFiveNamesLinksNobody() {
    var five =
        Stream.concat(
                IntStream.range(0, 5)
                    .mapToObj(i -> account(i).named("赵钱孙李周".charAt(i) + "大").phone(PHONE)),
                IntStream.range(5, 10)
                    .mapToObj(i -> account(i).named("赵钱孙李周".charAt(i - 5) + "大").phone(PHONE)))
            .toArray(EvidenceFixture[]::new);

    assertThat(persons(resolve(five))).hasSize(10);
    assertThat(resolve(five).blocked()).containsExactly(hash("PHONE", PHONE));
    var four = Arrays.stream(five).filter(account -> account.evidence().accountNo() % 5 < 4);
    assertThat(persons(resolve(four.toArray(EvidenceFixture[]::new)))).hasSize(4);
  }

  @Test
  void aPlaceholderNumberLinksNobody() {
    var many =
        IntStream.range(0, ResolutionPolicy.DEFAULT.accountsPerIdentifierMax() + 1)
            .mapToObj(i -> account(i).memberNo("0000"))
            .toArray(EvidenceFixture[]::new);

    assertThat(persons(resolve(many))).hasSize(many.length);
    assertThat(persons(resolve(Arrays.copyOf(many, many.length - 1)))).hasSize(1);
  }

  @Test
  void anOrdersPhoneAttachesButNeverLinks() {
    assertThat(
            persons(
                account(1).named("王小明").memberNo("M1").phone(PHONE),
                account(2).orderPhone(PHONE),
                account(3).orderPhone(PHONE),
                account(4).orderPhone(OTHER_PHONE),
                account(5).orderPhone(OTHER_PHONE)))
        .containsExactlyInAnyOrder(Set.of(1, 2, 3), Set.of(4), Set.of(5));
  }

  @Test
  void anOrdersPhoneOfTwoPersonsAttachesByNameOnly() {
    assertThat(
            persons(
                account(1).named("王小明").phone(PHONE),
                account(2).named("李红").phone(PHONE),
                account(3).orderPhone(PHONE),
                account(4).named("李红").orderPhone(PHONE)))
        .containsExactlyInAnyOrder(Set.of(1), Set.of(2, 4), Set.of(3));
  }

  @Test
  void aGiftToSomebodyElseIsNotAttached() {
    assertThat(
            persons(account(1).named("王小明").phone(PHONE), account(2).named("李红").orderPhone(PHONE)))
        .containsExactlyInAnyOrder(Set.of(1), Set.of(2));
  }

  @Test
  void anOrdersPhoneCountsForNothingBesideABetterIdentifier() {
    assertThat(
            persons(
                account(1).named("王小明").phone(PHONE), account(2).memberNo("M2").orderPhone(PHONE)))
        .containsExactlyInAnyOrder(Set.of(1), Set.of(2));
  }

  @Test
  void saysWhyEachAccountBelongs() {
    var resolved =
        resolve(
            account(1).named("王小明").memberNo("M1"),
            account(2).named("王小明").memberNo("M1").phone(PHONE),
            account(3).named("王小明").phone(PHONE),
            account(4).phone(PHONE),
            account(5).orderPhone(PHONE));

    assertThat(resolved.components()).hasSize(1);
    assertThat(resolved.components().getFirst().members())
        .containsExactlyInAnyOrder(
            new Member(1, LinkReason.OLDEST, hash("account", "account-1")),
            new Member(2, LinkReason.SAME_IDENTIFIER, hash("MEMBER_NO", "M1")),
            new Member(3, LinkReason.SAME_CONTACT_AND_NAME, hash("PHONE", PHONE)),
            new Member(4, LinkReason.SAME_CONTACT, hash("PHONE", PHONE)),
            new Member(5, LinkReason.ORDER_CONTACT, hash("PHONE", PHONE)));
  }

  static IdentityComponents resolve(EvidenceFixture... accounts) {
    return IdentityResolver.resolve(
        Arrays.stream(accounts).map(EvidenceFixture::evidence).toList(), ResolutionPolicy.DEFAULT);
  }

  private static List<Set<Integer>> persons(EvidenceFixture... accounts) {
    return persons(resolve(accounts));
  }

  static List<Set<Integer>> persons(IdentityComponents resolved) {
    return resolved.components().stream()
        .map(component ->
            component.members().stream().map(Member::accountNo).collect(Collectors.toSet()))
        .toList();
  }
}
