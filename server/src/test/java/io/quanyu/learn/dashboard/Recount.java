package io.quanyu.learn.dashboard;

import io.quanyu.learn.dashboard.Overview.Amount;
import io.quanyu.learn.dashboard.Overview.Channel;
import io.quanyu.learn.dashboard.Overview.Day;
import io.quanyu.learn.dashboard.Overview.Figures;
import io.quanyu.learn.dashboard.Overview.Product;
import io.quanyu.learn.dashboard.Overview.RfmCell;
import io.quanyu.learn.dashboard.Overview.Stage;
import io.quanyu.learn.dashboard.Overview.Store;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The overview counted from the rows of the files, in plain loops and without our tables. */
final class Recount {

  private static final int TOP = 10;

  private enum Kind {
    SALE,
    CANCELLATION,
    ADJUSTMENT,
    STOCK_CORRECTION
  }

  private record Document(
      String channel,
      Kind kind,
      Instant at,
      @Nullable String customer,
      @Nullable String store,
      String currency,
      List<TradingHistory.Line> lines) {

    long net() {
      return lines.stream().mapToLong(TradingHistory.Line::totalMinor).sum();
    }

    boolean isSale() {
      return kind == Kind.SALE;
    }

    LocalDate day() {
      return at.atZone(TradingHistory.ZONE).toLocalDate();
    }
  }

  private final List<Document> documents = new ArrayList<>();
  private final Map<String, Instant> firstSeen = new HashMap<>();
  private final Map<String, Set<String>> channelsOf = new HashMap<>();
  private final Map<String, Set<Integer>> personsOf = new HashMap<>();

  Recount(TradingHistory history) {
    history.lines.stream()
        .collect(Collectors.groupingBy(line -> List.of(line.channel(), line.orderNo())))
        .values()
        .forEach(lines -> documents.add(document(lines)));
    for (var line : history.lines) {
      if (line.person() != null) {
        seen(line.channel(), line.person(), line.at());
      }
    }
    for (var registration : history.registrations) {
      seen("crm", registration.person(), registration.at());
    }
  }

  private void seen(String channel, int person, Instant at) {
    var customer = customer(channel, person);
    firstSeen.merge(customer, at, (one, other) -> one.isBefore(other) ? one : other);
    channelsOf.computeIfAbsent(customer, _ -> new TreeSet<>()).add(channel);
    personsOf.computeIfAbsent(customer, _ -> new TreeSet<>()).add(person);
  }

  /** A member is one customer in all channels; the ids of the others tell nothing across them. */
  private static String customer(String channel, int person) {
    return TradingHistory.isMember(person) ? "M" + person : channel + person;
  }

  private static Document document(List<TradingHistory.Line> lines) {
    var first = lines.getFirst();
    boolean isFree =
        lines.stream().allMatch(l -> l.unitPrice().signum() == 0 && l.quantity().signum() < 0);
    var kind =
        switch (first.orderNo().charAt(0)) {
          case 'C' -> Kind.CANCELLATION;
          case 'A' -> Kind.ADJUSTMENT;
          default -> isFree ? Kind.STOCK_CORRECTION : Kind.SALE;
        };
    return new Document(
        first.channel(),
        kind,
        lines.stream().map(TradingHistory.Line::at).min(Comparator.naturalOrder()).orElseThrow(),
        first.person() == null ? null : customer(first.channel(), first.person()),
        first.store(),
        first.currency(),
        lines);
  }

  /** The overview as of a moment. */
  Overview overview(Instant now, @Nullable String asked, int days) {
    var currencies = currencies();
    var currency = asked == null ? currencies.getFirst() : asked;
    var latest =
        documents.stream()
            .filter(Document::isSale)
            .map(Document::at)
            .max(Comparator.naturalOrder())
            .orElseThrow();
    var asOf = latest.isBefore(now) ? latest : now;
    var lastDay = asOf.atZone(TradingHistory.ZONE).toLocalDate();
    var firstDay = lastDay.minusDays(days - 1L);
    var inPeriod = within(currency, firstDay, lastDay);
    return new Overview(
        asOf,
        currencies,
        figures(currency, firstDay, lastDay),
        figures(currency, firstDay.minusDays(days), firstDay.minusDays(1)),
        daily(inPeriod, firstDay, lastDay),
        lifecycle(now),
        channels(inPeriod),
        rfm(),
        topProducts(inPeriod),
        topStores(inPeriod),
        false);
  }

