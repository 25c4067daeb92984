package io.quanyu.know.identity;

import io.quanyu.core.identity.IdentifierKind;

/**
 * An identifier as a record states it, in clear and normalised (phone: E.164; e-mail: trimmed,
 * lower case). Lives in memory only; only its keyed hash is stored.
 *
 * @param kind what it is
 * @param scope in which it is unique: programme, corporation, app or platform; empty for phones and
 *     e-mails
 * @param value never blank
 */
public record ClaimedIdentifier(IdentifierKind kind, String scope, String value) {

  public ClaimedIdentifier {
    if (value.isBlank()) {
      throw new IllegalArgumentException(kind + " is blank");
    }
    if (kind.isExclusive() && scope.isBlank()) {
      throw new IllegalArgumentException(kind + " needs the scope in which it is unique");
    }
  }

  /** A phone number that the person gave as her own, E.164. */
  public static ClaimedIdentifier phone(String e164) {
    return new ClaimedIdentifier(IdentifierKind.PHONE, "", e164);
  }

  /** The phone number on an order, E.164. */
  public static ClaimedIdentifier orderPhone(String e164) {
    return new ClaimedIdentifier(IdentifierKind.ORDER_PHONE, "", e164);
  }

  /** A normalised e-mail address. */
  public static ClaimedIdentifier email(String address) {
    return new ClaimedIdentifier(IdentifierKind.EMAIL, "", address);
  }

  /** The membership number of a programme. */
  public static ClaimedIdentifier memberNo(String programme, String number) {
    return new ClaimedIdentifier(IdentifierKind.MEMBER_NO, programme, number);
  }

  /** Never tells the value. */
  @Override
  public String toString() {
    return kind + (scope.isEmpty() ? "" : "@" + scope);
  }
}
