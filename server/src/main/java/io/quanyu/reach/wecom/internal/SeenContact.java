package io.quanyu.reach.wecom.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What WeCom says of a customer whom a member has.
 *
 * @param identifier keyed hash of the external user id
 * @param fingerprint keyed hash of all below that is handed to the imports
 * @param name what the customer calls herself, often not her name
 * @param remark what the member calls her
 * @param phones that the member noted
 */
record SeenContact(
    String externalUserId,
    UUID identifier,
    String userId,
    Instant followedAt,
    UUID fingerprint,
    Optional<String> unionid,
    Optional<String> name,
    Optional<String> remark,
    List<String> phones) {

  /** Tells nobody who it is. */
  @Override
  public String toString() {
    return "SeenContact[of " + userId + "]";
  }
}
