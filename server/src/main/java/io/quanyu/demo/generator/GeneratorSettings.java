package io.quanyu.demo.generator;

import java.time.LocalDate;

/**
 * What to generate. The same settings give the same bytes, on any machine and with any number of
 * threads (of the compressed form as long as the JDK's zlib is the same).
 *
 * @param customers how many people, 1 to 20,000,000
 * @param seed any number; another seed is another population
 * @param asOf the day of the export: everything happened before it began, in Asia/Shanghai
 * @param dirt how dirty the records are
 */
public record GeneratorSettings(int customers, long seed, LocalDate asOf, Dirt dirt) {

  /**
   * The most people a brand can have here; phone and member numbers are handed out without
   * collision up to this.
   */
  public static final int CUSTOMERS_MAX = 20_000_000;

  public static final LocalDate AS_OF_MIN = LocalDate.of(2015, 1, 1);
  public static final LocalDate AS_OF_MAX = LocalDate.of(2060, 12, 31);

  /** How far orders reach back from {@link #asOf}. */
  static final int ORDER_DAYS = 730;

  /** How far behaviour events reach back from {@link #asOf}. */
  static final int EVENT_DAYS = 180;

  /**
   * How far registrations reach back from {@link #asOf}: the brand's loyalty programme is five
   * years old.
   */
  static final int REGISTRATION_DAYS = 1_825;

  public GeneratorSettings {
    if (customers < 1 || customers > CUSTOMERS_MAX) {
      throw new IllegalArgumentException(
          "customers must be 1 to " + CUSTOMERS_MAX + ", not " + customers);
    }
    if (asOf.isBefore(AS_OF_MIN) || asOf.isAfter(AS_OF_MAX)) {
      throw new IllegalArgumentException(
          "as-of must be " + AS_OF_MIN + " to " + AS_OF_MAX + ", not " + asOf);
    }
  }

  /** Settings with the usual dirt. */
  public static GeneratorSettings of(int customers, long seed, LocalDate asOf) {
    return new GeneratorSettings(customers, seed, asOf, Dirt.usual());
  }
}
