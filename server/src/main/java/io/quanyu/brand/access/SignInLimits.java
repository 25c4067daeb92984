package io.quanyu.brand.access;

import io.quanyu.platform.web.ProblemException;
import io.quanyu.platform.web.RateLimit;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Bounds attempts to sign in before a password is hashed: from one address and for one name. Those
 * that succeed count for nothing, so that a whole head office may come to work behind one address.
 * The lock of an account after wrong passwords in a row stands beside it and outlives restarts.
 */
final class SignInLimits {

  private static final int FROM_ADDRESS = 100;
  private static final Duration FROM_ADDRESS_EVERY = Duration.ofSeconds(2);

  /** More than lock an account; also bounds what is tried for it at the same moment. */
  private static final int FOR_NAME = 20;

  private static final Duration FOR_NAME_EVERY = Duration.ofSeconds(15);

  /** Some ten megabytes each. */
  private static final int KEYS_MAX = 100_000;

  private static final int IPV6_BYTES = 16;

  /** Whoever has one address of IPv6 has all that begin so. */
  private static final int NETWORK_BYTES = 8;

  private final RateLimit byAddress;
  private final RateLimit byName;

  SignInLimits() {
    this(
        new RateLimit(FROM_ADDRESS, FROM_ADDRESS_EVERY, KEYS_MAX),
        new RateLimit(FOR_NAME, FOR_NAME_EVERY, KEYS_MAX));
  }

  SignInLimits(RateLimit byAddress, RateLimit byName) {
    this.byAddress = byAddress;
    this.byName = byName;
  }

  /**
   * Tries to sign in.
   *
   * @param address of whoever asks, as the container tells it
   * @param name whom she says to be, as typed
   * @param signIn throws if it does not succeed
   * @throws ProblemException {@link AccessProblem#TOO_MANY_SIGN_INS}
   */
  <T> T attempt(String address, String name, Supplier<T> signIn) {
    var person = name.strip().toLowerCase(Locale.ROOT);
    return attempt(
        address,
        () -> {
          require(byName, person);
          var signedIn = signIn.get();
          byName.giveBack(person);
          return signedIn;
        });
  }

  /** As {@link #attempt(String, String, Supplier)}, of somebody who names herself elsewhere. */
  <T> T attempt(String address, Supplier<T> signIn) {
    var network = networkOf(address);
    require(byAddress, network);
    var signedIn = signIn.get();
    byAddress.giveBack(network);
    return signedIn;
  }

  private static void require(RateLimit limit, String key) {
    limit
        .take(key)
        .ifPresent(wait -> {
          throw ProblemException.after(
              AccessProblem.TOO_MANY_SIGN_INS,
              "Try again in %d s.".formatted(wait.toSeconds() + 1),
              wait);
        });
  }

  static String networkOf(String address) {
    try {
      // A literal: nothing is looked up.
      var bytes = InetAddress.ofLiteral(address).getAddress();
      return bytes.length == IPV6_BYTES
          ? HexFormat.of().formatHex(Arrays.copyOf(bytes, NETWORK_BYTES))
          : address;
    } catch (IllegalArgumentException _) {
      return address;
    }
  }
}
