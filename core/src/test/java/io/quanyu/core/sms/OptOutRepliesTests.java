package io.quanyu.core.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptOutRepliesTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "R", "r", "Ｒ", " r。", "T", "td", "ＴＤ", "T D", "退订", "退订！", "“退订”", "退訂", "拒收", "取消订阅",
        "不再接收", "回复R", "回T", "请退订", "拒收请回复R", "退订回TD", "rrr", "QX"
      })
  void takesTheWordsOfTheHintInAnyDress(String reply) {
    assertThat(OptOutReplies.isOptOut(reply)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "。",
        "T恤有货吗",
        "请回复",
        "回",
        "好的",
        "Right",
        "TODAY",
        "1",
        "R2",
        "怎么退订积分会员",
        "不要拒收我",
        "您好",
        "取消"
      })
  void leavesEverythingElseToPeople(String reply) {
    assertThat(OptOutReplies.isOptOut(reply)).isFalse();
  }

  @Test
  void leavesLongAnswersToPeople() {
    assertThat(OptOutReplies.isOptOut("R".repeat(OptOutReplies.LENGTH_MAX))).isTrue();
    assertThat(OptOutReplies.isOptOut("R".repeat(OptOutReplies.LENGTH_MAX + 1))).isFalse();
    assertThat(OptOutReplies.isOptOut("退订".repeat(1_000_000))).isFalse();
  }

  @Test
  void dressNeverChangesTheAnswer() {
    var random = new SplittableRandom(43);
    String[] replies = {"R", "TD", "退订", "回复R", "T恤", "好", "1"};
    String[] dress = {" ", "。", "!", "\n", "~", "…", "　"};
    for (int round = 0; round < 1_000; round++) {
      var reply = replies[random.nextInt(replies.length)];
      var dressed =
          dress[random.nextInt(dress.length)]
              + (random.nextBoolean() ? reply.toLowerCase(Locale.ROOT) : reply)
              + dress[random.nextInt(dress.length)];
      assertThat(OptOutReplies.isOptOut(dressed)).isEqualTo(OptOutReplies.isOptOut(reply));
    }
  }
}
