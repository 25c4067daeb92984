package io.quanyu.brand.access;

import io.quanyu.platform.web.FieldError;
import io.quanyu.platform.web.ProblemException;
import io.quanyu.platform.web.WebProblem;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Argon2id, with a bound on how many are computed at once: each takes 19 MB and 50 ms. They have
 * threads of their own, at most half the processors: on virtual threads they would hold the few
 * that carry all requests, and a storm of sign-ins would stop everything else.
 */
final class Passwords {

  static final int LENGTH_MIN = 10;
  static final int LENGTH_MAX = 200;

  /** OWASP's second choice (2024): 19 MiB, two passes, one lane. */
  private static final Argon2PasswordEncoder ENCODER =
      new Argon2PasswordEncoder(16, 32, 1, 19_456, 2);

  private static final int AT_ONCE_MAX =
      Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  /** Some seconds of work; further ones are told to come back. */
  private static final int WAITING_MAX = 64;

  private static final int WAIT_MAX_SECONDS = 5;

  /** Without letters and digits that look alike. */
  private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

  private final ThreadPoolExecutor hashing =
      new ThreadPoolExecutor(
          AT_ONCE_MAX,
          AT_ONCE_MAX,
          1,
          TimeUnit.MINUTES,
          new ArrayBlockingQueue<>(WAITING_MAX),
          Thread.ofPlatform().daemon().name("passwords-", 0).factory());

  private final SecureRandom random = new SecureRandom();

  /**
   * Compared with when there is no such user, so that the answer takes as long as for any other.
   */
  private final String hashOfNobody = hash(oneTimePassword());

  String hash(String password) {
    return bounded(() -> ENCODER.encode(password));
  }

  boolean matches(String password, String hash) {
    return bounded(() -> ENCODER.matches(password, hash));
  }

  void pretendToMatch(String password) {
    matches(password, hashOfNobody);
  }

  /** Four groups of four letters: 79 bits. */
  String oneTimePassword() {
    var password = new StringBuilder();
    for (int i = 0; i < 16; i++) {
      if (i > 0 && i % 4 == 0) {
        password.append('-');
      }
      password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return password.toString();
  }

  /**
   * @throws ProblemException if it is short, long, or holds the username
   */
  static void requireStrong(String password, String username) {
    var isUsable =
        password.length() >= LENGTH_MIN
            && password.length() <= LENGTH_MAX
            && password.chars().distinct().count() >= 4
            && !password.toLowerCase(Locale.ROOT).contains(username);
    if (!isUsable) {
      throw new ProblemException(
          AccessProblem.PASSWORD_TOO_WEAK,
          "Choose another password.",
          List.of(
              new FieldError(
                  "newPassword",
                  "must have %d to %d characters, at least 4 different ones, and not the username"
                      .formatted(LENGTH_MIN, LENGTH_MAX))));
    }
  }

  private <T> T bounded(Supplier<T> work) {
    Future<T> result;
    try {
      result = hashing.submit(work::get);
    } catch (RejectedExecutionException _) {
      throw busy();
    }
    try {
      return result.get(WAIT_MAX_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException _) {
      result.cancel(false);
      throw busy();
    } catch (InterruptedException _) {
      result.cancel(false);
      Thread.currentThread().interrupt();
      throw busy();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a password cannot be hashed", e.getCause());
    }
  }

  private static ProblemException busy() {
    return new ProblemException(
        WebProblem.UNAVAILABLE, "Too many people sign in right now. Try again in a few seconds.");
  }
}
