package io.quanyu.core.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quanyu.core.contact.MessagePurpose;
import io.quanyu.core.money.Money;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmsTextTests {

  private static final SmsSignature SIGNATURE = new SmsSignature("全域运动");
  private static final Currency CNY = Currency.getInstance("CNY");

  @Test
  void signsInFrontAndTellsMarketingTheWayOut() {
    assertThat(new SmsText(SIGNATURE, "新品到店", MessagePurpose.MARKETING).whole())
        .isEqualTo("【全域运动】新品到店 拒收请回复R");
    assertThat(new SmsText(SIGNATURE, "订单已发货", MessagePurpose.SERVICE).whole())
        .isEqualTo("【全域运动】订单已发货");
  }

  @Test
  void saysTheHintOnce() {
    assertThat(new SmsText(SIGNATURE, "新品到店，拒收请回复R", MessagePurpose.MARKETING).whole())
        .isEqualTo("【全域运动】新品到店，拒收请回复R");
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "70, 1", "71, 2", "134, 2", "135, 3", "201, 3", "202, 4", "500, 8"})
  void countsSeventyAloneAndSixtySevenJoined(int characters, int parts) {
    assertThat(SmsText.parts(characters)).isEqualTo(parts);
  }

  @Test
  void lastCharacterOfOnePartAndFirstOfTwo() {
    int around = SIGNATURE.inBrackets().length();
    assertThat(new SmsText(SIGNATURE, "好".repeat(70 - around), MessagePurpose.SERVICE).parts())
        .isEqualTo(1);
    assertThat(new SmsText(SIGNATURE, "a".repeat(71 - around), MessagePurpose.SERVICE).parts())
        .isEqualTo(2);
  }

  @Test
  void countsAnEmojiTwice() {
    assertThat(SmsText.characters("跑😀")).isEqualTo(3);
  }

  @Test
  void partsNeverFallAndHoldTheText() {
    int previous = 1;
    for (int characters = 1; characters <= SmsText.LENGTH_MAX; characters++) {
      int parts = SmsText.parts(characters);
      assertThat(parts).isBetween(previous, previous + 1);
      assertThat(parts == 1 ? 70 : parts * 67).isGreaterThanOrEqualTo(characters);
      previous = parts;
    }
  }

  @Test
  void refusesASecondSignatureNothingAndTooMuch() {
    assertThatThrownBy(() -> new SmsText(SIGNATURE, "【别家】好", MessagePurpose.SERVICE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SmsText(SIGNATURE, " ", MessagePurpose.SERVICE))
        .isInstanceOf(IllegalArgumentException.class);
    int room = SmsText.LENGTH_MAX - SIGNATURE.inBrackets().length();
    assertThat(new SmsText(SIGNATURE, "好".repeat(room), MessagePurpose.SERVICE).parts())
        .isEqualTo(8);
    assertThatThrownBy(() -> new SmsText(SIGNATURE, "好".repeat(room + 1), MessagePurpose.SERVICE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SmsText(SIGNATURE, "好".repeat(room), MessagePurpose.MARKETING))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"全", "一二三四五六七八九十一二三四五六七八九十一", "【全域】", "全】域", " 全域", "全\n域"})
  void refusesNamesThatAreNoSignature(String name) {
    assertThatThrownBy(() -> new SmsSignature(name)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"全域", "一二三四五六七八九十一二三四五六七八九十", "Quanyu Sport"})
  void takesTheShortestAndTheLongestName(String name) {
    assertThat(new SmsSignature(name).inBrackets()).isEqualTo("【" + name + "】");
  }

  @Test
  void costsPartsTimesPriceRoundedOnce() {
    var price = new SmsPrice(new BigDecimal("4.5"), CNY);
    assertThat(price.cost(0)).isEqualTo(Money.zero(CNY));
    assertThat(price.cost(1)).isEqualTo(new Money(5, CNY));
    assertThat(price.cost(1_000_001)).isEqualTo(new Money(4_500_005, CNY));
    assertThat(new SmsPrice(BigDecimal.valueOf(3), Currency.getInstance("JPY")).cost(7))
        .isEqualTo(new Money(21, Currency.getInstance("JPY")));
    assertThatThrownBy(() -> price.cost(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void costOfAWholeIsTheSumOfItsTextsAtWholePrices() {
    var random = new SplittableRandom(31);
    for (int round = 0; round < 500; round++) {
      long perPart = random.nextLong(0, 100);
      var price = new SmsPrice(BigDecimal.valueOf(perPart), CNY);
      long one = random.nextLong(0, 1_000_000);
      long other = random.nextLong(0, 1_000_000);
      assertThat(price.cost(one + other)).isEqualTo(price.cost(one).plus(price.cost(other)));
    }
  }
}
