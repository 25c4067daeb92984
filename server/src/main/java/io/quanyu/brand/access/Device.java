package io.quanyu.brand.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What somebody signed in with, as coarse as a person remembers it. From the header User-Agent,
 * which a client may forge: it helps to recognise one's own sessions and proves nothing.
 */
record Device(Browser browser, Platform platform) {

  /** Kinds of browsers. */
  enum Browser {
    @JsonProperty("wecom")
    WECOM,
    @JsonProperty("wechat")
    WECHAT,
    @JsonProperty("edge")
    EDGE,
    @JsonProperty("firefox")
    FIREFOX,
    @JsonProperty("chrome")
    CHROME,
    @JsonProperty("safari")
    SAFARI,
    @JsonProperty("other")
    OTHER;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Operating systems. */
  enum Platform {
    @JsonProperty("windows")
    WINDOWS,
    @JsonProperty("macos")
    MACOS,
    @JsonProperty("ios")
    IOS,
    @JsonProperty("android")
    ANDROID,
    @JsonProperty("harmony")
    HARMONY,
    @JsonProperty("linux")
    LINUX,
    @JsonProperty("other")
    OTHER;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The order matters: every browser claims to be its forerunners too. */
  static Device of(@Nullable String userAgent) {
    var agent = userAgent == null ? "" : userAgent.toLowerCase(Locale.ROOT);
    return new Device(browser(agent), platform(agent));
  }

  private static Browser browser(String agent) {
    if (agent.contains("wxwork")) {
      return Browser.WECOM;
    }
    if (agent.contains("micromessenger")) {
      return Browser.WECHAT;
    }
    if (agent.contains("edg/") || agent.contains("edga/") || agent.contains("edgios/")) {
      return Browser.EDGE;
    }
    if (agent.contains("firefox/") || agent.contains("fxios/")) {
      return Browser.FIREFOX;
    }
    if (agent.contains("chrome/") || agent.contains("crios/")) {
      return Browser.CHROME;
    }
    return agent.contains("safari/") ? Browser.SAFARI : Browser.OTHER;
  }

  private static Platform platform(String agent) {
    if (agent.contains("harmony")) {
      return Platform.HARMONY;
    }
    if (agent.contains("iphone") || agent.contains("ipad")) {
      return Platform.IOS; // these say "like Mac OS X" too
    }
    if (agent.contains("android")) {
      return Platform.ANDROID; // says Linux too
    }
    if (agent.contains("windows")) {
      return Platform.WINDOWS;
    }
    if (agent.contains("mac os x")) {
      return Platform.MACOS;
    }
    return agent.contains("linux") ? Platform.LINUX : Platform.OTHER;
  }
}
