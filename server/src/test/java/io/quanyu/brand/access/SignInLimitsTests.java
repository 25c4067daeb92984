package io.quanyu.brand.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quanyu.platform.web.ProblemException;
import io.quanyu.platform.web.RateLimit;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignInLimitsTests {

  private static final Duration LONG = Duration.ofHours(1);

  private final SignInLimits limits =
      new SignInLimits(new RateLimit(5, LONG, 100), new RateLimit(3, LONG, 100));

  private int tried;

  @Test
  void oneNameIsTriedSoOftenFromAnywhere() {
    for (int i = 0; i < 10; i++) {
      fail("10.0.0." + i, " Admin ");
    }
    assertThat(tried).isEqualTo(3);
  }

  @Test
  void oneAddressTriesSoManyNames() {
    for (int i = 0; i < 10; i++) {
      fail("10.0.0.1", "name" + i);
    }
    assertThat(tried).isEqualTo(5);
  }

  @Test
  void whoSucceedsIsNotCounted() {
    for (int i = 0; i < 100; i++) {
      assertThat(limits.attempt("10.0.0.1", "anna", () -> "welcome")).isEqualTo("welcome");
    }
  }

  @Test
  void theRefusalTellsWhenToComeAgain() {
    for (int i = 0; i < 3; i++) {
      fail("10.0.0.1", "anna");
    }
    assertThatThrownBy(() -> limits.attempt("10.0.0.1", "anna", () -> "welcome"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(AccessProblem.TOO_MANY_SIGN_INS);
              assertThat(refusal.retryAfter())
                  .hasValueSatisfying(
                      wait -> assertThat(wait).isBetween(LONG.minusMinutes(1), LONG));
            });
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1, 10.0.0.2, false",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:ffff::1, true",
    "2001:db8:1:2::1, 2001:db8:1:3::1, false"
  })
  void anAddressOfIpv6StandsForItsNetwork(String one, String other, boolean isSame) {
    assertThat(SignInLimits.networkOf(one).equals(SignInLimits.networkOf(other))).isEqualTo(isSame);
  }

  private void fail(String address, String name) {
    try {
      limits.attempt(
          address,
          name,
          () -> {
            tried++;
            throw new ProblemException(AccessProblem.WRONG_CREDENTIALS, "no");
          });
    } catch (ProblemException _) {
      // as somebody with a wrong password sees it
    }
  }
}
