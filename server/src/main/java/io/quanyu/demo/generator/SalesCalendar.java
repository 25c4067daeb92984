package io.quanyu.demo.generator;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Map;

/**
 * When a channel sells: a weight and a promotion for every day, and the rhythm of its hours. One
 * seasonal pattern each:
 *
 * <ul>
 *   <li><b>tmall</b> lives for Double 11: presale from 31 October, peaks on 1 and 11 November; 618
 *       is half of that.
 *   <li><b>jd</b> has its year's peak at 618 (1 to 18 June) and a smaller one on 11 November.
 *   <li><b>douyin</b> sells in the evening, in live rooms on the 8th, 18th and 28th, and before
 *       Chinese New Year.
 *   <li><b>miniprogram</b> follows the brand's own member day (the 15th) and back-to-school, 15
 *       August to 10 September.
 *   <li><b>pos</b> is weekends, the three weeks before Chinese New Year, the May and October
 *       holidays; it is nearly closed for the three days of New Year itself.
 * </ul>
 *
 * All of them breathe with the winter half year, when clothes are dearer and parcels more frequent.
 */
final class SalesCalendar {

  /**
   * First day of the Chinese year, from the published calendars; a year that is missing takes 5
   * February.
   */
  private static final Map<Integer, LocalDate> NEW_YEAR =
      Map.ofEntries(
          newYear(2019, 2, 5),
          newYear(2020, 1, 25),
          newYear(2021, 2, 12),
          newYear(2022, 2, 1),
          newYear(2023, 1, 22),
          newYear(2024, 2, 10),
          newYear(2025, 1, 29),
          newYear(2026, 2, 17),
          newYear(2027, 2, 6),
          newYear(2028, 1, 26),
          newYear(2029, 2, 13),
          newYear(2030, 2, 3),
          newYear(2031, 1, 23),
          newYear(2032, 2, 11));

  private static final int SECONDS_A_DAY = 86_400;

  /** The discount, in basis points of the tag price, of a day without promotion. */
  private static final int EVERYDAY_DISCOUNT_BP = 500;

  // One digit an hour, midnight first.
  private static final String PLATFORM_HOURS = "632111234566654556678998";
  private static final String DOUYIN_HOURS = "521111223334433344679999";
  private static final String MINIPROGRAM_HOURS = "311111345556754556678875";
  private static final String POS_HOURS = "000000000025665677899500";

  private static final double[][] HOURS = hourWeights();

  private final long firstDay;
  private final double[] cumulative;
  private final int[] promotionBp;
  private final Channel channel;

  SalesCalendar(Channel channel, LocalDate from, LocalDate to) {
    firstDay = from.toEpochDay();
    int days = (int) (to.toEpochDay() - firstDay);
    cumulative = new double[days + 1];
    promotionBp = new int[days];
    for (int i = 0; i < days; i++) {
      LocalDate day = from.plusDays(i);
      cumulative[i + 1] = cumulative[i] + weight(channel, day);
      promotionBp[i] = promotionBp(channel, day);
    }
    this.channel = channel;
  }

  private static Map.Entry<Integer, LocalDate> newYear(int year, int month, int day) {
    return Map.entry(year, LocalDate.of(year, month, day));
  }

  private static double[][] hourWeights() {
    double[][] hours = new double[Channel.values().length][];
    for (Channel channel : Channel.values()) {
      hours[channel.number()] = hourWeights(channel);
    }
    return hours;
  }

  private static double[] hourWeights(Channel channel) {
    String digits =
        switch (channel) {
          case TMALL, JD -> PLATFORM_HOURS;
          case DOUYIN -> DOUYIN_HOURS;
          case MINIPROGRAM -> MINIPROGRAM_HOURS;
          case POS -> POS_HOURS;
        };
    double[] weights = new double[24];
    for (int hour = 0; hour < 24; hour++) {
      weights[hour] = digits.charAt(hour) - '0';
    }
    return SeededRandom.cumulate(weights);
  }

  /**
   * A moment in [from, to), local seconds since 1970; both must lie in the calendar and {@code
   * from} before {@code to}.
   */
  long sample(SeededRandom random, long from, long to) {
    double low = position(from);
    double high = position(to);
    double target = low + random.nextDouble() * (high - low);
    int left = (int) (Math.floorDiv(from, SECONDS_A_DAY) - firstDay);
    int right =
        Math.min((int) (Math.floorDiv(to - 1, SECONDS_A_DAY) - firstDay), cumulative.length - 2);
    while (left < right) {
      int middle = (left + right) >>> 1;
      if (cumulative[middle + 1] > target) {
        right = middle;
      } else {
        left = middle + 1;
      }
    }
    long moment = (firstDay + left) * SECONDS_A_DAY + secondOfDay(channel, random);
    return Math.clamp(moment, from, to - 1);
  }

