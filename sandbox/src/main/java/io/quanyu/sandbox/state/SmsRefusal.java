package io.quanyu.sandbox.state;

/** One message of a call that the gateway did not take. */
public record SmsRefusal(String ref, String code, String reason) {}
