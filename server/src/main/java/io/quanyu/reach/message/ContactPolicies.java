package io.quanyu.reach.message;

import io.quanyu.reach.message.internal.ContactPolicySql;
import org.springframework.stereotype.Service;

/** The brand's rules of contact: there is always one set of them. */
@Service
public final class ContactPolicies {

  private final ContactPolicySql sql;

  public ContactPolicies(ContactPolicySql sql) {
    this.sql = sql;
  }

  /** The rules that are in force. */
  public BrandContactPolicy current() {
    return sql.current();
  }
}
