package io.quanyu.demo.generator;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The orders of a person. How often somebody buys is theirs alone (gamma distributed, a fifth never
 * buys), when they buy follows the calendar of the channel, and the price-sensitive wait for
 * promotions: of two candidate moments they take the cheaper one. Thread-safe.
 */
final class Purchases {

  private static final int TOPIC = 11;
  private static final int TOPIC_ORDER_NO = 12;

  private static final long DAY = 86_400;
  private static final double YEAR = 365.25 * DAY;

  /** Also the room for order numbers a person has; with cancellations under 128. */
  private static final int ORDERS_MAX = 60;

  /**
   * A shop's share of all orders at the usual settings, measured; turns a rate of all orders into
   * one of shop orders.
   */
  private static final double SHOP_SHARE = 0.27;

  private static final double WALK_IN_SHARE = 0.04;
  private static final double PHONE_ONLY_SHARE = 0.06;
  private static final double HOME_STORE_SHARE = 0.88;
  private static final double FAVOURITE_LOYALTY = 0.45;
  private static final double FURTHER_LINE = 0.28;
  private static final long FREE_SHIPPING_CENTS = 19_900;
  private static final long SHIPPING_CENTS = 1_000;

  private final GeneratorSettings settings;
  private final People people;
  private final Catalogue catalogue;
  private final List<Store> stores;
  private final PerChannel<SalesCalendar> calendars;
  private final Scatter orderNumbers;
  private final long begin;
  private final long end;

  Purchases(
      GeneratorSettings settings,
      People people,
      Catalogue catalogue,
      List<Store> stores,
      PerChannel<SalesCalendar> calendars) {
    this.settings = settings;
    this.people = people;
    this.catalogue = catalogue;
    this.stores = stores;
    this.calendars = calendars;
    orderNumbers = Scatter.of(1_000_000_000_000L, 433_494_437L, settings.seed(), TOPIC_ORDER_NO);
    end = settings.asOf().toEpochDay() * DAY;
    begin = end - GeneratorSettings.ORDER_DAYS * DAY;
  }

  static PerChannel<SalesCalendar> calendars(GeneratorSettings settings) {
    LocalDate from = settings.asOf().minusDays(GeneratorSettings.ORDER_DAYS);
    return PerChannel.of(channel -> new SalesCalendar(channel, from, settings.asOf()));
  }

  /** Sales and cancellations of the person, in no order. */
  List<Order> of(Person person, Traits traits, Life life) {
    List<Order> orders = new ArrayList<>();
    long from = Math.max(begin, life.firstSeenAt());
    long to = Math.min(end, life.lostAt());
    if (from >= to || life.ordersPerYear() == 0) {
      return orders;
    }
    SeededRandom random = SeededRandom.of(settings.seed(), TOPIC, person.number());
    int count =
        random.poisson(Math.min(life.ordersPerYear() * (to - from) / YEAR, ORDERS_MAX), ORDERS_MAX);
    double[] preferences = preferences(random, person.accounts());
    Category favourite = Category.ALL.get(random.below(Category.ALL.size()));
    for (int i = 0; i < count; i++) {
      Account account = person.accounts().get(random.pick(preferences));
      long earliest = Math.max(from, account.registeredAt());
      if (earliest >= to) {
        continue;
      }
      long placedAt =
          moment(random, calendars.get(account.channel()), earliest, to, traits.priceSensitivity());
      Order sale = sale(random, person, traits, account, favourite, placedAt, i);
      orders.add(sale);
      if (random.chanceBp(cancelledBp(account.channel()))) {
        long cancelledAt = placedAt + 1_800 + (long) random.exponential(4 * DAY);
        if (cancelledAt < end) {
          orders.add(cancellation(random, sale, cancelledAt));
        }
      }
    }
    return orders;
  }

  private static double[] preferences(SeededRandom random, List<Account> accounts) {
    double[] weights = new double[accounts.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = accounts.get(i).channel().orderWeight() * random.exponential(1);
    }
    return SeededRandom.cumulate(weights);
  }

  private static long moment(
      SeededRandom random, SalesCalendar calendar, long from, long to, double priceSensitivity) {
    long moment = calendar.sample(random, from, to);
    if (random.chance(priceSensitivity)) {
      long other = calendar.sample(random, from, to);
      return calendar.promotionBp(other) > calendar.promotionBp(moment) ? other : moment;
    }
    return moment;
  }

  private Order sale(
      SeededRandom random,
      Person person,
      Traits traits,
      Account account,
      Category favourite,
      long placedAt,
      int ordinal) {
    Channel channel = account.channel();
    List<Order.Line> lines = lines(random, traits, channel, favourite, placedAt);
    String orderNo = orderNo(channel, person.number(), ordinal, placedAt);
    if (channel.hasGuides()) {
      return shopSale(random, person, traits, account, placedAt, lines, orderNo);
    }
    String receiver =
        random.chanceBp(settings.dirt().giftBp())
            ? people.phoneBook().stranger(random)
            : people.phone(person.number(), placedAt);
    return new Order(channel, orderNo, account.key(), receiver, "", "", placedAt, lines);
  }

