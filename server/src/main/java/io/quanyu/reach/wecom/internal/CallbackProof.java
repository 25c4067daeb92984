package io.quanyu.reach.wecom.internal;

/**
 * What WeCom sends in the address of every callback to prove itself.
 *
 * @param signature {@code msg_signature}, hexadecimal SHA-1
 * @param timestamp seconds since 1970, as text because it is signed as text
 */
public record CallbackProof(String signature, String timestamp, String nonce) {}
