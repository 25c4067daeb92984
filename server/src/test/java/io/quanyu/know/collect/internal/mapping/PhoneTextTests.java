package io.quanyu.know.collect.internal.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneTextTests {

  @ParameterizedTest
  @CsvSource({
    "13800138000,+8613800138000",
    "+86 138-0013-8000,+8613800138000",
    "0086 13800138000,+8613800138000",
    "(021) 6288 8888,+862162888888",
    "+44 20 7946 0958,+442079460958"
  })
  void readsNumbersAsTyped(String text, String e164) {
    assertThat(new PhoneText("CN").parse(text)).isEqualTo(e164);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1380013800", "138001380001", "abc", "12345", "138****8000"})
  void refusesWhatIsNoNumber(String text) {
    assertThat(new PhoneText("CN").parse(text)).isNull();
  }

  @Test
  void wantsARegionThatExists() {
    assertThatThrownBy(() -> new PhoneText("ZZ")).isInstanceOf(IllegalArgumentException.class);
  }
}
