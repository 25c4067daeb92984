package io.quanyu.platform.crypto;

import static java.util.Objects.requireNonNull;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.prf.Prf;
import com.google.crypto.tink.prf.PrfSet;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;

/**
 * Keyed hashes of identifiers: equal identifiers meet by their hash, and without the key nobody can
 * try out the 10^10 possible phone numbers.
 *
 * <p>HMAC-SHA256 truncated to 16 bytes, carried as a {@link UUID} because PostgreSQL stores and
 * indexes that compactly; its version bits mean nothing. Two of 10^9 values share a hash with
 * probability 10^-21. Thread-safe.
 */
public final class KeyedHashes {

  private static final int HASH_BYTES = 16;

  private final Prf prf;

  KeyedHashes(KeysetHandle keyset) throws GeneralSecurityException {
    var prfs = keyset.getPrimitive(RegistryConfiguration.get(), PrfSet.class);
    // Hashes are stored without a key id and cannot be recomputed without the clear value, so the
    // key never rotates by itself: a new key means to hash all identifiers again.
    this.prf =
        requireNonNull(prfs.getPrfs().get(prfs.getPrimaryId()), "the keyset has no primary key");
  }

  /**
   * The hash of {@code value} within {@code namespace}.
   *
   * @param namespace what the value is unique in, e.g. {@code phone} or {@code openid:shop-a};
   *     without NUL characters
   * @param value the normalised identifier
   */
  public UUID hash(String namespace, String value) {
    if (namespace.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a namespace holds no NUL character");
    }
    // NUL ends the namespace, so ("ab","c") and ("a","bc") differ.
    var text = (namespace + '\0' + value).getBytes(StandardCharsets.UTF_8);
    try {
      var hash = ByteBuffer.wrap(prf.compute(text, HASH_BYTES));
      return new UUID(hash.getLong(), hash.getLong());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA256 failed", e);
    }
  }
}
