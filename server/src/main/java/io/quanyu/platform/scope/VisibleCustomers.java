package io.quanyu.platform.scope;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.quanyu.core.access.DataScope;
import io.quanyu.platform.scope.spi.CustomersOfScope;
import java.time.Duration;
import java.util.Objects;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/**
 * Whom the current thread may see, as a set of customer numbers: every answer that comes from sets
 * or from the warehouse, which PostgreSQL's row-level security does not reach, is cut down to it.
 *
 * <p>A set is some seconds old at most while somebody uses it, and never older than {@link
 * #STALENESS_MAX}. Names and numbers beside a customer are read from PostgreSQL, where a change
 * counts at once.
 */
@Service
public final class VisibleCustomers {

  /** How long a customer who came or left may be missed. */
  public static final Duration STALENESS_MAX = Duration.ofSeconds(30);

  private static final Duration REFRESHED_AFTER = Duration.ofSeconds(5);

  /** Bytes of sets kept; one over 20 million customers takes up to 2.5 MB. */
  private static final long CACHE_BYTES = 256L << 20;

  private final LoadingCache<DataScope, RoaringBitmap> sets;

  /** A provider, because the module behind it may ask whom it may see in turn. */
  public VisibleCustomers(ObjectProvider<CustomersOfScope> customers) {
    this.sets =
        Caffeine.newBuilder()
            .maximumWeight(CACHE_BYTES)
            .weigher((DataScope _, RoaringBitmap set) -> set.getSizeInBytes() + 64)
            .refreshAfterWrite(REFRESHED_AFTER) // in the background: nobody waits for it
            .expireAfterWrite(STALENESS_MAX)
            .build(scope -> CurrentScope.forAll(() -> customers.getObject().of(scope)));
  }

  /** The customers whom this thread may see. Must not be changed. */
  public RoaringBitmap get() {
    return Objects.requireNonNull(sets.get(CurrentScope.get()));
  }

  /** Reads every set anew when it is asked for next. */
  public void forget() {
    sets.invalidateAll();
  }
}
