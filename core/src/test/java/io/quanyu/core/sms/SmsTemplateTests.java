package io.quanyu.core.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quanyu.core.sms.SmsTemplate.Rendering.Incomplete;
import io.quanyu.core.sms.SmsTemplate.Rendering.Rendered;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmsTemplateTests {

  @Test
  void rendersNamesOfAnyScript() {
    var template = new SmsTemplate("${姓名}您好，您有${points}积分，${姓名}快来");
    assertThat(template.variables()).containsExactly("姓名", "points");
    assertThat(template.render(Map.of("姓名", "王女士", "points", "1,200", "unused", "x")))
        .isEqualTo(new Rendered("王女士您好，您有1,200积分，王女士快来"));
  }

  @Test
  void namesEveryVariableThatHasNoValue() {
    var template = new SmsTemplate("${a}${b}${c}");
    assertThat(template.render(Map.of("b", "2", "c", " ")))
        .isEqualTo(new Incomplete(List.of("a", "c")));
  }

  @Test
  void valuesAreNeitherVariablesNorSignatures() {
    var template = new SmsTemplate("${name}您好${code}");
    assertThat(template.render(Map.of("name", "${code}【别家】\n$1", "code", "7")))
        .isEqualTo(new Rendered("${code}「别家」 $1您好7"));
  }

  @Test
  void leavesDollarsThatAreNoVariables() {
    assertThat(new SmsTemplate("只要$9 {现在}").render(Map.of())).isEqualTo(new Rendered("只要$9 {现在}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"${", "${}", "${a b}", "${1a}", "a${b", "${a${b}}", "【签名】好", " ", ""})
  void refusesWhatIsNoTemplate(String text) {
    assertThatThrownBy(() -> new SmsTemplate(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void rendersPlainTextBetweenAnyValuesUnchanged() {
    var random = new SplittableRandom(41);
    var alphabet = "ab好😀$ {}\\1";
    for (int round = 0; round < 2_000; round++) {
      var text = new StringBuilder("始");
      var expected = new StringBuilder("始");
      Map<String, String> values = new HashMap<>();
      for (int i = 0; i < random.nextInt(1, 6); i++) {
        var name = "v" + i;
        var value = "x" + any(random, alphabet) + "y";
        values.put(name, value);
        text.append("${").append(name).append('}').append("间隔").append(i);
        expected.append(value).append("间隔").append(i);
      }
      assertThat(new SmsTemplate(text.toString()).render(values))
          .isEqualTo(new Rendered(expected.toString()));
    }
  }

  private static String any(SplittableRandom random, String alphabet) {
    int[] letters = alphabet.codePoints().toArray();
    var any = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      any.appendCodePoint(letters[random.nextInt(letters.length)]);
    }
    return any.toString();
  }
}
