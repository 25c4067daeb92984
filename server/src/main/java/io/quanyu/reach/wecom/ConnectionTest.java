package io.quanyu.reach.wecom;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What came of asking WeCom.
 *
 * @param detail what is wrong and what to do, in the reader's language
 * @param membersWithContact members who may have customers as contacts; when connected
 * @param errorCode WeCom's errcode when it refused
 */
public record ConnectionTest(
    Outcome outcome,
    String detail,
    @Nullable Integer membersWithContact,
    @Nullable Integer errorCode,
    long tookMs) {

  /** How it ended. */
  public enum Outcome {
    @JsonProperty("connected")
    CONNECTED,
    @JsonProperty("corp_id_wrong")
    CORP_ID_WRONG,
    @JsonProperty("secret_wrong")
    SECRET_WRONG,
    @JsonProperty("agent_wrong")
    AGENT_WRONG,
    @JsonProperty("ip_not_allowed")
    IP_NOT_ALLOWED,
    @JsonProperty("api_forbidden")
    API_FORBIDDEN,
    @JsonProperty("rate_limited")
    RATE_LIMITED,
    @JsonProperty("busy")
    BUSY,
    /** By any other errcode. */
    @JsonProperty("refused")
    REFUSED,
    @JsonProperty("host_unknown")
    HOST_UNKNOWN,
    /** Of the server's own network, or of the cloud's insides. */
    @JsonProperty("address_forbidden")
    ADDRESS_FORBIDDEN,
    @JsonProperty("unreachable")
    UNREACHABLE,
    @JsonProperty("tls_failed")
    TLS_FAILED,
    @JsonProperty("timed_out")
    TIMED_OUT,
    /** Somebody answered, but not as WeCom does. */
    @JsonProperty("not_wecom")
    NOT_WECOM
  }
}
