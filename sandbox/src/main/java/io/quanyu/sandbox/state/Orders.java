package io.quanyu.sandbox.state;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What people bought, shopping by shopping. */
public final class Orders {
  private record Key(long seed, String mark) {}

  private final Campaigns campaigns;
  private final Map<Key, Entry.Shopped> shoppings = new LinkedHashMap<>();

  Orders(Campaigns campaigns) {
    this.campaigns = campaigns;
  }

  void apply(Entry.Shopped shopped) {
    if (shoppings.putIfAbsent(new Key(shopped.seed(), shopped.mark()), shopped) != null) {
      return;
    }
    Campaign campaign = campaigns.of(shopped.mark());
    for (Order order : shopped.orders()) {
      campaign.buy(order.isReached());
    }
  }

  /** The shopping of this seed and mark, or null when there was none. */
  public Entry.@Nullable Shopped find(long seed, String mark) {
    return shoppings.get(new Key(seed, mark));
  }

  /** Every order with its shopping, oldest shopping first. */
  public void each(BiConsumer<Entry.Shopped, Order> to) {
    for (Entry.Shopped shopped : shoppings.values()) {
      shopped.orders().forEach(order -> to.accept(shopped, order));
    }
  }
}
