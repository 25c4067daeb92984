package io.quanyu.demo.generator;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What members did in the mini-program over the last {@value GeneratorSettings#EVENT_DAYS} days:
 * sessions that open on a page, look at products and sometimes end in a cart, a coupon or a live
 * room. Thread-safe.
 */
final class Browsing {

  private static final int TOPIC = 21;
  private static final long DAY = 86_400;
  private static final double SESSIONS_PER_DAY = 0.0175;
  private static final int SESSIONS_MAX = 80;

  private static final List<String> PAGES =
      List.of("home", "new_arrivals", "category", "member_center", "sale");
  private static final List<String> SEARCHES =
      List.of("跑鞋", "篮球鞋", "羽绒服", "卫衣", "儿童", "袜子", "碳板", "板鞋");
  private static final List<String> COUPONS =
      List.of("NEW30", "MEMBER15", "BIRTHDAY50", "SCHOOL20", "DOUBLE11");
  private static final List<String> ROOMS = List.of("逐风新品夜", "会员日专场", "跑者之夜", "亲子运动会");

  private final GeneratorSettings settings;
  private final Catalogue catalogue;
  private final SalesCalendar calendar;
  private final long end;

  Browsing(GeneratorSettings settings, Catalogue catalogue, SalesCalendar calendar) {
    this.settings = settings;
    this.catalogue = catalogue;
    this.calendar = calendar;
    end = settings.asOf().toEpochDay() * DAY;
  }

  List<BehaviourEvent> of(Person person, Traits traits, Life life) {
    List<BehaviourEvent> events = new ArrayList<>();
    Optional<Account> account =
        person.accounts().stream().filter(a -> a.channel() == Channel.MINIPROGRAM).findFirst();
    if (account.isEmpty()) {
      return events;
    }
    long from = Math.max(end - GeneratorSettings.EVENT_DAYS * DAY, account.get().registeredAt());
    long to = Math.min(end, life.lostAt());
    if (from >= to) {
      return events;
    }
    SeededRandom random = SeededRandom.of(settings.seed(), TOPIC, person.number());
    double keenness = random.gamma(0.9, 1) * (life.ordersPerYear() > 0 ? 1 : 0.6);
    int sessions =
        random.poisson(
            Math.min((to - from) / (double) DAY * SESSIONS_PER_DAY * keenness, SESSIONS_MAX),
            SESSIONS_MAX);
    Category favourite = Category.ALL.get(random.below(Category.ALL.size()));
    for (int i = 0; i < sessions; i++) {
      session(
          random,
          account.get().key(),
          traits,
          favourite,
          calendar.sample(random, from, to),
          events);
    }
    return events;
  }

  private void session(
      SeededRandom random,
      String openId,
      Traits traits,
      Category favourite,
      long start,
      List<BehaviourEvent> events) {
    String session = Long.toString(random.nextLong() >>> 16, 36);
    long at = start;
    events.add(
        event(
            "page_view",
            openId,
            at,
            session,
            PAGES.get(random.below(PAGES.size())),
            random.between(2, 40)));
    if (random.chance(0.22)) {
      at = next(random, at);
      events.add(
          event("search", openId, at, session, SEARCHES.get(random.below(SEARCHES.size())), 0));
    }
    int views = random.poisson(1.6, 12);
    for (int i = 0; i < views && at < end; i++) {
      at = next(random, at);
      long day = Math.floorDiv(at, DAY);
      int month = LocalDate.ofEpochDay(day).getMonthValue();
      Category category = catalogue.category(random, month, favourite, 0.6);
      Spu.Sku sku = catalogue.choose(random, category, day, month, traits.female(), traits.size());
      events.add(
          new BehaviourEvent("product_view", openId, at, session, sku, "", random.between(3, 180)));
      if (random.chance(0.21)) {
        at = next(random, at);
        events.add(new BehaviourEvent("add_to_cart", openId, at, session, sku, "", 0));
      }
    }
    if (random.chance(0.13)) {
      at = next(random, at);
      events.add(
          event("coupon_claim", openId, at, session, COUPONS.get(random.below(COUPONS.size())), 0));
    }
    if (random.chance(0.09)) {
      at = next(random, at);
      events.add(
          event(
              "live_watch",
              openId,
              at,
              session,
              ROOMS.get(random.below(ROOMS.size())),
              30 + (int) random.exponential(600)));
    }
    events.removeIf(event -> event.at() >= end);
  }

  private static long next(SeededRandom random, long at) {
    return at + 3 + (long) random.exponential(45);
  }

  private static BehaviourEvent event(
      String event, String openId, long at, String session, String detail, int seconds) {
    return new BehaviourEvent(event, openId, at, session, null, detail, seconds);
  }
}
