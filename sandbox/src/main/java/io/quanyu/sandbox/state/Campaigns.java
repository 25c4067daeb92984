package io.quanyu.sandbox.state;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sums by campaign mark, in the order in which the marks were first seen. */
public final class Campaigns {
  /** Stands for messages without a mark. */
  public static final String NO_MARK = "";

  private final Map<String, Campaign> byMark = new LinkedHashMap<>();

  Campaigns() {}

  Campaign of(@Nullable String mark) {
    return byMark.computeIfAbsent(mark == null ? NO_MARK : mark, _ -> new Campaign());
  }

  /** The sums of the mark, or null when no message had it. */
  public @Nullable Campaign find(String mark) {
    return byMark.get(mark);
  }

  /** All. */
  public Map<String, Campaign> byMark() {
    return Collections.unmodifiableMap(byMark);
  }
}