  private double position(long moment) {
    int day = Math.clamp(Math.floorDiv(moment, SECONDS_A_DAY) - firstDay, 0, cumulative.length - 1);
    if (day == cumulative.length - 1) {
      return cumulative[day];
    }
    double part = Math.floorMod(moment, SECONDS_A_DAY) / (double) SECONDS_A_DAY;
    return cumulative[day] + part * (cumulative[day + 1] - cumulative[day]);
  }

  /** A time of day at which the channel is used; shops are closed at night. */
  static int secondOfDay(Channel channel, SeededRandom random) {
    return random.pick(HOURS[channel.number()]) * 3_600 + random.below(3_600);
  }

  /**
   * The discount the channel gives to everybody on the day of {@code moment}, in basis points of
   * the tag price.
   */
  int promotionBp(long moment) {
    return promotionBp[(int) (Math.floorDiv(moment, SECONDS_A_DAY) - firstDay)];
  }

  static double weight(Channel channel, LocalDate day) {
    int monthDay = day.getMonthValue() * 100 + day.getDayOfMonth();
    DayOfWeek weekDay = day.getDayOfWeek();
    boolean weekend = weekDay == DayOfWeek.SATURDAY || weekDay == DayOfWeek.SUNDAY;
    int toNewYear = daysToNewYear(day);
    boolean holiday = toNewYear >= -2 && toNewYear <= 0;
    double season =
        monthDay >= 1001 || monthDay < 215 ? 1.2 : monthDay >= 215 && monthDay < 320 ? 0.85 : 1;
    double special =
        switch (channel) {
          case TMALL -> {
            double peak =
                isDoubleEleven(monthDay) ? (monthDay == 1111 ? 9 : monthDay == 1101 ? 6 : 2.6) : 1;
            yield Math.max(
                    peak, is618(monthDay) ? (monthDay == 618 || monthDay == 601 ? 3.8 : 1.9) : 1)
                * (holiday ? 0.35 : weekend ? 0.95 : 1);
          }
          case JD -> {
            double peak = is618(monthDay) ? (monthDay == 618 ? 7 : monthDay == 601 ? 4.5 : 2.5) : 1;
            yield Math.max(peak, isDoubleEleven(monthDay) ? (monthDay == 1111 ? 4.5 : 1.7) : 1)
                * (holiday ? 0.6 : weekend ? 0.9 : 1.05);
          }
          case DOUYIN ->
              (day.getDayOfMonth() % 10 == 8 ? 2.6 : 1)
                  * (toNewYear > 5 && toNewYear <= 28 ? 1.9 : 1)
                  * (isDoubleEleven(monthDay) || is618(monthDay) ? 1.3 : 1)
                  * (weekend ? 1.25 : 1);
          case MINIPROGRAM ->
              (day.getDayOfMonth() == 15 ? 3.2 : 1)
                  * (isBackToSchool(monthDay) ? 1.9 : 1)
                  * (monthDay == 1111 || monthDay == 618 ? 2 : 1);
          case POS ->
              (holiday ? 0.08 : 1)
                  * (toNewYear > 1 && toNewYear <= 21 ? 2.1 : 1)
                  * (isPublicHoliday(monthDay) ? 2.0 : 1)
                  * (weekend ? 1.9 : weekDay == DayOfWeek.FRIDAY ? 1.15 : 0.85);
        };
    return season * special;
  }

  static int promotionBp(Channel channel, LocalDate day) {
    int monthDay = day.getMonthValue() * 100 + day.getDayOfMonth();
    boolean platform = channel == Channel.TMALL || channel == Channel.JD;
    if (isDoubleEleven(monthDay) || is618(monthDay)) {
      return platform ? 3_200 : 2_400;
    }
    int toNewYear = daysToNewYear(day);
    if (toNewYear > 1 && toNewYear <= 21) {
      return 1_800;
    }
    if (channel == Channel.DOUYIN && day.getDayOfMonth() % 10 == 8) {
      return 2_600;
    }
    if (channel == Channel.MINIPROGRAM && (day.getDayOfMonth() == 15 || isBackToSchool(monthDay))) {
      return 2_000;
    }
    if (channel == Channel.POS && isPublicHoliday(monthDay)) {
      return 1_500;
    }
    return EVERYDAY_DISCOUNT_BP;
  }

  private static boolean isDoubleEleven(int monthDay) {
    return monthDay == 1031 || (monthDay >= 1101 && monthDay <= 1111);
  }

  private static boolean is618(int monthDay) {
    return monthDay == 531 || (monthDay >= 601 && monthDay <= 618);
  }

  private static boolean isBackToSchool(int monthDay) {
    return monthDay >= 815 && monthDay <= 910;
  }

  private static boolean isPublicHoliday(int monthDay) {
    return (monthDay >= 1001 && monthDay <= 1007) || (monthDay >= 501 && monthDay <= 505);
  }

  /** Days until New Year's day of the same calendar year; negative afterwards. */
  private static int daysToNewYear(LocalDate day) {
    LocalDate newYear = NEW_YEAR.getOrDefault(day.getYear(), LocalDate.of(day.getYear(), 2, 5));
    return (int) (newYear.toEpochDay() - day.toEpochDay());
  }
}
