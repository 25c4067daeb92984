package io.quanyu.core.identity;

import static io.quanyu.core.identity.EvidenceFixture.account;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Small, dense and nasty evidence: few phones, names and member numbers over many accounts, so that
 * every rule meets every other one.
 */
final class RandomEvidence {

  private static final String[] NAMES = {"王小明", "王红", "李雷", "李**", "王**", "赵六", "匿名"};
  private static final String[] BIRTHDAYS = {"1980-01-01", "1990-05-05", "2000-09-09"};

  private RandomEvidence() {}

  /** Accounts numbered from 1. */
  static List<AccountEvidence> accounts(SplittableRandom random, int count) {
    int phones = 1 + count / 3;
    List<AccountEvidence> accounts = new ArrayList<>(count);
    for (int accountNo = 1; accountNo <= count; accountNo++) {
      accounts.add(claim(random, accountNo, phones, count));
    }
    return accounts;
  }

  /** A statement about an account; several about one account may contradict each other. */
  static AccountEvidence claim(SplittableRandom random, int accountNo, int phones, int count) {
    var account = account(accountNo).seenAt(random.nextInt(20));
    if (random.nextInt(3) > 0) {
      account.named(NAMES[random.nextInt(NAMES.length)]);
    }
    if (random.nextInt(4) == 0) {
      account.born(BIRTHDAYS[random.nextInt(BIRTHDAYS.length)]);
    }
    if (random.nextInt(3) == 0) {
      account.gender(random.nextBoolean() ? Gender.FEMALE : Gender.MALE);
    }
    Set<String> used = new HashSet<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      String phone = "p" + random.nextInt(phones);
      if (used.add(phone)) {
        account.phone(phone);
      }
    }
    switch (random.nextInt(8)) {
      case 0 -> account.memberNo("m" + random.nextInt(1 + count / 4));
      case 1 -> account.unionid("u" + random.nextInt(1 + count / 4));
      case 2 ->
          account
              .memberNo("m" + random.nextInt(1 + count / 4))
              .unionid("u" + random.nextInt(1 + count / 4));
      case 3 -> account.platformId("d" + random.nextInt(1 + count / 3));
      case 4 -> account.orderPhone("p" + random.nextInt(phones));
      default -> {}
    }
    return account.evidence();
  }
}