  private List<String> currencies() {
    var sales = new TreeMap<String, Long>();
    documents.stream()
        .filter(Document::isSale)
        .forEach(d -> sales.merge(d.currency(), 1L, Long::sum));
    return sales.keySet().stream()
        .sorted(Comparator.comparingLong((String code) -> -sales.getOrDefault(code, 0L)))
        .toList();
  }

  private List<Document> within(String currency, LocalDate first, LocalDate last) {
    return documents.stream()
        .filter(d -> d.currency().equals(currency))
        .filter(d -> !d.day().isBefore(first) && !d.day().isAfter(last))
        .toList();
  }

  private Figures figures(String currency, LocalDate first, LocalDate last) {
    var inPeriod = within(currency, first, last);
    var sales = inPeriod.stream().filter(Document::isSale).toList();
    var upToEnd = within(currency, LocalDate.MIN, last);
    var buyers = customers(sales);
    long repeat =
        buyers.stream()
            .filter(buyer -> count(upToEnd, d -> d.isSale() && buyer.equals(d.customer())) > 1)
            .count();
    long customers = knownOn(day -> !day.isAfter(last));
    return new Figures(
        customers,
        customers - knownOn(day -> day.isBefore(first)),
        buyers.size(),
        sales.size(),
        new Amount(currency, net(inPeriod)),
        (int) ratio(10_000 * repeat, buyers.size()),
        new Amount(currency, ratio(net(sales), sales.size())));
  }

  private long knownOn(Predicate<LocalDate> day) {
    return firstSeen.values().stream()
        .filter(at -> day.test(at.atZone(TradingHistory.ZONE).toLocalDate()))
        .count();
  }

  private List<Day> daily(List<Document> inPeriod, LocalDate first, LocalDate last) {
    var days = new ArrayList<Day>();
    for (var date = first; !date.isAfter(last); date = date.plusDays(1)) {
      var today = date;
      var booked = inPeriod.stream().filter(d -> d.day().equals(today)).toList();
      days.add(new Day(date, count(booked, Document::isSale), net(booked), knownOn(today::equals)));
    }
    return days;
  }

  private List<Stage> lifecycle(Instant now) {
    var counts = new HashMap<String, Long>();
    for (var customer : firstSeen.keySet()) {
      counts.merge(stage(customer, now), 1L, Long::sum);
    }
    return List.of(
            "stranger",
            "contact",
            "member",
            "first_purchase",
            "repeat",
            "loyal",
            "sleeping",
            "lost")
        .stream()
        .map(stage -> new Stage(stage, counts.getOrDefault(stage, 0L)))
        .toList();
  }

  private String stage(String customer, Instant now) {
    var sales =
        documents.stream().filter(d -> d.isSale() && customer.equals(d.customer())).toList();
    if (sales.isEmpty()) {
      if (customer.startsWith("M")) {
        return "member";
      }
      boolean hasPhone =
          customer.startsWith("crm")
              && personsOf.getOrDefault(customer, Set.of()).stream()
                  .anyMatch(TradingHistory::hasPhone);
      return hasPhone ? "contact" : "stranger";
    }
    var last = sales.stream().map(Document::at).max(Comparator.naturalOrder()).orElseThrow();
    var silence = Duration.between(last, now);
    if (silence.compareTo(Duration.ofDays(365)) >= 0) {
      return "lost";
    }
    if (silence.compareTo(Duration.ofDays(180)) >= 0) {
      return "sleeping";
    }
    return sales.size() >= 4 ? "loyal" : sales.size() > 1 ? "repeat" : "first_purchase";
  }

