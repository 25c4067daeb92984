package io.quanyu.platform.crypto;

import com.google.crypto.tink.subtle.Random;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.UUID;

/**
 * Makes and opens the data keys of customers.
 *
 * <p>A key is wrapped (encrypted) by the master keyset and bound to its customer's id. The wrapped
 * form names the master key that made it, so the master keyset can rotate: old keys keep opening as
 * long as their master key stays in the keyset. Thread-safe.
 */
public final class CustomerKeys {

  private static final int KEY_BYTES = 32;

  private final MasterKeyset master;

  CustomerKeys(MasterKeyset master) {
    this.master = master;
  }

  /** A new random key for a customer. Store its {@link CustomerKey#wrapped()} form. */
  public CustomerKey create(UUID customerId) {
    var key = Random.randBytes(KEY_BYTES);
    try {
      return new CustomerKey(key, master.wrap(key, bytesOf(customerId)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot wrap the key of customer " + customerId, e);
    }
  }

  /**
   * The stored key of a customer.
   *
   * @throws IllegalStateException if it was wrapped for another customer or by a master key that is
   *     not in the keyset any more
   */
  public CustomerKey unwrap(UUID customerId, byte[] wrapped) {
    try {
      return new CustomerKey(master.unwrap(wrapped, bytesOf(customerId)), wrapped.clone());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot unwrap the key of customer " + customerId, e);
    }
  }

  private static byte[] bytesOf(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }
}
