package io.quanyu.reach.message.internal;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;

/**
 * Marks of calls: {@code qy-}, the source in base 36, and twelve characters of Crockford's base 32,
 * 60 random bits. Of a million calls of a source, two are alike with a probability of 1 in
 * 2,000,000; then the second is refused by its unique key.
 */
@Component
public final class Marks {

  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int RANDOM_LENGTH = 12;
  private static final int SOURCE_LENGTH = 6;
  private static final String PREFIX = "qy-";

  private final RandomGenerator random;

  public Marks() {
    this(new SecureRandom());
  }

  Marks(RandomGenerator random) {
    this.random = random;
  }

  /** What all marks of a source start with, without the hyphen that follows. */
  static String ofSource(int sourceNo) {
    var number = Integer.toString(sourceNo, Character.MAX_RADIX);
    return PREFIX + "0".repeat(SOURCE_LENGTH - number.length()) + number;
  }

  /** A new mark. 36^6 is more than there are numbers of sources. */
  String next(int sourceNo) {
    var mark = new StringBuilder(ofSource(sourceNo)).append('-');
    for (int i = 0; i < RANDOM_LENGTH; i++) {
      mark.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return mark.toString();
  }
}
