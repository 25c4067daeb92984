package io.quanyu.sandbox.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PhoneNumberTests {
  @Test
  void hasOneForm() {
    for (String text :
        List.of(
            "13800000004",
            "+8613800000004",
            "8613800000004",
            "+86 138 0000 0004",
            "138-0000-0004")) {
      assertThat(PhoneNumber.find(text)).as(text).isEqualTo("+8613800000004");
    }
  }

  @Test
  void isNothingElse() {
    for (String text :
        List.of(
            "",
            "+",
            "12800000004",
            "1380000000",
            "138000000045",
            "+13800000004",
            "+14155550100",
            "1380000000a",
            "138+00000004",
            "+8501380000000")) {
      assertThat(PhoneNumber.find(text)).as(text).isNull();
    }
  }
}
