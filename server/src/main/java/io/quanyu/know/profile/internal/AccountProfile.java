package io.quanyu.know.profile.internal;

import io.quanyu.know.profile.ProfileClaim;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the records of one account say.
 *
 * @param personal values to be sealed, by name
 * @param stated all others, by name; further attributes under {@code @name}
 */
record AccountProfile(
    int accountNo,
    int customerNo,
    String channel,
    Map<String, Dated> personal,
    Map<String, Dated> stated) {

  static final String NAME = "name";
  static final String NICKNAME = "nickname";
  static final String PHONE = "phone";
  static final String EMAIL = "email";
  static final String ADDRESS = "address";
  static final String MEMBER_NO = "memberNo";
  static final String GENDER = "gender";
  static final String BIRTHDAY = "birthday";
  static final String PROVINCE = "province";
  static final String CITY = "city";
  static final String REGISTERED_AT = "registeredAt";
  static final String ATTRIBUTE = "@";

  static AccountProfile of(ProfileClaim claim) {
    long atMs = claim.observedAt().toEpochMilli();
    Map<String, Dated> personal = HashMap.newHashMap(6);
    var values = claim.personal();
    put(personal, NAME, values.name(), atMs);
    put(personal, NICKNAME, values.nickname(), atMs);
    put(personal, PHONE, values.phone(), atMs);
    put(personal, EMAIL, values.email(), atMs);
    put(personal, ADDRESS, values.address(), atMs);
    put(personal, MEMBER_NO, values.memberNo(), atMs);
    Map<String, Dated> stated = HashMap.newHashMap(5 + claim.attributes().size());
    put(stated, GENDER, claim.gender(), atMs);
    put(stated, BIRTHDAY, claim.birthday(), atMs);
    put(stated, PROVINCE, claim.province(), atMs);
    put(stated, CITY, claim.city(), atMs);
    put(stated, REGISTERED_AT, claim.registeredAt(), atMs);
    claim.attributes().forEach((name, value) -> put(stated, ATTRIBUTE + name, value, atMs));
    return new AccountProfile(
        claim.account().accountNo(),
        claim.account().customerNo(),
        claim.channel(),
        personal,
        stated);
  }

  private static void put(
      Map<String, Dated> values, String name, @Nullable Object value, long atMs) {
    if (value != null && !value.toString().isBlank()) {
      values.put(name, new Dated(value.toString(), atMs));
    }
  }

  /** What both say together, of the customer whom {@code newer} names. */
  AccountProfile join(AccountProfile newer) {
    return new AccountProfile(
        accountNo,
        newer.customerNo,
        channel,
        join(personal, newer.personal),
        join(stated, newer.stated));
  }

  private static Map<String, Dated> join(Map<String, Dated> some, Map<String, Dated> others) {
    Map<String, Dated> joined = new HashMap<>(some);
    others.forEach((name, value) -> joined.merge(name, value, Dated::later));
    return joined;
  }

  AccountProfile movedTo(int other) {
    return new AccountProfile(accountNo, other, channel, personal, stated);
  }
}
