package io.quanyu.sandbox.wecom;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a person or a member did by hand in WeCom and the corp's apps are told (facts 5.5). */
public sealed interface UserEvent {
  /** When, in whole seconds on the wire. */
  Instant at();

  /** The member. */
  String userid();

  /** The customer. */
  String externalUserid();

  /** ChangeType on the wire. */
  String change();

  /** The customer added the member; the code may be used once to welcome her. */
  record ContactAdded(
      Instant at, String userid, String externalUserid, @Nullable String state, String welcomeCode)
      implements UserEvent {
    @Override
    public String change() {
      return "add_external_contact";
    }
  }

  /** The member removed the customer. */
  record ContactRemovedByMember(Instant at, String userid, String externalUserid)
      implements UserEvent {
    @Override
    public String change() {
      return "del_external_contact";
    }
  }

  /** The customer removed the member. */
  record ContactRemovedByCustomer(Instant at, String userid, String externalUserid)
      implements UserEvent {
    @Override
    public String change() {
      return "del_follow_user";
    }
  }
}
