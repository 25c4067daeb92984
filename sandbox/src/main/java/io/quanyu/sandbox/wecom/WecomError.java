package io.quanyu.sandbox.wecom;

/** WeCom's error codes that the sandbox answers with (facts 5.2). */
public enum WecomError {
  BUSY(-1, "system busy"),
  BAD_SECRET(40001, "invalid credential"),
  BAD_CORPID(40013, "invalid corpid"),
  BAD_TOKEN(40014, "invalid access_token"),
  BAD_CODE(40029, "invalid code"),
  BAD_PARAMETER(40058, "invalid Request Parameter"),
  EMPTY_PARAMETER(40063, "some parameters are empty"),
  BAD_EXTERNAL_USERID(40096, "invalid external userid"),
  TOKEN_MISSING(41001, "access_token missing"),
  CORPID_MISSING(41002, "corpid missing"),
  SECRET_MISSING(41004, "secret missing"),
  BULK_ID_MISSING(41046, "missing group msg id"),
  BULK_ID_BAD(41047, "invalid group msg id"),
  NOBODY_TO_SEND(41048, "no customer to send"),
  STILL_DISPATCHING(41063, "group msg is being dispatched, try later"),
  TOO_MANY_ATTACHMENTS(41064, "too many attachments"),
  BULK_CANCELLED(41093, "group msg task is cancelled"),
  REMINDED_TOO_OFTEN(41094, "remind group msg too often"),
  TOKEN_EXPIRED(42001, "access_token expired"),
  TEXT_TOO_LONG(45002, "content size out of limit"),
  RATE_LIMIT(45009, "api freq out of limit"),
  TOO_MANY_AT_ONCE(45033, "api concurrent out of limit"),
  API_FORBIDDEN(48002, "api forbidden"),
  ADDRESS_NOT_ALLOWED(60020, "not allow to access from your ip"),
  USER_NOT_FOUND(60111, "userid not found"),
  NOT_A_CONTACT(84061, "not external contact");

  private final int code;
  private final String text;

  WecomError(int code, String text) {
    this.code = code;
    this.text = text;
  }

  /** {@code errcode} on the wire. */
  public int code() {
    return code;
  }

  /** {@code errmsg} on the wire, before the hint. */
  public String text() {
    return text;
  }
}
