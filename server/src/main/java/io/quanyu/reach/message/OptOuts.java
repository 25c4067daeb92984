package io.quanyu.reach.message;

import io.quanyu.reach.message.internal.Addresses;
import io.quanyu.reach.message.internal.Channels;
import io.quanyu.reach.message.internal.OptOutSql;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Service;

/**
 * Addresses that must not be used. They are kept under the keyed hash of the address and not under
 * the customer, so that they outlive merges and splits: whoever holds the address has opted out.
 */
@Service
public final class OptOuts {

  private final OptOutSql sql;
  private final Channels channels;
  private final Addresses addresses;

  public OptOuts(OptOutSql sql, Channels channels, Addresses addresses) {
    this.sql = sql;
    this.channels = channels;
    this.addresses = addresses;
  }

  /**
   * Opts all addresses out that customers have on a channel.
   *
   * @param at when the customer said so; an opt-out that is known keeps its time
   * @return opt-outs that are new
   * @throws IllegalArgumentException if there is no such channel
   */
  public int addCustomers(
      String channel, Collection<Integer> customerNos, OptOutReason reason, Instant at) {
    return addIdentifiers(channel, identifiersOf(channel, customerNos), reason, at);
  }

  /**
   * Opts addresses out, whether a customer holds them or not.
   *
   * @param identifiers keyed hashes, see {@code KnownCustomers.hash}
   * @return opt-outs that are new
   */
  public int addIdentifiers(
      String channel, Collection<UUID> identifiers, OptOutReason reason, Instant at) {
    return identifiers.isEmpty() ? 0 : sql.insert(channel, identifiers, reason, at);
  }

  /**
   * Lets addresses be used again that customers have on a channel, such as when one asks for it.
   *
   * @return opt-outs that are gone
   */
  public int removeCustomers(String channel, Collection<Integer> customerNos, OptOutReason reason) {
    return removeIdentifiers(channel, identifiersOf(channel, customerNos), reason);
  }

  /**
   * Lets addresses be used again.
   *
   * @return opt-outs that are gone
   */
  public int removeIdentifiers(String channel, Collection<UUID> identifiers, OptOutReason reason) {
    return identifiers.isEmpty() ? 0 : sql.delete(channel, identifiers, reason);
  }

  /** Whether any of the customers has an address on a channel that could be opted out. */
  public boolean hasAddress(String channel, Collection<Integer> customerNos) {
    return !identifiersOf(channel, customerNos).isEmpty();
  }

  /** Customers with an opt-out, of any reason, at or after a moment; a new set. */
  public RoaringBitmap since(Set<String> channels, Instant from) {
    return addresses.holders(sql.identifiersSince(channels, from));
  }

  private List<UUID> identifiersOf(String channel, Collection<Integer> customerNos) {
    return addresses.of(customerNos, channels.get(channel).address()).values().stream()
        .flatMap(List::stream)
        .distinct()
        .toList();
  }
}
