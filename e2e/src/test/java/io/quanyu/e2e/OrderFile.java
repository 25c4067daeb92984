package io.quanyu.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A file of order lines in the shape of a web shop's export: quoted names, guests, cancellations,
 * postage, and some lines that are damaged. The same for the same seed. Holds what it wrote, so
 * that figures can be added up from the lines and not from Quanyu.
 */
final class OrderFile {

  static final String NAME = "web-shop-orders.csv";
  static final String HEADER =
      "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";

  private static final LocalDateTime FIRST_ORDER = LocalDateTime.of(2026, 1, 2, 9, 0);
  private static final int MINUTES_BETWEEN_ORDERS = 17;
  private static final int CUSTOMERS = 900;
  private static final String[] THINGS = {
    "Lantern",
    "Teapot",
    "Bunting",
    "Cake stand, 3 tiers",
    "Mug \"Dawn\"",
    "Blanket",
    "Clock",
    "Lunch box",
    "Candle",
    "Parasol",
    "Storage jar, glass",
    "Doormat"
  };
  private static final String[] COLOURS = {"red", "white", "blue", "green", "ivory"};

  /** A line as a person reads it; {@code customer} is empty for guests. */
  private record Line(
      String invoice, String sku, int quantity, BigDecimal unitPrice, String customer) {

    boolean isSale() {
      return !invoice.startsWith("C");
    }

    BigDecimal total() {
      return unitPrice.multiply(BigDecimal.valueOf(quantity)).setScale(2, RoundingMode.HALF_UP);
    }
  }

  private final Path path;
  private final List<Line> lines = new ArrayList<>();
  private final Map<Long, Damaged> damaged = new TreeMap<>();
  private final Random random = new Random(20_260_101);

  /** A line that cannot be imported: as written, and the slug of the reason. */
  record Damaged(String text, String reason) {}

  private OrderFile(Path path) {
    this.path = path;
  }

  /** Writes a file of about five lines an order into {@code folder}. */
  static OrderFile write(Path folder, int orders) {
    var file = new OrderFile(folder.resolve(NAME));
    var text = new ArrayList<String>();
    text.add(HEADER);
    for (int order = 0; order < orders; order++) {
      file.writeOrder(order, text);
    }
    try {
      Files.write(file.path, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  Path path() {
    return path;
  }

  /** Good and damaged lines, without the head. */
  int rows() {
    return lines.size() + damaged.size();
  }

  int accepted() {
    return lines.size();
  }

  /** By number in the file, where the head is line 1. */
  Map<Long, Damaged> damaged() {
    return damaged;
  }

  long customers() {
    return lines.stream().map(Line::customer).filter(c -> !c.isEmpty()).distinct().count();
  }

  long orders() {
    return lines.stream().map(Line::invoice).distinct().count();
  }

  BigDecimal netRevenue() {
    return lines.stream().map(Line::total).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Customers with at least {@code ordersMin} sale orders that came to {@code revenueMin}. */
  long customersWho(int ordersMin, BigDecimal revenueMin) {
    return lines.stream()
        .filter(line -> line.isSale() && !line.customer().isEmpty())
        .collect(Collectors.groupingBy(Line::customer))
        .values()
        .stream()
        .filter(own ->
            own.stream().map(Line::invoice).distinct().count() >= ordersMin
                && own.stream()
                        .map(Line::total)
                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                        .compareTo(revenueMin)
                    >= 0)
        .count();
  }

  private void writeOrder(int order, List<String> text) {
    var at =
        FIRST_ORDER
            .plusMinutes((long) order * MINUTES_BETWEEN_ORDERS)
            .format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm"));
    var isCancellation = order % 29 == 28;
    var invoice = (isCancellation ? "C" : "") + (610_000 + order);
    // Squared: some customers come often, most seldom.
    var share = random.nextDouble();
    var customer = order % 8 == 7 ? "" : String.valueOf(12_000 + (int) (share * share * CUSTOMERS));
    int count = 1 + random.nextInt(9);
    for (int i = 0; i < count; i++) {
      int thing = random.nextInt(THINGS.length);
      int colour = random.nextInt(COLOURS.length);
      var sku = "%d%s".formatted(22_000 + thing, (char) ('A' + colour));
      var price = BigDecimal.valueOf(95 + 160L * thing + 15L * colour, 2);
      add(text, invoice, sku, nameOf(thing, colour), quantity(isCancellation), at, price, customer);
    }
    if (order % 11 == 0) {
      add(text, invoice, "POST", "Postage", 1, at, new BigDecimal("3.95"), customer);
    }
    damage(order, invoice, at, text);
  }

  private int quantity(boolean isCancellation) {
    int quantity = 1 + random.nextInt(6);
    return isCancellation ? -quantity : quantity;
  }

  private static String nameOf(int thing, int colour) {
    return THINGS[thing] + " " + COLOURS[colour];
  }

  private void add(
      List<String> text,
      String invoice,
      String sku,
      String name,
      int quantity,
      String at,
      BigDecimal price,
      String customer) {
    lines.add(new Line(invoice, sku, quantity, price, customer));
    text.add(
        "%s,%s,\"%s\",%d,%s,%s,%s,United Kingdom"
            .formatted(invoice, sku, name.replace("\"", "\"\""), quantity, at, price, customer));
  }

  private void damage(int order, String invoice, String at, List<String> text) {
    var bad =
        switch (order % 500) {
          case 100 ->
              new Damaged(
                  ",22000A,Lantern,1,%s,2.55,12001,France".formatted(at), "missing-order-no");
          case 200 ->
              new Damaged(
                  "%s,22000A,Lantern,many,%s,2.55,12001,France".formatted(invoice, at),
                  "bad-number");
          case 300 ->
              new Damaged(
                  "%s,22000A,Lantern,1,some day,2.55,12001,France".formatted(invoice), "bad-date");
          case 400 ->
              new Damaged(
                  "%s,22000A,Lantern,1,%s,2.55,12001,France,and,more".formatted(invoice, at),
                  "too-many-cells");
          default -> null;
        };
    if (bad != null) {
      text.add(bad.text());
      damaged.put((long) text.size(), bad);
    }
  }
}
