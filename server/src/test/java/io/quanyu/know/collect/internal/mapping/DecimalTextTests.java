package io.quanyu.know.collect.internal.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTextTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,234.50|1234.50",
        "¥1,234,567|1234567",
        "￥ 12.3|12.3",
        "-£0.001|-0.001",
        "(12.30)|-12.30",
        "12.30元|12.30",
        "1.5E+3|1500",
        " 7 |7",
        ".5|0.5",
        "12.|12",
        "+3|3"
      })
  void readsWhatPeopleWrite(String text, BigDecimal number) {
    assertThat(DecimalText.parse(text)).isEqualByComparingTo(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "abc",
        "12,5",
        "1,23,456",
        "1.2.3",
        "--1",
        "1e99",
        "1e-99",
        "0e99",
        "9999999999999999",
        "NaN",
        "Infinity",
        "0x10",
        "１２",
        "1 2",
        "-",
        ".",
        "1e999999999"
      })
  void refusesWhatCannotBeTold(String text) {
    assertThat(DecimalText.parse(text)).isNull();
  }

  @Test
  void readsBackEveryNumberWithItsScale() {
    var random = new Random(7);
    for (int i = 0; i < 10_000; i++) {
      var number =
          new BigDecimal(
              new BigInteger(random.nextInt(50), random)
                  .multiply(BigInteger.valueOf(random.nextInt(3) - 1)),
              random.nextInt(12));

      assertThat(DecimalText.parse(number.toPlainString())).isEqualTo(number);
    }
  }
}