  private Order shopSale(
      SeededRandom random,
      Person person,
      Traits traits,
      Account account,
      long placedAt,
      List<Order.Line> lines,
      String orderNo) {
    int storeIndex = store(random, person, traits.city());
    Store store = stores.get(storeIndex);
    int guide = random.below(store.guides());
    String guideNo = store.guideNo(guide);
    String buyerKey = account.key();
    String phone = account.phoneDigits();
    double how = random.nextDouble();
    if (random.chance(settings.dirt().guidePhoneBp() / 10_000.0 / SHOP_SHARE)) {
      buyerKey = "";
      phone = people.phoneBook().guide(storeIndex * 10 + guide);
    } else if (how < WALK_IN_SHARE) {
      buyerKey = "";
      phone = "";
    } else if (how < WALK_IN_SHARE + PHONE_ONLY_SHARE) {
      buyerKey = "";
      phone = people.phone(person.number(), placedAt);
    }
    return new Order(Channel.POS, orderNo, buyerKey, phone, store.code(), guideNo, placedAt, lines);
  }

  /**
   * The shop around the corner nearly always; another one of the city, or while travelling,
   * sometimes.
   */
  private int store(SeededRandom random, Person person, City city) {
    boolean home = random.chance(HOME_STORE_SHARE);
    int start = (int) Long.remainderUnsigned(SeededRandom.mix(person.number()), stores.size());
    if (!home) {
      start = random.below(stores.size());
    }
    return Store.inCity(stores, start, city);
  }

  private List<Order.Line> lines(
      SeededRandom random, Traits traits, Channel channel, Category favourite, long placedAt) {
    List<Order.Line> lines = new ArrayList<>(2);
    long day = Math.floorDiv(placedAt, DAY);
    int month = LocalDate.ofEpochDay(day).getMonthValue();
    int promotionBp = calendars.get(channel).promotionBp(placedAt);
    long total = 0;
    do {
      Category category = catalogue.category(random, month, favourite, FAVOURITE_LOYALTY);
      Spu.Sku sku = catalogue.choose(random, category, day, month, traits.female(), traits.size());
      int quantity = random.chance(category == Category.ACCESSORIES ? 0.3 : 0.04) ? 2 : 1;
      // Coupons on top for those who look for them: up to 15 % in steps of 5 %.
      int couponBp =
          random.chance(traits.priceSensitivity() * 0.5) ? 500 * random.between(1, 3) : 0;
      long unit = sku.listPriceCents() * (10_000 - promotionBp - couponBp) / 10_000 / 10 * 10;
      lines.add(
          new Order.Line(
              sku.code(), sku.name(), quantity, unit, (sku.listPriceCents() - unit) * quantity));
      total += unit * quantity;
    } while (lines.size() < 6 && random.chance(FURTHER_LINE));
    if (channel != Channel.POS && total < FREE_SHIPPING_CENTS) {
      lines.add(new Order.Line(DemoBrand.SHIPPING_CHARGE, "运费", 1, SHIPPING_CENTS, 0));
    }
    return List.copyOf(lines);
  }

  /**
   * Takes back the whole order, or one product of several; what was paid for shipping stays paid.
   */
  private static Order cancellation(SeededRandom random, Order sale, long cancelledAt) {
    List<Order.Line> products =
        sale.lines().stream()
            .filter(line -> !line.sku().equals(DemoBrand.SHIPPING_CHARGE))
            .toList();
    List<Order.Line> taken =
        products.size() > 1 && random.chance(0.6)
            ? List.of(products.get(random.below(products.size())))
            : products;
    List<Order.Line> lines =
        taken.stream()
            .map(l ->
                new Order.Line(
                    l.sku(), l.name(), -l.quantity(), l.unitPriceCents(), -l.discountCents()))
            .toList();
    return new Order(
        sale.channel(),
        "C" + sale.orderNo(),
        sale.buyerKey(),
        sale.phone(),
        sale.storeCode(),
        sale.guideNo(),
        cancelledAt,
        lines);
  }

  private static int cancelledBp(Channel channel) {
    return switch (channel) {
      case TMALL -> 700;
      case JD -> 500;
      case DOUYIN -> 1_300;
      case MINIPROGRAM -> 400;
      case POS -> 200;
    };
  }

  /**
   * Digits only: a letter in front would tell another kind of document, as the C of a cancellation
   * does.
   */
  private String orderNo(Channel channel, int person, int ordinal, long placedAt) {
    long running = orderNumbers.at(person * 64L + ordinal);
    LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(placedAt, DAY));
    long dated = (day.getYear() % 100) * 10_000L + day.getMonthValue() * 100L + day.getDayOfMonth();
    return switch (channel) {
      case TMALL ->
          Long.toString(3_000_000_000_000_000_000L + dated * 1_000_000_000_000L + running);
      case JD -> Long.toString(2_000_000_000_000L + running);
      case DOUYIN -> Long.toString(6_910_000_000_000_000_000L + running);
      case MINIPROGRAM ->
          Long.toString(4_000_000_000_000_000_000L + dated * 1_000_000_000_000L + running);
      case POS -> Long.toString(5_000_000_000_000_000_000L + dated * 1_000_000_000_000L + running);
    };
  }
}
