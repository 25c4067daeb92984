package io.quanyu.reach.wecom.internal;

import io.quanyu.reach.wecom.ConnectionTest.Outcome;
import java.util.Locale;

/** What an administrator should read and do, in English or Chinese. */
final class OutcomeWords {
  private OutcomeWords() {}

  /**
   * @param number members when connected, WeCom's errcode when it refused
   */
  static String of(Outcome outcome, Locale locale, int number) {
    boolean isChinese = locale.getLanguage().equals(Locale.CHINESE.getLanguage());
    return isChinese ? chinese(outcome, number) : english(outcome, number);
  }

  private static String english(Outcome outcome, int number) {
    return switch (outcome) {
      case CONNECTED ->
          number > 0
              ? "Connected. Members who may have customers as contacts: " + number + "."
              : "Connected, but no member may have customers as contacts yet: allow it in WeCom"
                  + " under customer contact, permissions.";
      case CORP_ID_WRONG -> "WeCom does not know the corp id. Copy it from My company.";
      case SECRET_WRONG -> "The secret is wrong. Copy it from the app's page; not another app's.";
      case AGENT_WRONG -> "The app may not do this. Compare AgentId and secret: of one app?";
      case IP_NOT_ALLOWED ->
          "WeCom does not trust this server's address. Add it to the app's trusted IPs.";
      case API_FORBIDDEN ->
          "The app may not see customers. In WeCom under customer contact, API, add it to the apps"
              + " that may call.";
      case RATE_LIMITED -> "WeCom's limit of calls is reached. Wait a minute, or for tomorrow.";
      case BUSY -> "WeCom is busy. Try again in a minute.";
      case REFUSED -> "WeCom refused with code " + number + ".";
      case HOST_UNKNOWN -> "The host of the base URL has no address. Is it spelt right?";
      case ADDRESS_FORBIDDEN ->
          "The base URL leads into the server's own network. If it should, add the network to"
              + " quanyu.outgoing.allowed-networks and restart.";
      case UNREACHABLE -> "Nobody answers at the base URL. Check it, and this server's firewall.";
      case TLS_FAILED -> "No secure connection: the certificate at the base URL is not trusted.";
      case TIMED_OUT -> "No answer in time. Try again, or check the network.";
      case NOT_WECOM -> "Whoever answers at the base URL is not WeCom.";
    };
  }

  private static String chinese(Outcome outcome, int number) {
    return switch (outcome) {
      case CONNECTED ->
          number > 0
              ? "连接成功，已开通客户联系的成员：" + number + " 人。"
              : "连接成功，但尚无成员开通客户联系：请在企业微信“客户联系 → 权限配置”中添加使用范围。";
      case CORP_ID_WRONG -> "企业 ID 不正确，请从“我的企业”页面复制。";
      case SECRET_WRONG -> "Secret 不正确，请从该应用的页面复制，不要用其他应用的。";
      case AGENT_WRONG -> "应用无此权限，请核对 AgentId 与 Secret 是否属于同一应用。";
      case IP_NOT_ALLOWED -> "企业微信未信任本服务器的 IP，请将其加入应用的“企业可信 IP”。";
      case API_FORBIDDEN -> "应用无权访问客户，请在“客户联系 → API”中将其加入可调用接口的应用。";
      case RATE_LIMITED -> "调用次数已达企业微信上限，请稍后或次日再试。";
      case BUSY -> "企业微信系统繁忙，请一分钟后再试。";
      case REFUSED -> "企业微信拒绝了请求，错误码 " + number + "。";
      case HOST_UNKNOWN -> "找不到接口地址中的主机，请检查拼写。";
      case ADDRESS_FORBIDDEN ->
          "接口地址指向服务器自身的内网。如确需访问，请将该网段加入 quanyu.outgoing.allowed-networks 并重启。";
      case UNREACHABLE -> "接口地址无法连接，请检查地址和本服务器的防火墙。";
      case TLS_FAILED -> "无法建立安全连接：接口地址的证书不受信任。";
      case TIMED_OUT -> "未在规定时间内得到回应，请重试或检查网络。";
      case NOT_WECOM -> "接口地址有回应，但不是企业微信。";
    };
  }
}
