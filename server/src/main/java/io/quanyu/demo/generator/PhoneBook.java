package io.quanyu.demo.generator;

/**
 * The numbering plan of the demo: mainland mobile numbers that are valid in form, each given to one
 * slot. No number is meant to be anybody's; do not dial or text them.
 */
final class PhoneBook {

  private static final int TOPIC = 103;
  private static final long SUBSCRIBERS = 100_000_000L;
  private static final long GUIDE_SLOTS = 200_000_000L;
  private static final long STRANGER_SLOTS = 300_000_000L;

  private static final int[] PREFIXES = {
    130, 131, 132, 133, 134, 135, 136, 137, 138, 139, 150, 151, 152, 153, 155, 156, 157, 158, 159,
    166, 173, 175, 176, 177, 178, 180, 181, 182, 183, 184, 185, 186, 187, 188, 189, 198
  };

  private final Scatter scatter;

  PhoneBook(long seed) {
    // 2,654,435,761 is prime; the number of numbers, 36 · 10^8, has the prime factors 2, 3 and 5
    // only.
    scatter = Scatter.of(PREFIXES.length * SUBSCRIBERS, 2_654_435_761L, seed, TOPIC);
  }

  /** The number a person holds or was given last. */
  String current(long person) {
    return number(2 * person);
  }

  /** The number a person gave up. */
  String former(long person) {
    return number(2 * person + 1);
  }

  String guide(int guide) {
    return number(GUIDE_SLOTS + guide);
  }

  /** Somebody the brand does not know otherwise, e.g. who receives a gift. */
  String stranger(SeededRandom random) {
    return number(STRANGER_SLOTS + random.below(100_000_000));
  }

  private String number(long slot) {
    long index = scatter.at(slot);
    return Long.toString(PREFIXES[(int) (index / SUBSCRIBERS)] * SUBSCRIBERS + index % SUBSCRIBERS);
  }

  /**
   * The number as a tired clerk types it: a digit off, two neighbours swapped, or one missing;
   * never the same number.
   */
  static String mistyped(SeededRandom random, String number) {
    char[] digits = number.toCharArray();
    int at = random.between(3, digits.length - 1);
    switch (random.below(3)) {
      case 0 -> digits[at] = (char) ('0' + (digits[at] - '0' + random.between(1, 9)) % 10);
      case 1 -> {
        for (int i = 0; i < digits.length - 4; i++) {
          int left = 3 + (at - 3 + i) % (digits.length - 4);
          if (digits[left] != digits[left + 1]) {
            char swap = digits[left];
            digits[left] = digits[left + 1];
            digits[left + 1] = swap;
            return new String(digits);
          }
        }
        digits[at] = digits[at] == '0' ? '1' : '0';
      }
      default -> {
        return number.substring(0, at) + number.substring(at + 1);
      }
    }
    return new String(digits);
  }

  /** Another way to write the same number. */
  static String oddlyFormatted(SeededRandom random, String number) {
    if (number.length() != 11) {
      return "+86" + number;
    }
    String grouped =
        number.substring(0, 3) + "-" + number.substring(3, 7) + "-" + number.substring(7);
    return switch (random.below(6)) {
      case 0 -> "+86" + number;
      case 1 -> "+86 " + number;
      case 2 -> "86" + number;
      case 3 -> grouped;
      case 4 -> grouped.replace('-', ' ');
      default -> fullWidth(number);
    };
  }

  private static String fullWidth(String number) {
    StringBuilder wide = new StringBuilder(number.length());
    for (int i = 0; i < number.length(); i++) {
      wide.append((char) (number.charAt(i) - '0' + '０'));
    }
    return wide.toString();
  }
}
