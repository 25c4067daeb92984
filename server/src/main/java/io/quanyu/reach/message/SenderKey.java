package io.quanyu.reach.message;

/** A guide on a channel, in the channel's own ids. */
public record SenderKey(String channel, String sender) {}
