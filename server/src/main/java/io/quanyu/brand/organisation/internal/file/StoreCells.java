package io.quanyu.brand.organisation.internal.file;

import io.quanyu.brand.organisation.StoreDetails;
import io.quanyu.core.organisation.Coordinates;
import io.quanyu.core.organisation.OpeningSpan;
import io.quanyu.core.organisation.ServiceArea;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What is known of a store, as cells; what is written is read as the same. */
final class StoreCells {

  /** In the order of writing. */
  static final List<String> COLUMNS =
      List.of(
          "address",
          "latitude",
          "longitude",
          "ownership",
          "services",
          "opening_hours",
          "service_area",
          "wecom_department");

  /** {@code 1 10:00-22:00}, or {@code 1-5 10:00-22:00} for several days. */
  private static final Pattern SPAN =
      Pattern.compile("([1-7])(?:-([1-7]))?\\s+(\\d{1,2}:\\d{2})\\s*-\\s*(\\d{1,2}:\\d{2})");

  private final JsonMapper mapper;

  StoreCells(JsonMapper mapper) {
    this.mapper = mapper;
  }

  /** One text for each of {@link #COLUMNS}. */
  List<String> written(StoreDetails store) {
    var place = store.coordinates();
    var area = store.serviceArea();
    return List.of(
        orEmpty(store.address()),
        place == null ? "" : String.valueOf(place.latitude()),
        place == null ? "" : String.valueOf(place.longitude()),
        orEmpty(store.ownership()),
        String.join(" ", store.services()),
        store.openingHours().stream()
            .map(span -> "%d %s-%s".formatted(span.weekday(), span.from(), span.until()))
            .collect(Collectors.joining("; ")),
        area == null ? "" : mapper.writeValueAsString(area),
        orEmpty(store.wecomDepartment()));
  }

  private static String orEmpty(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  /**
   * What a row says of a store.
   *
   * @param columns those of the file: what has no column stays as it is known
   * @throws IllegalArgumentException in words for people
   */
  StoreDetails read(CsvTable.Row row, Set<String> columns, StoreDetails known) {
    if (columns.contains("latitude") != columns.contains("longitude")) {
      throw new IllegalArgumentException("latitude and longitude go together");
    }
    return new StoreDetails(
        columns.contains("address") ? orNull(row.text("address")) : known.address(),
        columns.contains("latitude") ? coordinates(row) : known.coordinates(),
        columns.contains("service_area")
            ? parsed(row, "service_area", json -> mapper.readValue(json, ServiceArea.class))
            : known.serviceArea(),
        columns.contains("opening_hours") ? hours(row) : known.openingHours(),
        columns.contains("ownership") ? orNull(row.text("ownership")) : known.ownership(),
        columns.contains("services") ? words(row.text("services")) : known.services(),
        columns.contains("wecom_department")
            ? parsed(row, "wecom_department", Integer::valueOf)
            : known.wecomDepartment());
  }

  private static @Nullable Coordinates coordinates(CsvTable.Row row) {
    var latitude = parsed(row, "latitude", Double::valueOf);
    var longitude = parsed(row, "longitude", Double::valueOf);
    if ((latitude == null) != (longitude == null)) {
      throw new IllegalArgumentException("latitude and longitude go together");
    }
    return latitude == null || longitude == null ? null : new Coordinates(latitude, longitude);
  }

  private static List<OpeningSpan> hours(CsvTable.Row row) {
    var spans = parsed(row, "opening_hours", StoreCells::spans);
    return spans == null ? List.of() : spans;
  }

  private static List<OpeningSpan> spans(String text) {
    var spans = new ArrayList<OpeningSpan>();
    for (var part : text.split(";", -1)) {
      if (part.isBlank()) {
        continue;
      }
      var span = SPAN.matcher(part.strip());
      if (!span.matches()) {
        throw new IllegalArgumentException("write for example 1-5 10:00-22:00; 6 09:00-23:00");
      }
      int first = Integer.parseInt(span.group(1));
      int last = span.group(2) == null ? first : Integer.parseInt(span.group(2));
      for (int weekday = first; weekday <= last; weekday++) {
        spans.add(new OpeningSpan(weekday, time(span.group(3)), time(span.group(4))));
      }
    }
    return spans;
  }

  private static LocalTime time(String text) {
    return LocalTime.parse(text.length() == 4 ? "0" + text : text);
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : Arrays.asList(text.split("\\s+", -1));
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static <T> @Nullable T parsed(
      CsvTable.Row row, String column, Function<String, T> reading) {
    var text = row.text(column);
    if (text.isEmpty()) {
      return null;
    }
    try {
      return reading.apply(text);
    } catch (JacksonException | DateTimeException | IllegalArgumentException e) {
      throw new IllegalArgumentException("%s cannot be read: %s".formatted(column, reason(e)), e);
    }
  }

  /** Ours are in words for people; those of parsers tell of classes. */
  private static String reason(RuntimeException e) {
    return e instanceof NumberFormatException || !(e instanceof IllegalArgumentException)
        ? "it has another form"
        : String.valueOf(e.getMessage());
  }
}
