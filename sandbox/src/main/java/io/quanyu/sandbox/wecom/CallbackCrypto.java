package io.quanyu.sandbox.wecom;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signature and encryption of callbacks, from the vendor's side (facts 5.6): AES-256-CBC, the IV is
 * the first half of the key, PKCS#7 to blocks of 32 bytes; the plain text is 16 random bytes, the
 * length in 4 bytes big endian, the message and the receiver's id.
 */
final class CallbackCrypto {
  private static final int RANDOM_BYTES = 16;
  private static final int BLOCK_BYTES = 32;

  private final String token;
  private final byte[] key;
  private final String receiveid;

  /**
   * Keys of one app.
   *
   * @param encodingAesKey 43 characters
   */
  CallbackCrypto(String token, String encodingAesKey, String receiveid) {
    this.token = token;
    // The 43rd character carries bits that Java's decoder refuses unless they are zero.
    this.key = Arrays.copyOf(Base64.getMimeDecoder().decode(encodingAesKey + "="), 32);
    this.receiveid = receiveid;
  }

  /** The signature over the four texts. */
  String sign(String timestamp, String nonce, String encrypted) {
    String[] parts = {token, timestamp, nonce, encrypted};
    Arrays.sort(parts);
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-1")
              .digest(String.join("", parts).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Base64 of the encrypted message. */
  String encrypt(String message) {
    byte[] text = message.getBytes(StandardCharsets.UTF_8);
    byte[] receiver = receiveid.getBytes(StandardCharsets.UTF_8);
    int length = RANDOM_BYTES + 4 + text.length + receiver.length;
    int padding = BLOCK_BYTES - length % BLOCK_BYTES;
    byte[] pad = new byte[padding];
    Arrays.fill(pad, (byte) padding);
    byte[] plain =
        ByteBuffer.allocate(length + padding)
            .put(RandomText.of(RANDOM_BYTES).getBytes(StandardCharsets.US_ASCII))
            .putInt(text.length)
            .put(text)
            .put(receiver)
            .put(pad)
            .array();
    return Base64.getEncoder().encodeToString(crypt(Cipher.ENCRYPT_MODE, plain));
  }

  /**
   * The message within.
   *
   * @throws IllegalArgumentException if it was not encrypted for this app
   */
  String decrypt(String encrypted) {
    byte[] plain = crypt(Cipher.DECRYPT_MODE, Base64.getDecoder().decode(encrypted));
    int padding = plain[plain.length - 1];
    if (padding < 1 || padding > BLOCK_BYTES) {
      throw new IllegalArgumentException("wrong padding");
    }
    ByteBuffer rest = ByteBuffer.wrap(plain, RANDOM_BYTES, plain.length - padding - RANDOM_BYTES);
    int length = rest.getInt();
    if (length < 0 || length > rest.remaining()) {
      throw new IllegalArgumentException("wrong length");
    }
    byte[] text = new byte[length];
    rest.get(text);
    byte[] receiver = new byte[rest.remaining()];
    rest.get(receiver);
    if (!receiveid.equals(new String(receiver, StandardCharsets.UTF_8))) {
      throw new IllegalArgumentException("wrong receiver");
    }
    return new String(text, StandardCharsets.UTF_8);
  }

  private byte[] crypt(int mode, byte[] bytes) {
    try {
      // Padded by hand: the JDK pads to 16, the vendor to 32.
      Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
      cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(key, 0, 16));
      return cipher.doFinal(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not encrypted by this key", e);
    }
  }
}
