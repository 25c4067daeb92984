package io.quanyu.know.portrait.internal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quanyu.know.purchase.Buyer;
import io.quanyu.know.purchase.Purchases;
import io.quanyu.platform.scope.CurrentScope;
import io.quanyu.platform.scope.VisibleCustomers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/**
 * The buyers of a small scope by their latest sale. Among all buyers of a brand those of one store
 * are one in thousands: looking for them sale by sale reads hundreds of thousands of sales for one
 * page. So they are put in order once for each set of visible customers, which is some seconds old
 * at most. Their latest sale is the one that the list shows, in whichever store it was.
 */
@Component
public final class BuyersOfScope {

  /** Larger scopes have a page's buyers among the latest few thousand sales. */
  static final int CUSTOMERS_MAX = 100_000;

  /** 100 scopes of that size, or 4,000 stores. */
  private static final long KEPT_MAX = 10_000_000;

  private final Purchases purchases;
  private final VisibleCustomers visible;

  /** By the set itself, not by what is in it: a set that was read anew is put in order anew. */
  private final Cache<RoaringBitmap, InOrder> kept =
      Caffeine.newBuilder()
          .weakKeys()
          .maximumWeight(KEPT_MAX)
          .weigher((RoaringBitmap _, InOrder buyers) -> buyers.customerNos.length + 1)
          .build();

  BuyersOfScope(Purchases purchases, VisibleCustomers visible) {
    this.purchases = purchases;
    this.visible = visible;
  }

  /** Whom this thread may see, in order; empty if they are too many or the whole brand. */
  Optional<InOrder> get() {
    if (CurrentScope.get().isBrand()) {
      return Optional.empty();
    }
    var scope = visible.get();
    return scope.getCardinality() > CUSTOMERS_MAX
        ? Optional.empty()
        : Optional.of(
            kept.get(
                scope, set -> InOrder.of(CurrentScope.forAll(() -> purchases.latestSalesOf(set)))));
  }

  /** Buyers by their latest sale, latest first; of equals the higher number first. */
  static final class InOrder {
    private final int[] customerNos;
    private final Instant[] lastOrderAt;

    private InOrder(int[] customerNos, Instant[] lastOrderAt) {
      this.customerNos = customerNos;
      this.lastOrderAt = lastOrderAt;
    }

    static InOrder of(List<Buyer> buyers) {
      return new InOrder(
          buyers.stream().mapToInt(Buyer::customerNo).toArray(),
          buyers.stream().map(Buyer::lastOrderAt).toArray(Instant[]::new));
    }

    /**
     * A page of them.
     *
     * @param chosen who may be in it
     * @param before see {@link Purchases#latestSales}
     */
    List<Buyer> page(IntPredicate chosen, @Nullable Instant before, int beforeNo, int limit) {
      List<Buyer> page = new ArrayList<>(limit);
      for (int i = before == null ? 0 : after(before, beforeNo);
          i < customerNos.length && page.size() < limit;
          i++) {
        if (chosen.test(customerNos[i])) {
          page.add(new Buyer(customerNos[i], lastOrderAt[i]));
        }
      }
      return page;
    }

    /** The first one that stands behind. */
    private int after(Instant before, int beforeNo) {
      int low = 0;
      int high = customerNos.length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        int compared = lastOrderAt[middle].compareTo(before);
        if (compared < 0 || (compared == 0 && customerNos[middle] < beforeNo)) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      return low;
    }
  }
}
