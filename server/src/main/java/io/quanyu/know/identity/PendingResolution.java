package io.quanyu.know.identity;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * A batch that is resolved and not stored yet. In between others can prepare what they make of it:
 * read what they need, then compute while it is stored.
 */
public final class PendingResolution {

  private final Resolution resolution;
  private final Map<Integer, UUID> newCustomers;
  private final Function<Collection<Integer>, Map<Integer, UUID>> storedCustomers;
  private final Runnable storing;

  /**
   * @param newCustomers the customers that the batch creates
   * @param storedCustomers finds the ids of the others
   * @param storing writes all that the batch changes
   */
  public PendingResolution(
      Resolution resolution,
      Map<Integer, UUID> newCustomers,
      Function<Collection<Integer>, Map<Integer, UUID>> storedCustomers,
      Runnable storing) {
    this.resolution = resolution;
    this.newCustomers = Map.copyOf(newCustomers);
    this.storedCustomers = storedCustomers;
    this.storing = storing;
  }

  /** What comes of the batch. */
  public Resolution resolution() {
    return resolution;
  }

  /** The public ids of customers, those that the batch creates among them. */
  public Map<Integer, UUID> customerIds(Collection<Integer> customerNos) {
    Map<Integer, UUID> ids = HashMap.newHashMap(customerNos.size());
    var others = new HashSet<Integer>();
    for (int customerNo : customerNos) {
      var id = newCustomers.get(customerNo);
      if (id == null) {
        others.add(customerNo);
      } else {
        ids.put(customerNo, id);
      }
    }
    if (!others.isEmpty()) {
      ids.putAll(storedCustomers.apply(others));
    }
    return ids;
  }

  /** Stores it, in the transaction in which it was resolved; once. */
  public void store() {
    storing.run();
  }
}
