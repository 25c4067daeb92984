package io.quanyu.learn.dashboard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quanyu.brand.product.Products;
import io.quanyu.brand.store.Stores;
import io.quanyu.core.access.DataScope;
import io.quanyu.core.rfm.LifecycleStage;
import io.quanyu.core.rfm.Rfm;
import io.quanyu.know.identity.CustomerGrowth;
import io.quanyu.know.purchase.PurchaseFigures;
import io.quanyu.know.purchase.PurchaseFigures.Period;
import io.quanyu.know.purchase.PurchaseFigures.ProductShare;
import io.quanyu.know.purchase.PurchaseFigures.Share;
import io.quanyu.know.tag.Tags;
import io.quanyu.learn.dashboard.Overview.Amount;
import io.quanyu.learn.dashboard.Overview.Channel;
import io.quanyu.learn.dashboard.Overview.Day;
import io.quanyu.learn.dashboard.Overview.Figures;
import io.quanyu.learn.dashboard.Overview.RfmCell;
import io.quanyu.learn.dashboard.Overview.Stage;
import io.quanyu.platform.scope.CurrentScope;
import io.quanyu.platform.scope.VisibleCustomers;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/**
 * Computes overviews. A period is a number of whole business days that ends with the day of the
 * latest sale, or today. Answers are kept for seconds: many people look at the same page.
 */
@Service
public final class Overviews {

  private static final Duration KEPT = Duration.ofSeconds(20);
  private static final int KEPT_MAX = 100;
  private static final String CURRENCY_WITHOUT_ORDERS = "CNY";
  private static final int BASIS_POINTS = 10_000;

  private record Question(Optional<String> currency, int days, long tagsVersion, DataScope scope) {}

  private final PurchaseFigures purchases;
  private final CustomerGrowth customers;
  private final Tags tags;
  private final Products products;
  private final Stores stores;
  private final VisibleCustomers visible;
  private final Clock clock;
  private final ZoneId zone;
  private final Cache<Question, Overview> answers =
      Caffeine.newBuilder().maximumSize(KEPT_MAX).expireAfterWrite(KEPT).build();

  public Overviews(
      PurchaseFigures purchases,
      CustomerGrowth customers,
      Tags tags,
      Products products,
      Stores stores,
      VisibleCustomers visible,
      Clock clock,
      @Value("${quanyu.zone}") ZoneId zone) {
    this.purchases = purchases;
    this.customers = customers;
    this.tags = tags;
    this.products = products;
    this.stores = stores;
    this.visible = visible;
    this.clock = clock;
    this.zone = zone;
  }

  /**
   * The overview of the last days.
   *
   * @param currency of all amounts; empty takes the one with the most orders
   * @param days at least 1
   */
  public Overview of(Optional<String> currency, int days) {
    return answers.get(
        new Question(currency, days, tags.version(), CurrentScope.get()), this::compute);
  }

  private Overview compute(Question question) {
    var currencies = purchases.currencies();
    var currency =
        question
            .currency()
            .orElseGet(
                () -> currencies.isEmpty() ? CURRENCY_WITHOUT_ORDERS : currencies.getFirst());
    var now = clock.instant();
    var asOf = purchases.latestSaleAt().filter(latest -> latest.isBefore(now)).orElse(now);
    var lastDay = asOf.atZone(zone).toLocalDate();
    var firstDay = lastDay.minusDays(question.days() - 1L);
    var until = lastDay.plusDays(1).atStartOfDay(zone).toInstant();
    var from = firstDay.atStartOfDay(zone).toInstant();
    var before = firstDay.minusDays(question.days()).atStartOfDay(zone).toInstant();
    var period = new Period(currency, from, until);
    var figures = figures(period);
    return new Overview(
        asOf,
        currencies,
        figures,
        figures(new Period(currency, before, from)),
        daily(period),
        lifecycle(),
        channels(period),
        rfm(),
        topProducts(period),
        topStores(period),
        currencies.isEmpty() && figures.customers() == 0);
  }

