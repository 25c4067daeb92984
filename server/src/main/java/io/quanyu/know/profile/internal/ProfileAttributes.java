package io.quanyu.know.profile.internal;

import io.quanyu.core.segment.AttributeBounds;
import io.quanyu.core.segment.LeafQuery.AttributeMatches;
import io.quanyu.know.segment.spi.AttributeField;
import io.quanyu.know.segment.spi.AttributeSource;
import io.quanyu.platform.database.NumberSets;
import io.quanyu.platform.scope.CurrentScope;
import io.quanyu.platform.scope.VisibleCustomers;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Answers conditions on attributes from the golden records. Attributes of our own have columns;
 * further columns of imported files lie in one JSON object under their own names. Everything is
 * compared as {@link AttributeBounds} and the in-memory evaluator say.
 */
@Component
class ProfileAttributes implements AttributeSource {

  /** Golden records in which further attributes are looked for; all are found by then or rare. */
  private static final int SAMPLE = 20_000;

  /** Values that are listed for an attribute; more do not fit a list to choose from. */
  private static final int VALUES_MAX = 50;

  private final DSLContext dsl;
  private final NumberSets sets;
  private final VisibleCustomers visible;
  private final ZoneId zone;

  ProfileAttributes(
      DSLContext dsl,
      NumberSets sets,
      VisibleCustomers visible,
      @Value("${quanyu.zone}") ZoneId zone) {
    this.dsl = dsl;
    this.sets = sets;
    this.visible = visible;
    this.zone = zone;
  }

  @Override
  public List<AttributeField> attributes() {
    var fields = new ArrayList<AttributeField>();
    fields.add(new AttributeField("gender", AttributeField.Type.TEXT, List.of("female", "male")));
    fields.add(new AttributeField("birthday", AttributeField.Type.DATE, List.of()));
    fields.add(new AttributeField("registered_on", AttributeField.Type.DATE, List.of()));
    fields.add(new AttributeField("province", AttributeField.Type.TEXT, List.of()));
    fields.add(new AttributeField("city", AttributeField.Type.TEXT, List.of()));
    var among = newestVisible();
    fields.addAll(
        dsl.fetch(
                """
                with sample as (
                  select attributes from know_profile.profile
                  where attributes <> '{}' and (?::int[] is null or customer_no = any (?::int[]))
                  order by customer_no desc limit ?),
                stated as (
                  select a.key, a.value from sample, jsonb_each_text(attributes) as a
                  where a.value <> '')
                select key,
                       bool_and(value ~ ?) as are_numbers,
                       bool_and(value ~ ?) as are_dates,
                       case when count(distinct value) <= ? and max(length(value)) <= 60
                            then array_agg(distinct value order by value) end as few
                from stated group by key order by key limit 200
                """,
                among,
                among,
                SAMPLE,
                whole(AttributeBounds.NUMBER_PATTERN),
                whole(AttributeBounds.DATE_PATTERN),
                VALUES_MAX)
            .map(row -> {
              var few = row.get("few", String[].class);
              return new AttributeField(
                  row.get("key", String.class),
                  row.get("are_numbers", Boolean.class)
                      ? AttributeField.Type.NUMBER
                      : row.get("are_dates", Boolean.class)
                          ? AttributeField.Type.DATE
                          : AttributeField.Type.TEXT,
                  few == null ? List.of() : List.of(few));
            }));
    fields.sort(Comparator.comparing(AttributeField::attribute));
    return fields;
  }

  /** Null: everybody. Whoever sees a part learns nothing of what is said of others. */
  private Integer @Nullable [] newestVisible() {
    if (CurrentScope.get().isBrand()) {
      return null;
    }
    var newest = new ArrayList<Integer>();
    var numbers = visible.get().getReverseIntIterator();
    while (numbers.hasNext() && newest.size() < SAMPLE) {
      newest.add(numbers.next());
    }
    return newest.toArray(Integer[]::new);
  }

  @Override
  public RoaringBitmap find(AttributeMatches query) {
    var bindings = new ArrayList<@Nullable Object>();
    var value = column(query.attribute(), bindings);
    var test =
        switch (query.operator()) {
          case EXISTS -> "value is not null";
          case IS -> {
            bindings.add(query.values().toArray(String[]::new));
            yield "value = any (?::text[])";
          }
          case AT_LEAST, AT_MOST, BETWEEN ->
              within(AttributeBounds.of(query.operator(), query.values()), bindings);
          case IS_NOT -> throw new IllegalArgumentException("is_not compiles to a complement");
        };
    return sets.one(
        """
        select string_agg(int4send(customer_no), '')
        from (select customer_no, %s as value from know_profile.profile) as stated
        where %s group by customer_no >> 16
        """
            .formatted(value, test),
        bindings.toArray());
  }

  @Override
  public Optional<String> value(int customerNo, String attribute) {
    var bindings = new ArrayList<@Nullable Object>();
    var value = column(attribute, bindings);
    bindings.add(customerNo);
    return dsl.fetchOptional(
            "select " + value + " as value from know_profile.profile where customer_no = ?",
            bindings.toArray())
        .map(row -> row.get("value", String.class));
  }

  /** The attribute as text. Our own names win over columns of files with the same name. */
  private String column(String attribute, List<@Nullable Object> bindings) {
    return switch (attribute) {
      case "gender" -> "lower(gender)";
      case "birthday" -> "birthday::text";
      case "registered_on" -> {
        bindings.add(zone.getId());
        yield "(registered_at at time zone ?::text)::date::text";
      }
      case "province" -> "province";
      case "city" -> "city";
      default -> {
        bindings.add(attribute);
        yield "attributes ->> ?::text";
      }
    };
  }

  /**
   * Text is only cast when it has the form of a number or day; {@code case} keeps PostgreSQL from
   * casting the rest. A day that the calendar lacks, such as 2026-02-30, matches nothing.
   */
  private static String within(AttributeBounds bounds, List<@Nullable Object> bindings) {
    return switch (bounds) {
      case AttributeBounds.Numbers(var min, var max) -> {
        bindings.add(whole(AttributeBounds.NUMBER_PATTERN));
        yield "case when value ~ ? then "
            + between("value::numeric", min, max, "", bindings)
            + " else false end";
      }
      case AttributeBounds.Days(var min, var max) -> {
        bindings.add(whole(AttributeBounds.DATE_PATTERN));
        yield "case when value ~ ? and pg_input_is_valid(value, 'date') then "
            + between("value::date", min, max, "::date", bindings)
            + " else false end";
      }
    };
  }

  private static String between(
      String value,
      @Nullable Object min,
      @Nullable Object max,
      String cast,
      List<@Nullable Object> bindings) {
    var parts = new ArrayList<String>();
    if (min != null) {
      parts.add(value + " >= ?" + cast);
      bindings.add(min);
    }
    if (max != null) {
      parts.add(value + " <= ?" + cast);
      bindings.add(max);
    }
    return String.join(" and ", parts);
  }

  private static String whole(String pattern) {
    return "^" + pattern + "$";
  }
}
