package io.quanyu.brand.access;

import io.quanyu.platform.web.Caller;
import io.quanyu.platform.web.FieldError;
import io.quanyu.platform.web.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows and changes the identity provider. */
final class ChangingOidc {

  private static final int TEXT_MAX = 500;
  private static final int NAME_MAX = 50;

  private final OidcTable table;

  ChangingOidc(OidcTable table) {
    this.table = table;
  }

  OidcSettings get() {
    return table.find().map(OidcSettings::of).orElseGet(OidcSettings::none);
  }

  /**
   * @throws ProblemException naming every field that is wrong
   */
  OidcSettings replace(Caller caller, OidcSettings.Draft draft) {
    var errors = new ArrayList<FieldError>();
    var name = text(errors, "name", draft.name(), NAME_MAX);
    var issuer = address(errors, "issuer", draft.issuer());
    var clientId = text(errors, "clientId", draft.clientId(), TEXT_MAX);
    var publicUrl = address(errors, "publicUrl", draft.publicUrl());
    while (publicUrl.endsWith("/")) {
      publicUrl = publicUrl.substring(0, publicUrl.length() - 1);
    }
    // A secret that nobody can read must not be sent to an address of the caller's choice either.
    var kept =
        table
            .find()
            .filter(before -> before.issuer().equals(issuer) && before.clientId().equals(clientId))
            .map(OidcProvider::clientSecret);
    var secret = secret(errors, draft.clientSecret(), kept);
    if (!errors.isEmpty()) {
      throw new ProblemException(
          AccessProblem.OIDC_INVALID, "Correct the fields that are named.", List.copyOf(errors));
    }
    var provider = new OidcProvider(name, issuer, clientId, secret, publicUrl, draft.isOn());
    table.replace(provider, caller.username());
    return OidcSettings.of(provider);
  }

  private static String text(
      List<FieldError> errors, String field, @Nullable String given, int lengthMax) {
    var text = given == null ? "" : given.strip();
    if (text.isEmpty()
        || text.length() > lengthMax
        || text.chars().anyMatch(Character::isISOControl)) {
      errors.add(new FieldError(field, "must have 1 to " + lengthMax + " characters"));
    }
    return text;
  }

  private static String address(List<FieldError> errors, String field, @Nullable String given) {
    var address = text(errors, field, given, TEXT_MAX);
    if (!address.isEmpty() && !OidcProvider.isSafe(address)) {
      errors.add(new FieldError(field, "must be an https address, without user or fragment"));
    }
    return address;
  }

  private static String secret(
      List<FieldError> errors, @Nullable String given, Optional<String> kept) {
    if (given == null || given.isBlank()) {
      if (kept.isEmpty()) {
        errors.add(
            new FieldError(
                "clientSecret", "is needed the first time and with every other issuer or client"));
      }
      return kept.orElse("");
    }
    return text(errors, "clientSecret", given, TEXT_MAX);
  }
}
