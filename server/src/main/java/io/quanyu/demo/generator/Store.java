package io.quanyu.demo.generator;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * One of the brand's shops with its guides.
 *
 * @param guides how many guides work here; a guide's number is the store's code with two digits; at
 *     most 9
 */
record Store(
    String code,
    String name,
    City city,
    String longitude,
    String latitude,
    LocalDate openedOn,
    int guides) {

  /** How many shops the brand has, whatever the number of its customers. */
  static final int COUNT = 60;

  private static final int TOPIC = 101;
  private static final List<String> PLACES =
      List.of("中心广场店", "云汇天地店", "大学城店", "奥体店", "步行街店", "江滨里店", "南站枢纽店", "城北折扣店");

  /**
   * Two shops in each of the largest cities, one in the next ones, until {@link #COUNT} are placed.
   */
  static List<Store> open(long seed, LocalDate asOf) {
    List<Store> stores = new ArrayList<>();
    for (int place = 0; stores.size() < COUNT; place++) {
      int smallest = place == 0 ? 7 : place == 1 ? 24 : 40;
      for (int city = 0; city < City.ALL.size() && stores.size() < COUNT; city++) {
        if (City.ALL.get(city).weight() >= smallest) {
          String name = PLACES.get((city * 3 + place) % PLACES.size());
          stores.add(store(seed, asOf, stores.size(), City.ALL.get(city), name));
        }
      }
    }
    return List.copyOf(stores);
  }

  private static Store store(long seed, LocalDate asOf, int index, City city, String place) {
    SeededRandom random = SeededRandom.of(seed, TOPIC, index);
    return new Store(
        "LC%03d".formatted(index + 1),
        DemoBrand.NAME + city.name() + place,
        city,
        degrees(city.longitude() + (random.nextDouble() - 0.5) * 0.12),
        degrees(city.latitude() + (random.nextDouble() - 0.5) * 0.10),
        asOf.minusDays(900 + random.below(2_400)),
        random.between(3, 7));
  }

  /** The shop around the corner of a person who lives in {@code city}. */
  static Store homeOf(List<Store> stores, int person, City city) {
    int start = (int) Long.remainderUnsigned(SeededRandom.mix(person), stores.size());
    return stores.get(inCity(stores, start, city));
  }

  /** The next shop of {@code city} from {@code start} on; {@code start} itself if it has none. */
  static int inCity(List<Store> stores, int start, City city) {
    for (int i = 0; i < stores.size(); i++) {
      int index = (start + i) % stores.size();
      if (stores.get(index).city().equals(city)) {
        return index;
      }
    }
    return start;
  }

  private static String degrees(double value) {
    long micro = StrictMath.round(value * 1_000_000);
    return micro / 1_000_000 + "." + "%06d".formatted(micro % 1_000_000);
  }

  String guideNo(int guide) {
    return code + "0" + (guide + 1);
  }
}
