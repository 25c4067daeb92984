package io.quanyu.demo.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PurchasesTests {

  private static final int CUSTOMERS = 60_000;
  private static final GeneratorSettings SETTINGS =
      GeneratorSettings.of(CUSTOMERS, 9, LocalDate.of(2026, 11, 1));
  private static final List<Order> ORDERS = new ArrayList<>();
  private static int buyers;
  private static int repeaters;

  @BeforeAll
  static void buy() {
    People people = new People(SETTINGS);
    Purchases purchases =
        new Purchases(
            SETTINGS,
            people,
            new Catalogue(SETTINGS.seed(), SETTINGS.asOf()),
            Store.open(SETTINGS.seed(), SETTINGS.asOf()),
            Purchases.calendars(SETTINGS));
    for (int number = 0; number < CUSTOMERS; number++) {
      Traits traits = people.traits(number);
      Life life = people.life(number);
      List<Order> mine = purchases.of(people.person(number, traits, life), traits, life);
      long sales = mine.stream().filter(order -> !order.orderNo().startsWith("C")).count();
      buyers += sales > 0 ? 1 : 0;
      repeaters += sales > 1 ? 1 : 0;
      ORDERS.addAll(mine);
    }
  }

  @Test
  void orderNumbersNeverRepeatWithinAChannel() {
    Set<String> numbers = new HashSet<>();

    assertThat(ORDERS).allMatch(order -> numbers.add(order.channel() + order.orderNo()));
  }

  @Test
  void guidesTypeTheirOwnPhoneAsOftenAsTheDirtSays() {
    PhoneBook phoneBook = new People(SETTINGS).phoneBook();
    Set<String> guidePhones = new HashSet<>();
    for (int guide = 0; guide < Store.COUNT * 10; guide++) {
      guidePhones.add(phoneBook.guide(guide));
    }
    double typed = ORDERS.stream().filter(order -> guidePhones.contains(order.phone())).count();

    assertThat(typed / ORDERS.size())
        .isCloseTo(SETTINGS.dirt().guidePhoneBp() / 1e4, within(0.001));
    assertThat(ORDERS)
        .filteredOn(order -> guidePhones.contains(order.phone()))
        .allMatch(order -> order.buyerKey().isEmpty() && order.channel() == Channel.POS);
  }

  @Test
  void someNeverBuyAndMostBuyersComeBack() {
    assertThat(buyers / (double) CUSTOMERS).isBetween(0.42, 0.68);
    assertThat(repeaters / (double) buyers).isBetween(0.5, 0.8);
  }

  @Test
  void everyChannelHasItsShare() {
    Map<Channel, Integer> orders = new EnumMap<>(Channel.class);
    ORDERS.forEach(order -> orders.merge(order.channel(), 1, Integer::sum));

    assertThat(orders)
        .hasSize(5)
        .allSatisfy((channel, count) -> assertThat(count).isGreaterThan(ORDERS.size() / 20));
  }

  @Test
  void doubleElevenIsThePeakOfTmall() {
    Map<LocalDate, Integer> daily = new HashMap<>();
    ORDERS.stream()
        .filter(order -> order.channel() == Channel.TMALL)
        .forEach(order ->
            daily.merge(
                LocalDate.ofEpochDay(Math.floorDiv(order.placedAt(), 86_400)), 1, Integer::sum));
    LocalDate best =
        daily.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElseThrow();

    assertThat(best.getMonthValue() * 100 + best.getDayOfMonth()).isEqualTo(1111);
  }
}
