package io.quanyu.know.identity.internal;

import io.quanyu.core.identity.IdentifierKind;
import io.quanyu.core.identity.PersonName;
import io.quanyu.core.identity.PersonTraits;
import io.quanyu.know.identity.ClaimedIdentifier;
import io.quanyu.know.identity.IdentityClaim;
import io.quanyu.know.identity.PhoneNumbers;
import io.quanyu.platform.crypto.KeyedHashes;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Turns what a claim says in clear into keyed hashes; nothing behind this class sees clear values.
 */
@Component
public final class IdentityHashes {

  /** Birthdays that forms and systems fill in when nobody gave one. */
  private static final Set<LocalDate> PLACEHOLDER_BIRTHDAYS =
      Set.of(
          LocalDate.of(1, 1, 1),
          LocalDate.of(1900, 1, 1),
          LocalDate.of(1970, 1, 1),
          LocalDate.of(9999, 12, 31));

  private static final String CHINA = "CN";

  private final KeyedHashes hashes;

  public IdentityHashes(KeyedHashes hashes) {
    this.hashes = hashes;
  }

  /** The hash under which an identifier is kept; an order's phone is kept like any phone. */
  public UUID identifier(ClaimedIdentifier identifier) {
    var kind =
        identifier.kind() == IdentifierKind.ORDER_PHONE ? IdentifierKind.PHONE : identifier.kind();
    return hashes.hash(kind + ":" + identifier.scope(), identifier.value());
  }

  /** The key of the account that a claim is about. */
  UUID accountKey(IdentityClaim claim) {
    var namespace = "account:" + claim.channel();
    if (claim.accountId() != null) {
      return hashes.hash(namespace, claim.accountId());
    }
    var best = claim.identifiers().stream().min(BY_TRUST).orElseThrow();
    var kind = best.kind() == IdentifierKind.ORDER_PHONE ? IdentifierKind.PHONE : best.kind();
    return hashes.hash(namespace + ":" + kind + ":" + best.scope(), best.value());
  }

  /** Everything by which a claim finds its person: its account, and the identifiers that count. */
  public List<UUID> marksOf(IdentityClaim claim) {
    List<UUID> marks = new ArrayList<>(claim.identifiers().size() + 1);
    marks.add(accountKey(claim));
    counting(claim).forEach(held -> marks.add(identifier(held)));
    return marks;
  }

  /** Under which hashes a text would be kept, whatever it is: phone, e-mail, or some id. */
  public List<UUID> marksOf(String channel, String text, Set<Namespace> namespaces) {
    List<UUID> marks = new ArrayList<>();
    marks.add(hashes.hash("account:" + channel, text));
    PhoneNumbers.normalise(text, CHINA)
        .ifPresent(phone -> marks.add(identifier(ClaimedIdentifier.phone(phone))));
    if (text.indexOf('@') > 0) {
      marks.add(identifier(ClaimedIdentifier.email(text.toLowerCase(Locale.ROOT))));
    }
    for (var namespace : namespaces) {
      marks.add(identifier(new ClaimedIdentifier(namespace.kind(), namespace.scope(), text)));
    }
    return marks;
  }

  private static final Comparator<ClaimedIdentifier> BY_TRUST =
      Comparator.comparing(ClaimedIdentifier::kind)
          .thenComparing(ClaimedIdentifier::scope)
          .thenComparing(ClaimedIdentifier::value);

  /** The identifiers that count: an order's phone only if the claim has nothing better. */
  static List<ClaimedIdentifier> counting(IdentityClaim claim) {
    return isOrderOfKnownAccount(claim)
        ? claim.identifiers().stream()
            .filter(held -> held.kind() != IdentifierKind.ORDER_PHONE)
            .toList()
        : claim.identifiers();
  }

  /**
   * Phone and name on an order are those of its receiver: of an account with an id they say
   * nothing.
   */
  private static boolean isOrderOfKnownAccount(IdentityClaim claim) {
    boolean isOrder = false;
    boolean hasBetter = claim.accountId() != null;
    for (var held : claim.identifiers()) {
      isOrder |= held.kind() == IdentifierKind.ORDER_PHONE;
      hasBetter |= held.kind() != IdentifierKind.ORDER_PHONE;
    }
    return isOrder && hasBetter;
  }

  /**
   * What the claim says of the person, with names as keyed hashes; nothing for an order's receiver.
   */
  public PersonTraits traits(IdentityClaim claim) {
    if (isOrderOfKnownAccount(claim)) {
      return PersonTraits.NONE;
    }
    var name = claim.name() == null ? null : PersonName.parse(claim.name()).orElse(null);
    var birthday = claim.birthday();
    return PersonTraits.at(
        claim.observedAt().toEpochMilli(),
        name == null || name.isMasked() ? PersonTraits.UNKNOWN : shortHash("name", name.text()),
        name == null ? PersonTraits.UNKNOWN : shortHash("surname", name.firstCharacter()),
        isPlaceholder(birthday) ? null : birthday,
        claim.gender());
  }

  private static boolean isPlaceholder(@Nullable LocalDate birthday) {
    return birthday != null && PLACEHOLDER_BIRTHDAYS.contains(birthday);
  }

  /** 64 bits suffice: names are compared only among the few accounts of one identifier. */
  private long shortHash(String namespace, String value) {
    long hash = hashes.hash(namespace, value).getMostSignificantBits();
    return hash == PersonTraits.UNKNOWN ? 1 : hash;
  }
}
