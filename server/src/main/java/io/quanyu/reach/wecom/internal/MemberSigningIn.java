package io.quanyu.reach.wecom.internal;

import io.quanyu.brand.access.spi.MemberSignIn;
import io.quanyu.brand.access.spi.MemberSignInException;
import io.quanyu.reach.wecom.WecomSettings;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Members of WeCom sign in: inside WeCom by its web page authorisation (scope {@code snsapi_base},
 * which asks nothing), elsewhere by a QR code (WeCom's "SSO login" page for self-built apps).
 * Either way ends with a code for {@code auth/getuserinfo}.
 */
@Component
final class MemberSigningIn implements MemberSignIn {

  private static final String API = "getuserinfo";

  /** WxJava puts a code into its address as it is. */
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]{1,512}");

  /** Of WeCom's errcodes: the code is nobody's, was used, or is too old. */
  private static final int CODE_INVALID = 40029;

  private static final String WECOM_INSIDE = "https://open.weixin.qq.com";
  private static final String WECOM_QR = "https://login.work.weixin.qq.com";

  private final WecomClients clients;

  MemberSigningIn(WecomClients clients) {
    this.clients = clients;
  }

  @Override
  public boolean isOn() {
    return clients.current().isPresent();
  }

  @Override
  public URI authorizeUrl(URI callback, String state, boolean isInside) {
    var app = clients.current().orElseThrow().app();
    var page =
        isInside
            ? page(app, WECOM_INSIDE, "/connect/oauth2/authorize")
                .queryParam("response_type", "code")
                .queryParam("scope", "snsapi_base")
                .fragment("wechat_redirect")
            : page(app, WECOM_QR, "/wwlogin/sso/login").queryParam("login_type", "CorpApp");
    return page.queryParam("appid", app.corpId())
        .queryParam("agentid", app.agentId())
        .queryParam("redirect_uri", "{callback}")
        .queryParam("state", "{state}")
        .encode()
        .buildAndExpand(callback, state)
        .toUri();
  }

  /** Who set up another base URL, such as a sandbox, has the pages there, too. */
  private static UriComponentsBuilder page(WecomApp app, String host, String path) {
    var base =
        app.apiBaseUrl().equals(WecomSettings.DEFAULT_API_BASE_URL) ? host : app.apiBaseUrl();
    return UriComponentsBuilder.fromUriString(base).path(path);
  }

  @Override
  public Optional<String> memberOf(String code) throws MemberSignInException {
    var client = clients.current();
    if (client.isEmpty() || !CODE.matcher(code).matches()) {
      return Optional.empty();
    }
    try {
      var info = client.get().ask(API, wecom -> wecom.getOauth2Service().getAuthUserInfo(code));
      return Optional.ofNullable(blankToNull(info.getUserId()));
    } catch (WecomCallException e) {
      throw new MemberSignInException(
          String.valueOf(e.getMessage()), e.errorCode() == CODE_INVALID, e);
    }
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
