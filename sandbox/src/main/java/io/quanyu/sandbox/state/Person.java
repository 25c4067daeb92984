package io.quanyu.sandbox.state;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * Somebody out there.
 *
 * @param phone as people write it; see {@link PhoneNumber}
 * @param externalUserid null: not on WeCom, reachable by SMS only
 * @param followedBy members who have her as a contact
 * @param remarkMobiles numbers that her members noted for her
 * @param buyer JSON text, meaningless here, that comes back with her orders
 */
public record Person(
    String personId,
    @Nullable String name,
    @Nullable String phone,
    @Nullable String unionid,
    @Nullable String externalUserid,
    List<String> followedBy,
    List<String> remarkMobiles,
    @JsonRawValue @JsonDeserialize(using = JsonTextDeserializer.class) @Nullable String buyer) {

  public Person {
    Entry.needText(personId, "personId");
    followedBy = followedBy == null ? List.of() : List.copyOf(followedBy);
    remarkMobiles = remarkMobiles == null ? List.of() : List.copyOf(remarkMobiles);
    Entry.need(
        followedBy.isEmpty() || externalUserid != null,
        "a person who is followed has an externalUserid");
    Entry.need(
        phone == null || PhoneNumber.find(phone) != null, "phone is no mobile number: " + phone);
  }
}
