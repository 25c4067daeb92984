package io.quanyu.reach.message.internal;

import io.quanyu.know.identity.KnownCustomers;
import io.quanyu.platform.scope.CurrentScope;
import io.quanyu.platform.scope.VisibleCustomers;
import io.quanyu.reach.message.LoggedMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/**
 * Lists messages for whoever asks: a narrowed caller gets those to the customers whom she may see.
 */
@Component
public final class ListingMessages {

  /** So few customers are looked up by their numbers; with more, most pages of all have some. */
  private static final int LOOKED_UP_MAX = 5_000;

  /**
   * What one page looks through at most: a scope with fewer than one in some hundred messages ends
   * early.
   */
  private static final int LOOKED_THROUGH_MAX = 20_000;

  private static final int BATCH = 1_000;

  private final LogSql sql;
  private final VisibleCustomers visible;
  private final KnownCustomers customers;

  public ListingMessages(LogSql sql, VisibleCustomers visible, KnownCustomers customers) {
    this.sql = sql;
    this.visible = visible;
    this.customers = customers;
  }

  /**
   * Messages, those of the latest calls first, and in a call by customer number.
   *
   * @param filter its customers, if there are any, were found by this caller
   */
  public List<LoggedMessage> page(LogSql.Filter filter, Optional<LogSql.After> after, int limit) {
    if (CurrentScope.get().isBrand() || !filter.customerNos().isEmpty()) {
      return sql.page(filter, after, limit);
    }
    var seen = visible.get();
    if (seen.isEmpty()) {
      return List.of();
    }
    if (seen.getLongCardinality() <= LOOKED_UP_MAX) {
      var numbers = customers.withFormer(Arrays.stream(seen.toArray()).boxed().toList());
      return sql.page(filter.of(numbers), after, limit);
    }
    return lookThrough(filter, after, limit, seen);
  }

  /** PostgreSQL lets through what the caller may see; the set is the same rule once more. */
  private List<LoggedMessage> lookThrough(
      LogSql.Filter filter, Optional<LogSql.After> after, int limit, RoaringBitmap seen) {
    List<LoggedMessage> found = new ArrayList<>();
    var from = after;
    for (int looked = 0; found.size() < limit && looked < LOOKED_THROUGH_MAX; looked += BATCH) {
      var batch = sql.page(filter, from, BATCH);
      var present =
          customers.presentOf(
              batch.stream().map(LoggedMessage::customerNo).collect(Collectors.toSet()));
      batch.stream()
          .filter(message ->
              seen.contains(present.getOrDefault(message.customerNo(), message.customerNo())))
          .limit(limit - found.size())
          .forEach(found::add);
      if (batch.size() < BATCH) {
        break;
      }
      var last = batch.getLast();
      from = Optional.of(new LogSql.After(last.dispatchNo(), last.customerNo()));
    }
    return found;
  }
}
