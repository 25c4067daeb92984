package io.quanyu.know.collect.internal.mapping;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Moments and dates as exports write them.
 *
 * <p>Without a pattern everything is read that begins with a year of four digits, or is a number:
 * {@code 2024-03-01T08:26:00+08:00}, {@code 2024/3/1 8:26}, {@code 2024年3月1日 8时26分}, {@code
 * 20240301082600}, epoch seconds (10 digits) and milliseconds (13 digits). Forms that begin with
 * day or month cannot be told apart and need a pattern.
 *
 * <p>Not thread-safe: it remembers the last value, as lines of one order repeat their time.
 */
public final class MomentText {
  private static final int YEAR_MIN = 1900;
  private static final int YEAR_MAX = 2200;

  private final @Nullable ZoneId zone;
  private final @Nullable DateTimeFormatter pattern;
  private String lastText = "";
  private @Nullable Instant lastInstant;

  /**
   * @param zone of values without offset; null refuses them
   * @param pattern for {@link DateTimeFormatter}; null for year-first forms
   * @throws IllegalArgumentException if the pattern is none
   */
  public MomentText(@Nullable ZoneId zone, @Nullable String pattern) {
    this.zone = zone;
    this.pattern = pattern == null ? null : formatterOf(pattern);
  }

  private static DateTimeFormatter formatterOf(String pattern) {
    // 'uuuu' is the proleptic year that strict resolving wants; people write 'yyyy'.
    return DateTimeFormatter.ofPattern(pattern.replace('y', 'u'), Locale.ENGLISH)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /** The moment, or null if {@code text} is none or has no zone and none was given. */
  public @Nullable Instant instantOf(String text) {
    if (text.equals(lastText)) {
      return lastInstant;
    }
    lastInstant = parse(text.strip());
    lastText = text;
    return lastInstant;
  }

  /** The calendar date, or null if {@code text} is none. A time of day is ignored. */
  public @Nullable LocalDate dateOf(String text) {
    var bare = text.strip();
    try {
      if (pattern != null) {
        return pattern.parse(bare).query(TemporalQueries.localDate());
      }
      var scanned = YearFirst.scan(bare);
      return scanned == null ? null : scanned.date();
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Whether {@code text} is a moment that tells its own offset (or is a count since the epoch). */
  public static boolean tellsZone(String text) {
    var bare = text.strip();
    if (isEpoch(bare)) {
      return true;
    }
    try {
      var scanned = YearFirst.scan(bare);
      return scanned != null && scanned.offset() != null;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private @Nullable Instant parse(String text) {
    try {
      if (pattern != null) {
        return parseByPattern(pattern, text);
      }
      if (isEpoch(text)) {
        long count = Long.parseLong(text);
        return text.length() == 13 ? Instant.ofEpochMilli(count) : Instant.ofEpochSecond(count);
      }
      var scanned = YearFirst.scan(text);
      if (scanned == null) {
        return null;
      }
      return inZone(LocalDateTime.of(scanned.date(), scanned.time()), scanned.offset());
    } catch (DateTimeException e) {
      return null;
    }
  }

  private @Nullable Instant parseByPattern(DateTimeFormatter formatter, String text) {
    var parsed = formatter.parse(text);
    var date = parsed.query(TemporalQueries.localDate());
    if (date == null || date.getYear() < YEAR_MIN || date.getYear() > YEAR_MAX) {
      return null;
    }
    var time = parsed.query(TemporalQueries.localTime());
    var offset =
        parsed.isSupported(ChronoField.OFFSET_SECONDS)
            ? ZoneOffset.ofTotalSeconds(parsed.get(ChronoField.OFFSET_SECONDS))
            : null;
    return inZone(LocalDateTime.of(date, time == null ? LocalTime.MIDNIGHT : time), offset);
  }

  /** In a gap of summer time the clock is read as not yet changed, in an overlap likewise. */
  private @Nullable Instant inZone(LocalDateTime local, @Nullable ZoneOffset offset) {
    if (offset != null) {
      return local.toInstant(offset);
    }
    return zone == null ? null : local.atZone(zone).toInstant();
  }

  private static boolean isEpoch(String text) {
    if (text.length() != 10 && text.length() != 13) {
      return false;
    }
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** A date with its year first, perhaps a time, perhaps an offset. */
  private record YearFirst(LocalDate date, LocalTime time, @Nullable ZoneOffset offset) {

    /** Null if the text is no such date; an impossible date (February 30) throws. */
    static @Nullable YearFirst scan(String text) {
      return new Scanner(text).scan();
    }

    private static final class Scanner {
      private final String text;
      private int at;

      Scanner(String text) {
        this.text = text;
      }

      @Nullable YearFirst scan() {
        int digits = digitsAhead();
        if (digits == 8 || digits == 14 || digits == 12) {
          return scanRun(digits);
        }
        if (digits != 4) {
          return null;
        }
        int year = number(4);
        if (!skip("-/.年") || digitsAhead() == 0) {
          return null;
        }
        int month = number(2);
        if (!skip("-/.月") || digitsAhead() == 0) {
          return null;
        }
        int day = number(2);
        skip("日号");
        return scanTime(date(year, month, day));
      }

      /** {@code yyyyMMdd}, {@code yyyyMMddHHmm}, {@code yyyyMMddHHmmss}. */
      private @Nullable YearFirst scanRun(int digits) {
        var date = date(number(4), number(2), number(2));
        if (digits == 8) {
          return scanTime(date);
        }
        var time = LocalTime.of(number(2), number(2), digits == 14 ? number(2) : 0);
        return withOffset(date, time);
      }

      private @Nullable YearFirst scanTime(LocalDate date) {
        if (at == text.length()) {
          return new YearFirst(date, LocalTime.MIDNIGHT, null);
        }
        if (!skip("Tt ")) {
          return null;
        }
        while (skip(" ")) {}
        if (digitsAhead() == 0) {
          return null;
        }
        int hour = number(2);
        if (!skip(":时点") || digitsAhead() == 0) {
          return null;
        }
        int minute = number(2);
        int second = 0;
        int nanos = 0;
        if (skip(":分") && digitsAhead() > 0) {
          second = number(2);
          skip("秒");
          if (skip(".,")) {
            int digits = digitsAhead();
            if (digits == 0 || digits > 9) {
              return null;
            }
            nanos = number(digits);
            for (int i = digits; i < 9; i++) {
              nanos *= 10;
            }
          }
        }
        return withOffset(date, LocalTime.of(hour, minute, second, nanos));
      }

      private @Nullable YearFirst withOffset(LocalDate date, LocalTime time) {
        var rest = text.substring(at).strip();
        if (rest.isEmpty()) {
          return new YearFirst(date, time, null);
        }
        if (rest.equalsIgnoreCase("Z") || rest.equals("UTC") || rest.equals("GMT")) {
          return new YearFirst(date, time, ZoneOffset.UTC);
        }
        if (rest.length() > 6 || (rest.charAt(0) != '+' && rest.charAt(0) != '-')) {
          return null;
        }
        return new YearFirst(date, time, ZoneOffset.of(rest));
      }

      private static LocalDate date(int year, int month, int day) {
        if (year < YEAR_MIN || year > YEAR_MAX) {
          throw new DateTimeException("year " + year);
        }
        return LocalDate.of(year, month, day);
      }

      private int digitsAhead() {
        int end = at;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
          end++;
        }
        return end - at;
      }

      private int number(int digitsMax) {
        int value = 0;
        for (int i = 0; i < digitsMax && at < text.length(); i++, at++) {
          char c = text.charAt(at);
          if (c < '0' || c > '9') {
            break;
          }
          value = value * 10 + (c - '0');
        }
        return value;
      }

      private boolean skip(String oneOf) {
        if (at < text.length() && oneOf.indexOf(text.charAt(at)) >= 0) {
          at++;
          return true;
        }
        return false;
      }
    }
  }
}
