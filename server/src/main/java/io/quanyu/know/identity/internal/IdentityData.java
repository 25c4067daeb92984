package io.quanyu.know.identity.internal;

import io.quanyu.platform.personal.AccessCopy;
import io.quanyu.platform.personal.Person;
import io.quanyu.platform.personal.PersonalDataHolder;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The accounts of a person and the keyed hashes of her identifiers. */
@Component
final class IdentityData implements PersonalDataHolder {

  private final ErasureSql sql;

  IdentityData(ErasureSql sql) {
    this.sql = sql;
  }

  @Override
  public String name() {
    return "know.identity";
  }

  @Override
  public Set<String> tables() {
    return Set.of(
        "know_identity.customer",
        "know_identity.account",
        "know_identity.account_identifier",
        "know_identity.conflict",
        "know_identity.change");
  }

  @Override
  public void copy(Person person, AccessCopy copy) {
    copy.add(
        "accounts",
        sql.accountsOf(person).stream()
            .map(account ->
                AccessCopy.row(
                    "channel", account.get("channel"),
                    "first_seen_at", account.get("first_seen_at"),
                    "identifiers", account.get("identifiers")))
            .toList());
  }

  @Override
  public boolean erase(Person person) {
    sql.erase(person);
    return true;
  }
}
