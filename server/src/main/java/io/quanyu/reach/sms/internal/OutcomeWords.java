package io.quanyu.reach.sms.internal;

import io.quanyu.reach.sms.GatewayTest.Outcome;
import java.util.Locale;

/** What an administrator should read and do, in English or Chinese. */
final class OutcomeWords {
  private OutcomeWords() {}

  /**
   * @param balance when connected
   * @param status HTTP status, 0 if nobody answered
   */
  static String of(Outcome outcome, Locale locale, String balance, int status) {
    boolean isChinese = locale.getLanguage().equals(Locale.CHINESE.getLanguage());
    return isChinese ? chinese(outcome, balance, status) : english(outcome, balance, status);
  }

  private static String english(Outcome outcome, String balance, int status) {
    return switch (outcome) {
      case CONNECTED -> "Connected. The account's balance: " + balance + ".";
      case KEY_WRONG -> "The API key is wrong, or may not be used from this server.";
      case NO_BALANCE -> "The account has no balance left. Top it up.";
      case RATE_LIMITED -> "The gateway's limit of calls is reached. Wait a minute.";
      case BUSY -> "The gateway is out of order: status " + status + ". Try again in a minute.";
      case HOST_UNKNOWN -> "The host of the base URL has no address. Is it spelt right?";
      case ADDRESS_FORBIDDEN ->
          "The base URL leads into the server's own network. If it should, add the network to"
              + " quanyu.outgoing.allowed-networks and restart.";
      case UNREACHABLE -> "Nobody answers at the base URL. Check it, and this server's firewall.";
      case TLS_FAILED -> "No secure connection: the certificate at the base URL is not trusted.";
      case TIMED_OUT -> "No answer in time. Try again, or check the network.";
      case NOT_GATEWAY ->
          "Whoever answers at the base URL does not speak the gateway protocol"
              + (status == 0 ? "." : ": status " + status + ".");
    };
  }

  private static String chinese(Outcome outcome, String balance, int status) {
    return switch (outcome) {
      case CONNECTED -> "连接成功，账户余额：" + balance + "。";
      case KEY_WRONG -> "API 密钥不正确，或不允许从本服务器使用。";
      case NO_BALANCE -> "账户余额不足，请充值。";
      case RATE_LIMITED -> "调用次数已达网关上限，请一分钟后再试。";
      case BUSY -> "网关暂时不可用（状态码 " + status + "），请一分钟后再试。";
      case HOST_UNKNOWN -> "找不到接口地址中的主机，请检查拼写。";
      case ADDRESS_FORBIDDEN ->
          "接口地址指向服务器自身的内网。如确需访问，请将该网段加入 quanyu.outgoing.allowed-networks 并重启。";
      case UNREACHABLE -> "接口地址无法连接，请检查地址和本服务器的防火墙。";
      case TLS_FAILED -> "无法建立安全连接：接口地址的证书不受信任。";
      case TIMED_OUT -> "未在规定时间内得到回应，请重试或检查网络。";
      case NOT_GATEWAY -> "接口地址有回应，但不符合短信网关协议" + (status == 0 ? "。" : "（状态码 " + status + "）。");
    };
  }
}
