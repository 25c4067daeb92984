package io.quanyu.reach.wecom.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signature and encryption of WeCom's callbacks.
 *
 * <p>Not WxJava's: that compares signatures in a time that depends on them, takes any padding, and
 * drops the receiver's id, which must be checked. A test opens what WxJava seals.
 *
 * <p>The encryption itself is not authenticated. So the signature, which covers the cipher text, is
 * checked first, always: else the padding check would tell a stranger about the plain text.
 */
final class CallbackCrypto {

  /** Characters of an EncodingAESKey: Base64 of 32 bytes without its last "=". */
  static final int ENCODED_KEY_LENGTH = 43;

  private static final int BLOCK_BYTES = 32; // of the padding, twice that of AES
  private static final int IV_BYTES = 16;
  private static final int RANDOM_BYTES = 16;
  private static final int HEAD_BYTES = RANDOM_BYTES + Integer.BYTES;

  private final String token;
  private final byte[] key;

  /**
   * @param encodedKey the EncodingAESKey
   */
  CallbackCrypto(String token, String encodedKey) {
    this.token = token;
    this.key = Base64.getDecoder().decode(encodedKey + "=");
  }

  /** A message and whom it is meant for: the corp id. */
  record Opened(String message, String receiveId) {}

  /** Whether whoever knows the token signed the parts, in constant time. */
  boolean isSigned(CallbackProof proof, String encrypted) {
    var parts =
        Stream.of(token, proof.timestamp(), proof.nonce(), encrypted)
            .sorted()
            .collect(Collectors.joining());
    return MessageDigest.isEqual(
        HexFormat.of().formatHex(sha1(parts)).getBytes(StandardCharsets.US_ASCII),
        proof.signature().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Decrypts what was signed.
   *
   * @throws UnreadableCallbackException if it is not what our key would have made
   */
  Opened open(String encrypted) throws UnreadableCallbackException {
    var clear = decrypt(encrypted);
    if (clear.length < HEAD_BYTES || clear.length % BLOCK_BYTES != 0) {
      throw new UnreadableCallbackException("it is too short or cut off");
    }
    int end = clear.length - padding(clear);
    int length = ByteBuffer.wrap(clear).getInt(RANDOM_BYTES);
    if (length < 0 || length > end - HEAD_BYTES) {
      throw new UnreadableCallbackException("its length is wrong");
    }
    int messageEnd = HEAD_BYTES + length;
    return new Opened(
        new String(clear, HEAD_BYTES, length, StandardCharsets.UTF_8),
        new String(clear, messageEnd, end - messageEnd, StandardCharsets.UTF_8));
  }

  private byte[] decrypt(String encrypted) throws UnreadableCallbackException {
    try {
      var cipher = Cipher.getInstance("AES/CBC/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE,
          new SecretKeySpec(key, "AES"),
          new IvParameterSpec(key, 0, IV_BYTES));
      return cipher.doFinal(Base64.getDecoder().decode(encrypted));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new UnreadableCallbackException("it is not Base64 of whole AES blocks", e);
    }
  }

  /** PKCS#7, but up to 32 bytes. */
  private static int padding(byte[] clear) throws UnreadableCallbackException {
    int padding = clear[clear.length - 1];
    if (padding < 1 || padding > BLOCK_BYTES || padding > clear.length - HEAD_BYTES) {
      throw new UnreadableCallbackException("its padding is wrong");
    }
    var pad = new byte[padding];
    Arrays.fill(pad, (byte) padding);
    int start = clear.length - padding;
    if (!Arrays.equals(clear, start, clear.length, pad, 0, padding)) {
      throw new UnreadableCallbackException("its padding is wrong");
    }
    return padding;
  }

  private static byte[] sha1(String text) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
