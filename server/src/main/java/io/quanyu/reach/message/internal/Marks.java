package io.quanyu.reach.message.internal;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;

/**
 * Marks of calls: twelve characters of Crockford's base 32, 60 random bits. Of a million calls, two
 * are alike with a probability of 1 in 2,000,000; then the second is refused by its unique key.
 */
@Component
public final class Marks {

  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int LENGTH = 12;

  private final RandomGenerator random;

  public Marks() {
    this(new SecureRandom());
  }

  Marks(RandomGenerator random) {
    this.random = random;
  }

  String next() {
    var mark = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      mark.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return mark.toString();
  }
}
