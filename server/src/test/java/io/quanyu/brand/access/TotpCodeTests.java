package io.quanyu.brand.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpCodeTests {

  /** Of both RFCs. */
  private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

  /** RFC 6238, appendix B, SHA-1; its eight digits end in our six. */
  @ParameterizedTest
  @CsvSource({
    "59,94287082",
    "1111111109,07081804",
    "1111111111,14050471",
    "1234567890,89005924",
    "2000000000,69279037",
    "20000000000,65353130"
  })
  void agreesWithRfc6238(long seconds, String eightDigits) {
    var step = TotpCode.step(Instant.ofEpochSecond(seconds));

    assertThat(TotpCode.at(SECRET, step)).isEqualTo(eightDigits.substring(2));
  }

  /** RFC 4226, appendix D. */
  @Test
  void agreesWithRfc4226() {
    var codes =
        List.of(
            "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583",
            "399871", "520489");

    for (int counter = 0; counter < codes.size(); counter++) {
      assertThat(TotpCode.at(SECRET, counter)).isEqualTo(codes.get(counter));
    }
  }

  @Test
  void aCodeCountsForOneStepMoreInEachDirectionAndNoFurther() {
    var now = Instant.parse("2026-11-23T10:00:10Z");
    long step = TotpCode.step(now);
    var accepted =
        List.of(-2, -1, 0, 1, 2).stream()
            .filter(drift ->
                TotpCode.matchingStep(SECRET, TotpCode.at(SECRET, step + drift), now, 0)
                    .equals(OptionalLong.of(step + drift)))
            .toList();

    assertThat(accepted).containsExactly(-1, 0, 1);
  }

  /** Whatever secret and moment: a code once used is void, and so is every one before it. */
  @Test
  void noStepCountsTwice() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      var secret = new byte[TotpCode.SECRET_BYTES];
      random.nextBytes(secret);
      var now = Instant.ofEpochSecond(random.nextLong(4_000_000_000L));
      long used = TotpCode.step(now) - 1 + random.nextInt(3);
      for (long step = used - 3; step <= used; step++) {
        var matched = TotpCode.matchingStep(secret, TotpCode.at(secret, step), now, used);
        // Two steps of one secret may share a code by chance; then the later one is meant.
        assertThat(matched.isEmpty() || matched.getAsLong() > used).as("seed %d", seed).isTrue();
      }
      var next = TotpCode.at(secret, TotpCode.step(now) + 1);
      if (used <= TotpCode.step(now)) {
        assertThat(TotpCode.matchingStep(secret, next, now, used))
            .as("seed %d", seed)
            .hasValue(TotpCode.step(now) + 1);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"12345,false", "123456,true", "1234567,false", "12345a,false", "１２３４５６,false"})
  void onlySixDigitsCanBeACode(String text, boolean isCode) {
    assertThat(TotpCode.isCode(text)).isEqualTo(isCode);
  }

  /** RFC 4648 §10, without the padding. */
  @ParameterizedTest
  @CsvSource({
    "'',''",
    "f,MY",
    "fo,MZXQ",
    "foo,MZXW6",
    "foob,MZXW6YQ",
    "fooba,MZXW6YTB",
    "foobar,MZXW6YTBOI"
  })
  void base32AgreesWithRfc4648(String clear, String encoded) {
    assertThat(Base32.encode(clear.getBytes(StandardCharsets.US_ASCII))).isEqualTo(encoded);
  }

  @Test
  void theLockDoublesUpToADay() {
    assertThat(SecondFactor.lockAfter(5)).isEqualTo(Duration.ofMinutes(5));
    assertThat(SecondFactor.lockAfter(10)).isEqualTo(Duration.ofMinutes(10));
    assertThat(SecondFactor.lockAfter(45)).isEqualTo(Duration.ofMinutes(1_280));
    assertThat(SecondFactor.lockAfter(50)).isEqualTo(Duration.ofDays(1));
    assertThat(SecondFactor.lockAfter(1_000_000)).isEqualTo(Duration.ofDays(1));
  }
}
