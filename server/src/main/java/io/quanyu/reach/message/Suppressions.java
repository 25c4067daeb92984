package io.quanyu.reach.message;

import io.quanyu.reach.message.internal.Addresses;
import io.quanyu.reach.message.internal.Channels;
import io.quanyu.reach.message.internal.SuppressionSql;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;

/**
 * Addresses that must not be used. They are kept under the keyed hash of the address and not under
 * the customer, so that they outlive merges and splits: nobody who holds the address is written to.
 * Whether somebody wants marketing is not decided here but by consent.
 */
@Service
public final class Suppressions {

  private final SuppressionSql sql;
  private final Channels channels;
  private final Addresses addresses;

  public Suppressions(SuppressionSql sql, Channels channels, Addresses addresses) {
    this.sql = sql;
    this.channels = channels;
    this.addresses = addresses;
  }

  /**
   * Suppresses all addresses that customers have on a channel.
   *
   * @param at since when; what is known keeps its time
   * @return entries that are new
   * @throws IllegalArgumentException if there is no such channel
   */
  public int addCustomers(
      String channel, Collection<Integer> customerNos, SuppressionReason reason, Instant at) {
    return addIdentifiers(channel, identifiersOf(channel, customerNos), reason, at);
  }

  /**
   * Suppresses addresses, whether a customer holds them or not.
   *
   * @param identifiers keyed hashes, see {@code KnownCustomers.hash}
   * @return entries that are new
   */
  public int addIdentifiers(
      String channel, Collection<UUID> identifiers, SuppressionReason reason, Instant at) {
    return identifiers.isEmpty() ? 0 : sql.insert(channel, identifiers, reason, at);
  }

  /**
   * Lets addresses be used again that customers have on a channel.
   *
   * @return entries that are gone
   */
  public int removeCustomers(
      String channel, Collection<Integer> customerNos, SuppressionReason reason) {
    return removeIdentifiers(channel, identifiersOf(channel, customerNos), reason);
  }

  /**
   * Lets addresses be used again.
   *
   * @return entries that are gone
   */
  public int removeIdentifiers(
      String channel, Collection<UUID> identifiers, SuppressionReason reason) {
    return identifiers.isEmpty() ? 0 : sql.delete(channel, identifiers, reason);
  }

  /** Whether any of the customers has an address on a channel that could be suppressed. */
  public boolean hasAddress(String channel, Collection<Integer> customerNos) {
    return !identifiersOf(channel, customerNos).isEmpty();
  }

  private List<UUID> identifiersOf(String channel, Collection<Integer> customerNos) {
    return addresses.of(customerNos, channels.get(channel).address()).values().stream()
        .flatMap(List::stream)
        .distinct()
        .toList();
  }
}
