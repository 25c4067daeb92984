package io.quanyu.reach.wecom.internal;

import io.quanyu.core.identity.IdentifierKind;
import io.quanyu.know.collect.ImportMapping;
import io.quanyu.know.identity.ClaimedIdentifier;
import io.quanyu.know.identity.KnownCustomers;
import io.quanyu.platform.crypto.KeyedHashes;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Keyed hashes under which contacts are known. */
@Component
final class ContactHashes {

  private final KnownCustomers customers;
  private final KeyedHashes hashes;

  ContactHashes(KnownCustomers customers, KeyedHashes hashes) {
    this.customers = customers;
    this.hashes = hashes;
  }

  /** As One-ID keeps the external user id of an imported record. */
  UUID identifier(String externalUserId) {
    return customers.hash(
        new ClaimedIdentifier(
            IdentifierKind.EXTERNAL_USERID, ImportMapping.OWN_PROGRAMME, externalUserId));
  }

  /** Of what is said of a contact: another hash, and it must be handed to the imports again. */
  UUID fingerprint(List<String> said) {
    var text = new StringBuilder();
    // Lengths first, so that no text can look like the end of another.
    said.forEach(part -> text.append(part.length()).append(' ').append(part).append('\n'));
    return hashes.hash("wecom-contact", text.toString());
  }
}
