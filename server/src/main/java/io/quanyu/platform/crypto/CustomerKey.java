package io.quanyu.platform.crypto;

import com.google.crypto.tink.subtle.AesGcmJce;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/**
 * The data key of one customer, open for use: AES-256-GCM. Only its wrapped form is ever stored.
 * Thread-safe.
 */
public final class CustomerKey {

  private final byte[] wrapped;
  private final AesGcmJce cipher;

  CustomerKey(byte[] key, byte[] wrapped) throws GeneralSecurityException {
    this.wrapped = wrapped;
    this.cipher = new AesGcmJce(key);
  }

  /** The key as it is stored: encrypted by the master key, whose id it names in bytes 1 to 4. */
  public byte[] wrapped() {
    return wrapped.clone();
  }

  /**
   * Encrypts a value.
   *
   * @param associatedData where the value belongs, e.g. {@code know_profile.value:phone}; opening
   *     needs the same text, so a sealed value cannot be moved to another place
   */
  public SealedValue seal(String clear, String associatedData) {
    try {
      return SealedValue.of(
          cipher.encrypt(
              clear.getBytes(StandardCharsets.UTF_8),
              associatedData.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM failed", e);
    }
  }

  /**
   * Decrypts a value.
   *
   * @throws IllegalStateException if the value was not sealed under this key for this place
   */
  public String open(SealedValue sealed, String associatedData) {
    try {
      return new String(
          cipher.decrypt(sealed.bytes(), associatedData.getBytes(StandardCharsets.UTF_8)),
          StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "value was not sealed under this key for " + associatedData, e);
    }
  }
}
