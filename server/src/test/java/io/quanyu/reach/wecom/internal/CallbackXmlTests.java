package io.quanyu.reach.wecom.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackXmlTests {

  @Test
  void readsFieldsByTheirPath() throws Exception {
    var xml =
        """
        <xml>
          <ToUserName><![CDATA[ww1]]></ToUserName>
          <CreateTime>1403610513</CreateTime>
          <Empty/>
          <BatchJob><JobId><![CDATA[S0 & <1>]]></JobId><ErrCode>0</ErrCode></BatchJob>
          <MemChangeList><Item>wm1</Item><Item>wm2</Item></MemChangeList>
          <Content>a &amp; b</Content>
        </xml>
        """;

    assertThat(CallbackXml.fields(xml))
        .containsEntry("ToUserName", "ww1")
        .containsEntry("CreateTime", "1403610513")
        .containsEntry("Empty", "")
        .containsEntry("BatchJob/JobId", "S0 & <1>")
        .containsEntry("BatchJob/ErrCode", "0")
        .containsEntry("MemChangeList/Item", "wm1\nwm2")
        .containsEntry("Content", "a & b")
        .hasSize(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no xml",
        "<xml><Encrypt>",
        "<xml>&unknown;</xml>",
        "<!DOCTYPE xml><xml/>",
        "<!DOCTYPE xml [<!ENTITY a 'b'>]><xml><Encrypt>&a;</Encrypt></xml>",
        "<!DOCTYPE xml SYSTEM 'http://127.0.0.1:1/dtd'><xml/>",
        "<!DOCTYPE xml [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><xml><Encrypt>&a;</Encrypt></xml>",
        "<!DOCTYPE xml [<!ENTITY % p SYSTEM 'http://127.0.0.1:1/p'> %p;]><xml/>",
      })
  void refusesWhatWecomDoesNotWrite(String xml) {
    assertThatThrownBy(() -> CallbackXml.fields(xml))
        .isInstanceOf(UnreadableCallbackException.class);
  }

  @Test
  void refusesABillionLaughs() {
    var bomb = new StringBuilder("<!DOCTYPE xml [<!ENTITY l0 'lol'>");
    for (int i = 1; i < 10; i++) {
      bomb.append("<!ENTITY l%d '%s'>".formatted(i, ("&l" + (i - 1) + ";").repeat(10)));
    }
    bomb.append("]><xml><Encrypt>&l9;</Encrypt></xml>");

    assertThatThrownBy(() -> CallbackXml.fields(bomb.toString()))
        .isInstanceOf(UnreadableCallbackException.class);
  }

  @Test
  void refusesWhatIsTooDeepOrTooMuch() {
    assertThatThrownBy(() -> CallbackXml.fields("<a>".repeat(10_000) + "</a>".repeat(10_000)))
        .isInstanceOf(UnreadableCallbackException.class);
    assertThatThrownBy(() -> CallbackXml.fields("<xml>" + "<a/>".repeat(10_000) + "</xml>"))
        .isInstanceOf(UnreadableCallbackException.class);
  }
}
