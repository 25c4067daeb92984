package io.quanyu.learn.dashboard;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A year and a half of made-up trade as rows of files: two channels, three currencies, guests,
 * people with and without membership, cancellations, bad debt, stock corrections, charges, and
 * orders on both sides of midnight.
 */
final class TradingHistory {

  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  /** The last sale: 02:00 of the 10th in Shanghai, still the 9th in UTC. */
  static final Instant LAST_SALE = Instant.parse("2026-02-09T18:00:00Z");

  static final LocalDate LAST_DAY = LocalDate.of(2026, 2, 10);
  static final List<Integer> PERIODS = List.of(7, 30, 90, 366);

  private static final int PEOPLE = 400;
  private static final int ORDERS = 1_500;
  private static final int SKUS = 24;
  private static final int STORES = 13;
  private static final List<String> CURRENCIES = List.of("CNY", "CNY", "CNY", "USD", "USD", "JPY");
  private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  /** A line of an order as its channel exports it. */
  record Line(
      String channel,
      String orderNo,
      Instant at,
      String sku,
      BigDecimal quantity,
      BigDecimal unitPrice,
      String currency,
      @Nullable String store,
      @Nullable Integer person) {

    /** In minor units, rounded once: half up, away from zero. */
    long totalMinor() {
      return quantity
          .multiply(unitPrice)
          .movePointRight(Currency.getInstance(currency).getDefaultFractionDigits())
          .setScale(0, RoundingMode.HALF_UP)
          .longValueExact();
    }
  }

  /** A person in the customer file. */
  record Registration(int person, Instant at) {}

  final List<Line> lines = new ArrayList<>();
  final List<Registration> registrations = new ArrayList<>();

  private final Random random;
  private int number = 1_000;

  TradingHistory(long seed) {
    random = new Random(seed);
    for (int i = 0; i < ORDERS; i++) {
      order("", LAST_SALE.minus(Duration.ofMinutes(1 + random.nextInt(60 * 24 * 550))));
    }
    order("", LAST_SALE);
    // Around the first and the last moment of each period and of the one before it.
    for (int days : PERIODS) {
      for (int before : List.of(days, 2 * days)) {
        var start = LAST_DAY.plusDays(1).minusDays(before).atStartOfDay(ZONE).toInstant();
        order("", start);
        order("", start.minusSeconds(1));
        order("C", start);
        order("C", start.minusSeconds(1));
      }
    }
    var end = LAST_DAY.plusDays(1).atStartOfDay(ZONE).toInstant();
    order("C", end.minusSeconds(1));
    order("C", end);
    order("A", end.plusSeconds(3_600));
    for (int person = 0; person < PEOPLE; person += 3) {
      registrations.add(
          new Registration(person, LAST_SALE.minus(Duration.ofHours(random.nextInt(24 * 700)))));
    }
  }

  private void order(String prefix, Instant at) {
    int kind = prefix.isEmpty() ? random.nextInt(20) : -1;
    var letter = kind == 0 || kind == 1 ? "C" : kind == 2 ? "A" : prefix;
    boolean isCorrection = kind == 3 && !at.equals(LAST_SALE);
    var letterOrSale = at.equals(LAST_SALE) ? "" : letter;
    // A few people buy much: ties and repeat buyers. Some belong to one channel, a third to both.
    int person = (int) (PEOPLE * Math.pow(random.nextDouble(), 2));
    var channel =
        person % 3 == 0
            ? "tmall"
            : person % 3 == 1 ? "web" : random.nextBoolean() ? "tmall" : "web";
    boolean isGuest = random.nextInt(10) == 0;
    var currency = CURRENCIES.get(random.nextInt(CURRENCIES.size()));
    var store = random.nextBoolean() ? "S" + random.nextInt(STORES) : null;
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      boolean takesAway = isCorrection || letterOrSale.equals("C");
      var quantity =
          random.nextInt(8) == 0
              ? new BigDecimal("0.5")
              : BigDecimal.valueOf(1L + random.nextInt(3));
      var price =
          isCorrection
              ? BigDecimal.ZERO
              : BigDecimal.valueOf(random.nextInt(200_000), 3); // more digits than any currency
      lines.add(
          new Line(
              channel,
              letterOrSale + number,
              // Two times in one document: the earliest counts.
              i == 0 || random.nextInt(5) > 0 ? at : at.plusSeconds(60),
              random.nextInt(12) == 0 ? "POST" : "P" + random.nextInt(SKUS),
              takesAway ? quantity.negate() : quantity,
              letterOrSale.equals("A") ? price.negate() : price,
              currency,
              store,
              isGuest ? null : person));
    }
    number++;
  }

  /** Whether the person's rows carry a member number, the same in all channels. */
  static boolean isMember(int person) {
    return person % 3 == 2 || person % 4 == 0;
  }

  /** The orders of a channel as CSV: Tmall writes local times, the web shop moments. */
  String ordersCsv(String channel) {
    var csv =
        new StringBuilder(
            "order_no,order_time,sku,product_name,quantity,unit_price,currency,store_code,"
                + "customer_id,member_no\n");
    var rows = new ArrayList<>(lines.stream().filter(l -> l.channel().equals(channel)).toList());
    rows.sort(Comparator.comparing(Line::at));
    for (var line : rows) {
      var person = line.person();
      csv.append(
          String.join(
              ",",
              line.orderNo(),
              channel.equals("tmall") ? LOCAL.format(line.at().atZone(ZONE)) : line.at().toString(),
              line.sku(),
              "Item " + line.sku(),
              line.quantity().toPlainString(),
              line.unitPrice().toPlainString(),
              line.currency(),
              line.store() == null ? "" : line.store(),
              person == null ? "" : "p" + person,
              person == null || !isMember(person) ? "" : "M" + person));
      csv.append('\n');
    }
    return csv.toString();
  }

  /** The customer file: half of those in it can be reached by phone. */
  String customersCsv() {
    var csv = new StringBuilder("customer_id,member_no,phone,registered_at\n");
    for (var registration : registrations) {
      int person = registration.person();
      csv.append(
          "p%d,%s,%s,%s\n"
              .formatted(
                  person,
                  isMember(person) ? "M" + person : "",
                  hasPhone(person) ? "1380000" + (1_000 + person) : "",
                  registration.at()));
    }
    return csv.toString();
  }

  static boolean hasPhone(int person) {
    return person % 2 == 0;
  }

  /** Names of every second product. */
  String productsCsv() {
    var csv = new StringBuilder("sku,name\n");
    catalogue().forEach((sku, name) -> csv.append(sku).append(',').append(name).append('\n'));
    return csv.toString();
  }

  static Map<String, String> catalogue() {
    var names = new HashMap<String, String>();
    for (int i = 0; i < SKUS; i += 2) {
      names.put("P" + i, "Shoe " + i);
    }
    return names;
  }

  /** Names of the first stores. */
  String storesCsv() {
    var csv = new StringBuilder("store_code,name\n");
    stores().forEach((code, name) -> csv.append(code).append(',').append(name).append('\n'));
    return csv.toString();
  }

  static Map<String, String> stores() {
    var names = new HashMap<String, String>();
    for (int i = 0; i < STORES - 2; i++) {
      names.put("S" + i, "Store " + i);
    }
    return names;
  }
}
