package io.quanyu.reach.message;

/**
 * How far the messages of a source are on one channel. The counts but the last are disjoint and
 * together all messages.
 *
 * @param channel code
 * @param planned to be sent
 * @param sending begun; the vendor's answer is not known yet
 * @param sent the vendor has them; nothing more is known yet
 * @param reached receipts say so
 * @param failed receipts say so, or no more receipts were awaited
 * @param refused by the vendor, or at the door because the customer opted out
 * @param unknown nobody knows whether they were sent
 * @param cancelled never begun
 * @param waitingForGuide those of {@code sent} that wait for a confirmation by their sender
 */
public record ChannelProgress(
    String channel,
    long planned,
    long sending,
    long sent,
    long reached,
    long failed,
    long refused,
    long unknown,
    long cancelled,
    long waitingForGuide) {}
