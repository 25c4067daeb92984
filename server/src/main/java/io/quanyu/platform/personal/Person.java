package io.quanyu.platform.personal;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One customer with everything by which modules may have kept something of her. Holds no value in
 * clear.
 *
 * @param customerId public id
 * @param customerNos her number first, then those of everybody who was merged into her
 * @param accountNos of her accounts
 * @param identifiers keyed hashes of her phones, e-mails, member numbers and so on
 * @param accountKeys keyed hashes under which channels' own ids of her are kept
 * @param asOf when she was looked up, or her erasure began: what comes later is not meant
 */
public record Person(
    UUID customerId,
    List<Integer> customerNos,
    List<Integer> accountNos,
    List<UUID> identifiers,
    List<UUID> accountKeys,
    Instant asOf) {

  public Person {
    customerNos = List.copyOf(customerNos);
    accountNos = List.copyOf(accountNos);
    identifiers = List.copyOf(identifiers);
    accountKeys = List.copyOf(accountKeys);
    if (customerNos.isEmpty()) {
      throw new IllegalArgumentException("a person has a number");
    }
  }

  /** Her present number. */
  public int customerNo() {
    return customerNos.getFirst();
  }
}
