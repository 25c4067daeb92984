package io.quanyu.core.identity;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Builds evidence in the words of the domain: {@code account(1).named("王小明").phone("138…")}. */
final class EvidenceFixture {

  static final int PROGRAMME = 1;
  static final int CORPORATION = 2;

  private final int accountNo;
  private final UUID key;
  private long atMs;
  private @Nullable String name;
  private @Nullable LocalDate birthday;
  private @Nullable Gender gender;
  private final List<HeldIdentifier> identifiers = new ArrayList<>();

  private EvidenceFixture(int accountNo, String key) {
    this.accountNo = accountNo;
    this.key = hash("account", key);
    this.atMs = accountNo;
  }

  static EvidenceFixture account(int accountNo) {
    return new EvidenceFixture(accountNo, "account-" + accountNo);
  }

  EvidenceFixture seenAt(long ms) {
    atMs = ms;
    return this;
  }

  EvidenceFixture named(String written) {
    name = written;
    return this;
  }

  EvidenceFixture born(String date) {
    birthday = LocalDate.parse(date);
    return this;
  }

  EvidenceFixture gender(Gender value) {
    gender = value;
    return this;
  }

  EvidenceFixture phone(String number) {
    return holds(IdentifierKind.PHONE, number, HeldIdentifier.NO_NAMESPACE);
  }

  EvidenceFixture orderPhone(String number) {
    return holds(IdentifierKind.ORDER_PHONE, number, HeldIdentifier.NO_NAMESPACE);
  }

  EvidenceFixture memberNo(String number) {
    return holds(IdentifierKind.MEMBER_NO, number, PROGRAMME);
  }

  EvidenceFixture unionid(String value) {
    return holds(IdentifierKind.UNIONID, value, CORPORATION);
  }

  EvidenceFixture platformId(String value) {
    return holds(IdentifierKind.PLATFORM_ID, value, HeldIdentifier.NO_NAMESPACE);
  }

  private EvidenceFixture holds(IdentifierKind kind, String value, int namespace) {
    String hashedAs = kind == IdentifierKind.ORDER_PHONE ? "PHONE" : kind.name();
    identifiers.add(new HeldIdentifier(hash(hashedAs, value), kind, namespace, atMs));
    return this;
  }

  AccountEvidence evidence() {
    long nameHash = PersonTraits.UNKNOWN;
    long surnameHash = PersonTraits.UNKNOWN;
    PersonName parsed = name == null ? null : PersonName.parse(name).orElse(null);
    if (parsed != null) {
      surnameHash = hash("surname", parsed.firstCharacter()).getMostSignificantBits();
      nameHash =
          parsed.isMasked()
              ? PersonTraits.UNKNOWN
              : hash("name", parsed.text()).getMostSignificantBits();
    }
    return new AccountEvidence(
        accountNo,
        key,
        atMs,
        PersonTraits.at(atMs, nameHash, surnameHash, birthday, gender),
        identifiers);
  }

  static UUID hash(String kind, String value) {
    return UUID.nameUUIDFromBytes((kind + '\0' + value).getBytes(StandardCharsets.UTF_8));
  }
}
