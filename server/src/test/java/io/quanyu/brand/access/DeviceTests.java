package io.quanyu.brand.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CHROME|WINDOWS|Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36
          EDGE|WINDOWS|Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0
          FIREFOX|LINUX|Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0
          SAFARI|MACOS|Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15
          SAFARI|IOS|Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1
          WECHAT|IOS|Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.60
          WECOM|ANDROID|Mozilla/5.0 (Linux; Android 15; V2309A) AppleWebKit/537.36 Chrome/134.0.0.0 Mobile Safari/537.36 wxwork/4.1.36 MicroMessenger/7.0.1
          CHROME|HARMONY|Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1.6.1
          OTHER|OTHER|curl/8.14.1
          """)
  void tellsWhatPeopleUse(Device.Browser browser, Device.Platform system, String userAgent) {
    assertThat(Device.of(userAgent)).isEqualTo(new Device(browser, system));
  }

  @Test
  void whoSaysNothingIsSomethingElse() {
    assertThat(Device.of(null)).isEqualTo(new Device(Device.Browser.OTHER, Device.Platform.OTHER));
  }
}
