package io.quanyu.brand.audit.internal;

import static io.quanyu.brand.audit.internal.db.Tables.ENTRY;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;

/**
 * Which entries somebody asks for; null where it does not matter.
 *
 * @param from first moment
 * @param until first moment that is too late
 */
public record EntryFilter(
    @Nullable String actor,
    @Nullable String action,
    @Nullable String kind,
    @Nullable String outcome,
    @Nullable String objectKind,
    @Nullable String objectId,
    @Nullable Instant from,
    @Nullable Instant until) {

  List<Condition> conditions() {
    var conditions = new ArrayList<Condition>();
    if (actor != null) {
      conditions.add(ENTRY.ACTOR.eq(actor));
    }
    if (action != null) {
      conditions.add(ENTRY.ACTION.eq(action));
    }
    if (kind != null) {
      conditions.add(ENTRY.KIND.eq(kind));
    }
    if (outcome != null) {
      conditions.add(ENTRY.OUTCOME.eq(outcome));
    }
    if (objectKind != null) {
      conditions.add(ENTRY.OBJECT_KIND.eq(objectKind));
    }
    if (objectId != null) {
      conditions.add(ENTRY.OBJECT_ID.eq(objectId));
    }
    if (from != null) {
      conditions.add(ENTRY.OCCURRED_AT.ge(from.atOffset(ZoneOffset.UTC)));
    }
    if (until != null) {
      conditions.add(ENTRY.OCCURRED_AT.lt(until.atOffset(ZoneOffset.UTC)));
    }
    return conditions;
  }

  /** What was asked for, in one line. */
  public String words() {
    var words =
        Stream.of(
                word("actor", actor),
                word("action", action),
                word("kind", kind),
                word("outcome", outcome),
                word("objectKind", objectKind),
                word("objectId", objectId),
                word("from", from),
                word("until", until))
            .filter(word -> !word.isEmpty())
            .toList();
    return words.isEmpty() ? "everything" : String.join(", ", words);
  }

  private static String word(String name, @Nullable Object value) {
    return value == null ? "" : name + " = " + value;
  }
}
