package io.quanyu.reach.broadcast;

import io.quanyu.core.contact.ContactDecision.Reason;
import java.util.List;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/** How many customers are not contacted for a reason. */
public record ReasonCount(Reason reason, long customers) {

  /** Counts sets, in the order of the reasons; without those of nobody. */
  public static List<ReasonCount> of(Map<Reason, RoaringBitmap> byReason) {
    return byReason.entrySet().stream()
        .filter(entry -> !entry.getValue().isEmpty())
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> new ReasonCount(entry.getKey(), entry.getValue().getLongCardinality()))
        .toList();
  }
}
