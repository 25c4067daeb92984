package io.quanyu.core.contact;

/**
 * What is known about one customer on one channel.
 *
 * @param channel code of the channel: {@code wecom}, {@code sms} …
 * @param isSuppressed the address must not be used for any purpose
 * @param will what her consent says of the message, if it is marketing
 * @param hasAddress there is something to send to
 * @param isQuotaLeft the channel still takes a message to this customer; true where it counts none
 */
public record ContactFacts(
    String channel,
    boolean isSuppressed,
    MarketingWill will,
    boolean hasAddress,
    boolean isQuotaLeft) {}
