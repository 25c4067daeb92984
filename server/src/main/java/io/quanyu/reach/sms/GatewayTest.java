package io.quanyu.reach.sms;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What came of asking the gateway.
 *
 * @param detail what is wrong and what to do, in the reader's language
 * @param balance as the gateway writes it; when connected
 * @param status the HTTP status when the gateway refused
 */
public record GatewayTest(
    Outcome outcome,
    String detail,
    @Nullable String balance,
    @Nullable Integer status,
    long tookMs) {

  /** How it ended. */
  public enum Outcome {
    @JsonProperty("connected")
    CONNECTED,
    @JsonProperty("key_wrong")
    KEY_WRONG,
    @JsonProperty("no_balance")
    NO_BALANCE,
    @JsonProperty("rate_limited")
    RATE_LIMITED,
    /** Out of order for now: a status of 500 and more. */
    @JsonProperty("busy")
    BUSY,
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
    /** Somebody answered, but not as a gateway does. */
    @JsonProperty("not_gateway")
    NOT_GATEWAY
  }
}
