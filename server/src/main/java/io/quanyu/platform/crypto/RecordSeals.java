package io.quanyu.platform.crypto;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.RegistryConfiguration;
import java.security.GeneralSecurityException;

/**
 * Seals of records: who can write to the database but has not the key cannot make one. HMAC-SHA256
 * with the key's id before it, so the keyset can rotate: old seals hold as long as their key stays
 * in it. Thread-safe.
 */
public final class RecordSeals {

  private final Mac mac;

  RecordSeals(KeysetHandle keyset) throws GeneralSecurityException {
    this.mac = keyset.getPrimitive(RegistryConfiguration.get(), Mac.class);
  }

  /** The seal of a record's bytes. */
  public byte[] seal(byte[] record) {
    try {
      return mac.computeMac(record);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA256 failed", e);
    }
  }

  /** Whether a seal was made by us for exactly these bytes. */
  public boolean isIntact(byte[] seal, byte[] record) {
    try {
      mac.verifyMac(seal, record);
      return true;
    } catch (GeneralSecurityException e) {
      return false; // Tink's way to say no
    }
  }
}
