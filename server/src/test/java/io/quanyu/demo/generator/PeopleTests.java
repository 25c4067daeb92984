package io.quanyu.demo.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PeopleTests {

  private static final int CUSTOMERS = 40_000;
  private static final GeneratorSettings SETTINGS =
      GeneratorSettings.of(CUSTOMERS, 5, LocalDate.of(2026, 11, 1));
  private static final People PEOPLE = new People(SETTINGS);
  private static final List<Person> ALL = all(PEOPLE, CUSTOMERS);

  @Test
  void aPersonDependsOnSeedAndNumberAlone() {
    People others = new People(SETTINGS);

    for (int number = CUSTOMERS - 1; number >= 0; number -= 97) {
      assertThat(others.person(number)).isEqualTo(ALL.get(number));
    }
  }

  @Test
  void recordsAreAsDirtyAsTheDirtSays() {
    Dirt dirt = SETTINGS.dirt();
    double records = 0;
    double withoutPhone = 0;
    double phones = 0;
    double typos = 0;
    double odd = 0;
    double nameless = 0;
    double masked = 0;
    double ageless = 0;
    double genderless = 0;
    for (Person person : ALL) {
      for (Account account : person.accounts()) {
        records++;
        nameless += account.name().isEmpty() ? 1 : 0;
        masked += account.name().contains("*") ? 1 : 0;
        ageless += account.birthday() == null ? 1 : 0;
        genderless += account.gender().isEmpty() ? 1 : 0;
        if (account.phone().isEmpty()) {
          withoutPhone++;
          continue;
        }
        phones++;
        String right = PEOPLE.phone(person.number(), account.registeredAt());
        typos += account.phoneDigits().equals(right) ? 0 : 1;
        odd += account.phone().matches("\\d{10,11}") ? 0 : 1;
      }
    }
    assertThat(withoutPhone / records).isCloseTo(dirt.withoutPhoneBp() / 1e4, within(0.005));
    assertThat(typos / phones).isCloseTo(dirt.phoneTypoBp() / 1e4, within(0.004));
    assertThat(odd / phones).isCloseTo(dirt.oddPhoneFormatBp() / 1e4, within(0.006));
    assertThat(nameless / records).isCloseTo(dirt.withoutNameBp() / 1e4, within(0.004));
    assertThat(masked / records).isCloseTo(dirt.maskedNameBp() / 1e4, within(0.005));
    assertThat(ageless / records).isCloseTo(dirt.withoutBirthdayBp() / 1e4, within(0.006));
    assertThat(genderless / records).isCloseTo(dirt.withoutGenderBp() / 1e4, within(0.004));
  }

  @Test
  void phonesAreSharedChangedAndRecycledAsTheDirtSays() {
    Dirt dirt = SETTINGS.dirt();
    double changed = 0;
    double recycled = 0;
    Map<String, Set<Integer>> holders = new HashMap<>();
    for (Person person : ALL) {
      changed += PEOPLE.changedAt(person.number()) >= 0 ? 1 : 0;
      recycled += PEOPLE.donor(person.number()) >= 0 ? 1 : 0;
      holders
          .computeIfAbsent(PEOPLE.phone(person.number(), Long.MAX_VALUE), phone -> new HashSet<>())
          .add(person.number());
    }
    double shared = holders.values().stream().filter(people -> people.size() == 2).count();

    assertThat(holders.values()).allMatch(people -> people.size() <= 2);
    assertThat(shared / holders.size()).isCloseTo(dirt.sharedPhoneBp() / 1e4, within(0.004));
    assertThat(changed / CUSTOMERS).isCloseTo(dirt.changedPhoneBp() / 1e4, within(0.004));
    assertThat(recycled / CUSTOMERS).isCloseTo(dirt.recycledPhoneBp() / 1e4, within(0.002));
  }

  @Test
  void familiesDifferInNameAndInGenderOrBirthday() {
    int families = 0;
    for (int number = 0; number < CUSTOMERS; number += 2) {
      if (PEOPLE.sharesFamilyPhone(number)) {
        Person one = ALL.get(number);
        Person other = ALL.get(number + 1);
        assertThat(one.name()).isNotEqualTo(other.name());
        assertThat(one.female() == other.female() && one.birthday().equals(other.birthday()))
            .isFalse();
        families++;
      }
    }
    assertThat(families).isGreaterThan(1_000);
  }

  @Test
  void olderRecordsKeepTheOldNumberAndAStrangerComesLater() {
    int kept = 0;
    int strangers = 0;
    for (Person person : ALL) {
      long changedAt = PEOPLE.changedAt(person.number());
      if (changedAt >= 0) {
        String before = PEOPLE.phone(person.number(), changedAt - 1);
        assertThat(before).isNotEqualTo(PEOPLE.phone(person.number(), changedAt));
        kept += person.accounts().stream().anyMatch(a -> a.phoneDigits().equals(before)) ? 1 : 0;
      }
      int donor = PEOPLE.donor(person.number());
      if (donor >= 0) {
        strangers++;
        assertThat(person.accounts()).allMatch(a -> a.registeredAt() > PEOPLE.changedAt(donor));
      }
    }
    assertThat(kept).isGreaterThan(CUSTOMERS / 50);
    assertThat(strangers).isPositive();
  }

  @Test
  void pathsJoinExactlyWhatSharesAnIdentifierValue() {
    for (Person person : ALL) {
      List<Account> accounts = person.accounts();
      for (Account a : accounts) {
        for (Account b : accounts) {
          assertThat(a.path() == b.path()).as("%s", accounts).isEqualTo(reachable(accounts, a, b));
        }
      }
    }
  }

  @Test
  void peopleAreSeenInAboutTwoChannelsOnceEach() {
    double accounts = 0;
    Set<String> keys = new HashSet<>();
    for (Person person : ALL) {
      accounts += person.accounts().size();
      Set<Channel> channels = new HashSet<>();
      for (Account account : person.accounts()) {
        assertThat(channels.add(account.channel())).isTrue();
        assertThat(keys.add(account.channel() + account.key())).isTrue();
      }
    }
    assertThat(accounts / CUSTOMERS).isBetween(2.1, 2.3);
  }

  @Test
  void aBrandWithoutDirtHasCompleteRecords() {
    GeneratorSettings clean = new GeneratorSettings(2_000, 5, SETTINGS.asOf(), Dirt.none());
    People people = new People(clean);

    for (Person person : all(people, 2_000)) {
      for (Account account : person.accounts()) {
        assertThat(account.phone()).matches("1\\d{10}").isEqualTo(people.phone(person.number(), 0));
        assertThat(account.name()).isEqualTo(person.name());
        assertThat(account.birthday()).isEqualTo(person.birthday());
        assertThat(account.gender()).isEqualTo(person.female() ? "女" : "男");
      }
      assertThat(person.accounts().stream().map(Account::path).distinct()).hasSize(1);
    }
  }

  private static boolean reachable(List<Account> accounts, Account from, Account to) {
    Set<Account> seen = new HashSet<>(Set.of(from));
    for (int round = 0; round < accounts.size(); round++) {
      for (Account account : accounts) {
        if (seen.stream().anyMatch(known -> shares(known, account))) {
          seen.add(account);
        }
      }
    }
    return seen.contains(to);
  }

  /** From what is written, not from what the generator knows. */
  private static boolean shares(Account a, Account b) {
    return same(normalised(a.phone()), normalised(b.phone()))
        || same(a.memberNo(), b.memberNo())
        || same(a.unionId(), b.unionId());
  }

  private static boolean same(String a, String b) {
    return !a.isEmpty() && a.equals(b);
  }

  private static String normalised(String phone) {
    StringBuilder digits = new StringBuilder();
    phone.chars().filter(Character::isDigit).forEach(c -> digits.append(Character.digit(c, 10)));
    String text = digits.toString();
    String national = text.length() > 11 && text.startsWith("86") ? text.substring(2) : text;
    return national.length() == 11 ? national : "";
  }

  private static List<Person> all(People people, int count) {
    List<Person> all = new ArrayList<>(count);
    for (int number = 0; number < count; number++) {
      all.add(people.person(number));
    }
    return all;
  }
}
