package io.quanyu.sandbox.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkTests {
  @Test
  void isFoundInTextAndLink() {
    assertThat(Mark.in("新品到店 qy-spring26 回复R")).isEqualTo("qy-spring26");
    assertThat(Mark.in("hi", "[{\"url\":\"https://b.example/s?m=qy-ab12\"}]")).isEqualTo("qy-ab12");
  }

  @Test
  void leavesOutWhatFollowsAHyphen() {
    assertThat(Mark.in("hi qy-spring26-K3F9X")).isEqualTo("qy-spring26");
  }

  @Test
  void isNothingElse() {
    assertThat(Mark.in("hi", "[]")).isNull();
    assertThat(Mark.in("qy-abc")).as("three characters").isNull();
    assertThat(Mark.in("qy-SPRING26")).as("capitals").isNull();
    assertThat(Mark.in("xqy-spring26")).as("within a word").isNull();
  }
}
