package io.quanyu.sandbox.control;

import io.quanyu.sandbox.state.BulkMessage;
import io.quanyu.sandbox.state.Delivery;
import io.quanyu.sandbox.state.State;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The sums of what the vendor's side saw, by campaign mark; crash tests believe these and nothing
 * else. Computed anew each time from the rows: one pass over all deliveries.
 */
public final class Books {

  /** One campaign mark, over all channels and messages that carry it. */
  public static final class Sum {
    private final Map<BulkMessage.Outcome, Long> outcomes =
        new EnumMap<>(BulkMessage.Outcome.class);
    private final Map<String, Integer> deliveredTo = new HashMap<>();

    /** Rows with this outcome. */
    public long rows(BulkMessage.Outcome outcome) {
      return outcomes.getOrDefault(outcome, 0L);
    }

    /** People to whom at least one message with this mark was delivered. */
    public int persons() {
      return deliveredTo.size();
    }

    /** People to whom it was delivered more than once. */
    public long duplicates() {
      return deliveredTo.values().stream().filter(times -> times > 1).count();
    }

    private void add(Delivery row) {
      outcomes.merge(row.outcome(), 1L, Long::sum);
      if (row.outcome() == BulkMessage.Outcome.DELIVERED) {
        deliveredTo.merge(row.personId(), 1, Integer::sum);
      }
    }
  }

  /** Stands for messages without a mark. */
  public static final String NO_MARK = "";

  private final Map<String, Sum> byMark = new LinkedHashMap<>();

  private Books() {}

  /** Sums the state up. */
  public static Books of(State state) {
    Books books = new Books();
    state
        .bulkMessages()
        .deliveries(row -> {
          String mark = row.mark();
          books.byMark.computeIfAbsent(mark == null ? NO_MARK : mark, _ -> new Sum()).add(row);
        });
    return books;
  }

  /** The sums, in the order in which the marks were first seen. */
  public Map<String, Sum> byMark() {
    return byMark;
  }
}
