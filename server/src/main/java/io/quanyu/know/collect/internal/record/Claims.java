package io.quanyu.know.collect.internal.record;

import io.quanyu.core.identity.Gender;
import io.quanyu.core.identity.IdentifierKind;
import io.quanyu.know.collect.ImportMapping;
import io.quanyu.know.collect.internal.mapping.ImportFields;
import io.quanyu.know.identity.ClaimedIdentifier;
import io.quanyu.know.identity.IdentityClaim;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who a row is about, from its identifying fields. */
final class Claims {
  private final Fields fields;
  private final ImportTerms terms;
  private final String programme;

  Claims(Fields fields, ImportTerms terms) {
    this.fields = fields;
    this.terms = terms;
    this.programme = fields.constant(ImportMapping.PROGRAMME, ImportMapping.OWN_PROGRAMME);
  }

  /** The claim of a row about a person herself; refuses a row that identifies nobody. */
  IdentityClaim ofPerson(
      String accountField,
      @Nullable String phone,
      @Nullable String email,
      @Nullable String name,
      @Nullable LocalDate birthday,
      @Nullable Gender gender,
      Instant observedAt) {
    var identifiers = strongIdentifiers();
    if (phone != null) {
      identifiers.add(ClaimedIdentifier.phone(phone));
    }
    if (email != null) {
      identifiers.add(ClaimedIdentifier.email(email));
    }
    var account = account(accountField);
    if (account == null && identifiers.isEmpty()) {
      // Told by the better reason: the only identifier there was is no good.
      throw new RowRefusedException(
          fields.notices().contains("bad-phone") ? "bad-phone" : "missing-identifier");
    }
    return new IdentityClaim(
        terms.channel(), account, identifiers, name, birthday, gender, observedAt);
  }

  /** The claim of an order; null for a guest. Its phone may be a gift's receiver or a guide's. */
  @Nullable IdentityClaim ofOrder(Instant placedAt) {
    var identifiers = strongIdentifiers();
    var account = account(ImportFields.ACCOUNT_ID);
    var phone = fields.usefulPhone(ImportFields.PHONE_FIELD);
    if (phone != null) {
      identifiers.add(ClaimedIdentifier.orderPhone(phone));
    }
    return account == null && identifiers.isEmpty()
        ? null
        : new IdentityClaim(terms.channel(), account, identifiers, null, null, null, placedAt);
  }

  /** An app knows its users by openid: without any other id that is the account. */
  private @Nullable String account(String accountField) {
    var account = fields.key(accountField);
    return account != null ? account : fields.key(ImportFields.OPENID);
  }

  private List<ClaimedIdentifier> strongIdentifiers() {
    var identifiers = new ArrayList<ClaimedIdentifier>(3);
    add(identifiers, IdentifierKind.MEMBER_NO, programme, fields.key(ImportFields.MEMBER_NO));
    add(identifiers, IdentifierKind.UNIONID, programme, fields.key(ImportFields.UNIONID));
    add(
        identifiers,
        IdentifierKind.EXTERNAL_USERID,
        programme,
        fields.key(ImportFields.EXTERNAL_USERID));
    add(identifiers, IdentifierKind.OPENID, terms.channel(), fields.key(ImportFields.OPENID));
    return identifiers;
  }

  private static void add(
      List<ClaimedIdentifier> identifiers,
      IdentifierKind kind,
      String scope,
      @Nullable String value) {
    if (value != null) {
      identifiers.add(new ClaimedIdentifier(kind, scope, value));
    }
  }
}
