package io.quanyu.reach.wecom.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallMarkTests {

  private static final String MARK = "qy-00000a-K3F9ABCDEFGH";

  @ParameterizedTest
  @CsvSource({
    "https://a.example, https://a.example?qy=MARK",
    "https://a.example/p?x=1, https://a.example/p?x=1&qy=MARK",
    "https://a.example/p#top, https://a.example/p?qy=MARK#top",
    "https://a.example/p?x=1#/r?y=2, https://a.example/p?x=1&qy=MARK#/r?y=2",
  })
  void theAddressCarriesItAsAParameter(String url, String expected) {
    assertThat(CallMark.url(url, MARK)).isEqualTo(expected.replace("MARK", MARK));
  }

  @Test
  void itIsFoundWhereverItStands() {
    assertThat(CallMark.in("Hello\n[" + MARK + "]")).containsExactly(MARK);
    assertThat(CallMark.in(CallMark.url("https://a.example/p#top", MARK))).containsExactly(MARK);
    assertThat(CallMark.in("a qy- b qy-spring26 c")).isEmpty();
  }
}
