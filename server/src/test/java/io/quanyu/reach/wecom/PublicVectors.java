package io.quanyu.reach.wecom;

import java.time.Instant;
import me.chanjar.weixin.cp.config.impl.WxCpDefaultConfigImpl;
import me.chanjar.weixin.cp.util.crypto.WxCpCryptUtil;

/** Keys and requests that WeCom's developer documentation gives as examples (document 90968). */
public final class PublicVectors {
  private PublicVectors() {}

  public static final String CORP_ID = "wx5823bf96d3bd56c7";
  public static final String TOKEN = "QDG6eK";
  public static final String AES_KEY = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C";

  /** A check of the callback's address. */
  public static final class UrlCheck {
    private UrlCheck() {}

    public static final String TIMESTAMP = "1409659589";
    public static final String NONCE = "263014780";
    public static final String SIGNATURE = "5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3";
    public static final String ECHO =
        "P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==";
    public static final String CLEAR = "1616140317555161061";
  }

  /** A text message "hello"; its padding has 30 bytes, more than an AES block. */
  public static final class Message {
    private Message() {}

    public static final String TIMESTAMP = "1409659813";
    public static final String NONCE = "1372623149";
    public static final String SIGNATURE = "477715d11cdb4164915debcba66cb864d751f3e6";
    public static final String ENCRYPTED =
        "RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3Qczc"
            + "dCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8"
            + "qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4z"
            + "G4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMN"
            + "S0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptD"
            + "AVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q==";
  }

  /** The moment of the message. */
  public static final Instant NOW = Instant.ofEpochSecond(1_409_659_813);

  /** Encrypts as WxJava does for a corporation. */
  public static String sealedByWxJava(String corpId, String clear) {
    var config = new WxCpDefaultConfigImpl();
    config.setCorpId(corpId);
    config.setToken(TOKEN);
    config.setAesKey(AES_KEY);
    return new WxCpCryptUtil(config).encrypt("0123456789abcdef", clear);
  }
}