  private Figures figures(Period period) {
    var totals = purchases.totals(period);
    long known = customers.before(period.until());
    return new Figures(
        known,
        known - customers.before(period.from()),
        totals.buyers(),
        totals.orders(),
        new Amount(period.currency(), totals.netMinor()),
        (int) rounded(totals.repeatBuyers() * BASIS_POINTS, totals.buyers()),
        new Amount(period.currency(), rounded(totals.saleMinor(), totals.orders())));
  }

  private List<Day> daily(Period period) {
    var booked =
        purchases.daily(period, zone).stream()
            .collect(Collectors.toMap(PurchaseFigures.Day::date, day -> day));
    var came = customers.newByDay(period.from(), period.until(), zone);
    var first = day(period.from());
    return first
        .datesUntil(day(period.until()))
        .map(date -> {
          var day = booked.getOrDefault(date, new PurchaseFigures.Day(date, 0, 0));
          return new Day(date, day.orders(), day.netMinor(), came.getOrDefault(date, 0L));
        })
        .toList();
  }

  private LocalDate day(Instant at) {
    return at.atZone(zone).toLocalDate();
  }

  private List<Stage> lifecycle() {
    return Arrays.stream(LifecycleStage.values())
        .map(stage ->
            new Stage(stage.code(), shown(tags.customers("lifecycle_stage", stage.code()))))
        .toList();
  }

  private List<Channel> channels(Period period) {
    var sold =
        purchases.byChannel(period).stream().collect(Collectors.toMap(Share::code, share -> share));
    var members = tags.index().values("channel");
    var codes = new TreeSet<>(sold.keySet());
    codes.addAll(members.keySet());
    return codes.stream()
        .map(code -> {
          var share = sold.getOrDefault(code, new Share(code, 0, 0));
          long size = shown(members.getOrDefault(code, new RoaringBitmap()));
          return new Channel(code, size, share.orders(), share.netMinor());
        })
        .toList();
  }

  private List<RfmCell> rfm() {
    var index = tags.index();
    var cells = new ArrayList<RfmCell>();
    for (int recency = 1; recency <= Rfm.SCORE_MAX; recency++) {
      for (int frequency = 1; frequency <= Rfm.SCORE_MAX; frequency++) {
        cells.add(
            new RfmCell(
                recency,
                frequency,
                shown(
                    RoaringBitmap.and(
                        index.customers("rfm_recency", String.valueOf(recency)),
                        index.customers("rfm_frequency", String.valueOf(frequency))))));
      }
    }
    return cells;
  }

  /** How many of them the caller may see. */
  private long shown(RoaringBitmap customers) {
    return CurrentScope.get().isBrand()
        ? customers.getLongCardinality()
        : RoaringBitmap.andCardinality(customers, visible.get());
  }

  private List<Overview.Product> topProducts(Period period) {
    var top = purchases.topProducts(period);
    var names = products.namesOf(top.stream().map(ProductShare::sku).toList());
    return top.stream()
        .map(p ->
            new Overview.Product(
                p.sku(),
                Optional.ofNullable(names.get(p.sku())).or(p::itemName).orElse(null),
                p.units(),
                p.netMinor()))
        .toList();
  }

  private List<Overview.Store> topStores(Period period) {
    var top = purchases.topStores(period);
    var names = stores.namesOf(top.stream().map(Share::code).toList());
    return top.stream()
        .map(s -> new Overview.Store(s.code(), names.get(s.code()), s.orders(), s.netMinor()))
        .toList();
  }

  private static long rounded(long dividend, long divisor) {
    return divisor == 0
        ? 0
        : BigDecimal.valueOf(dividend)
            .divide(BigDecimal.valueOf(divisor), 0, RoundingMode.HALF_UP)
            .longValueExact();
  }
}