  private List<Channel> channels(List<Document> inPeriod) {
    return List.of("crm", "tmall", "web").stream()
        .map(channel -> {
          var sold = inPeriod.stream().filter(d -> d.channel().equals(channel)).toList();
          long members = channelsOf.values().stream().filter(c -> c.contains(channel)).count();
          return new Channel(channel, members, count(sold, Document::isSale), net(sold));
        })
        .toList();
  }

  /** Score = 1 + ⌊5·(buyers who are worse)/(all buyers)⌋, so equals share the lower rank. */
  private List<RfmCell> rfm() {
    var buyers = customers(documents.stream().filter(Document::isSale).toList());
    var last = new HashMap<String, Long>();
    var orders = new HashMap<String, Long>();
    for (var d : documents) {
      if (d.isSale() && d.customer() != null) {
        last.merge(d.customer(), d.at().getEpochSecond(), Math::max);
        orders.merge(d.customer(), 1L, Long::sum);
      }
    }
    var cells = new HashMap<List<Integer>, Long>();
    for (var buyer : buyers) {
      cells.merge(List.of(score(last, buyer), score(orders, buyer)), 1L, Long::sum);
    }
    var table = new ArrayList<RfmCell>();
    for (int recency = 1; recency <= 5; recency++) {
      for (int frequency = 1; frequency <= 5; frequency++) {
        table.add(
            new RfmCell(recency, frequency, cells.getOrDefault(List.of(recency, frequency), 0L)));
      }
    }
    return table;
  }

  private static int score(Map<String, Long> values, String buyer) {
    long own = values.getOrDefault(buyer, 0L);
    long worse = values.values().stream().filter(value -> value < own).count();
    return (int) (1 + 5 * worse / values.size());
  }

  private static List<Product> topProducts(List<Document> inPeriod) {
    var lines =
        inPeriod.stream()
            .filter(Document::isSale)
            .flatMap(d -> d.lines().stream())
            .filter(line -> !line.sku().equals("POST"))
            .collect(Collectors.groupingBy(TradingHistory.Line::sku));
    return top(
        lines.entrySet().stream()
            .map(entry ->
                new Product(
                    entry.getKey(),
                    Optional.ofNullable(TradingHistory.catalogue().get(entry.getKey()))
                        .orElse("Item " + entry.getKey()),
                    entry.getValue().stream()
                        .map(TradingHistory.Line::quantity)
                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                        .longValue(),
                    entry.getValue().stream().mapToLong(TradingHistory.Line::totalMinor).sum()))
            .toList(),
        Product::netRevenueMinor,
        Product::sku);
  }

  private static List<Store> topStores(List<Document> inPeriod) {
    var names = TradingHistory.stores();
    var stores = new ArrayList<Store>();
    inPeriod.stream()
        .filter(d -> d.store() != null)
        .collect(Collectors.groupingBy(d -> String.valueOf(d.store())))
        .forEach((code, sold) ->
            stores.add(new Store(code, names.get(code), count(sold, Document::isSale), net(sold))));
    return top(stores, Store::netRevenueMinor, Store::storeCode);
  }

  private static <T> List<T> top(
      Collection<T> all, ToLongFunction<T> revenue, Function<T, String> code) {
    return all.stream()
        .sorted(Comparator.comparingLong(revenue).reversed().thenComparing(code))
        .limit(TOP)
        .toList();
  }

  private static Set<String> customers(List<Document> documents) {
    var customers = new TreeSet<String>();
    for (var d : documents) {
      if (d.customer() != null) {
        customers.add(d.customer());
      }
    }
    return customers;
  }

  private static long count(List<Document> documents, Predicate<Document> which) {
    return documents.stream().filter(which).count();
  }

  private static long net(List<Document> documents) {
    return documents.stream().mapToLong(Document::net).sum();
  }

  private static long ratio(long part, long whole) {
    return whole == 0
        ? 0
        : BigDecimal.valueOf(part)
            .divide(BigDecimal.valueOf(whole), 0, RoundingMode.HALF_UP)
            .longValueExact();
  }
}
