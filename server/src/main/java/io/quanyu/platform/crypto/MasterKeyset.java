package io.quanyu.platform.crypto;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * The master keyset in use: wraps data keys by its primary key and opens what any of its keys
 * wrapped. Swapped as a whole when a rotation changes it here or, in the same store, at another
 * server. Thread-safe; nobody waits for a swap.
 */
final class MasterKeyset {

  /** How long another server may go on wrapping by the key before. */
  private static final long LOOK_NS = Duration.ofSeconds(1).toNanos();

  /** Tink's prefix: one byte of version, four of the key's id. */
  private static final int PREFIX_BYTES = 5;

  private final KeysetStore store;
  private volatile InUse inUse;
  private volatile long lookedAt = System.nanoTime();

  MasterKeyset(KeysetStore store) throws GeneralSecurityException {
    this.store = store;
    this.inUse = read();
  }

  /**
   * @param version of the store, before it was read
   */
  private record InUse(KeysetHandle keyset, Aead aead, Set<Integer> ids, Object version) {}

  /** The id of the key that wraps now. */
  int primaryId() {
    return inUse.keyset.getPrimary().getId();
  }

  /** The ids of all keys that are there. */
  Set<Integer> ids() {
    return inUse.ids;
  }

  /** The id of the key that wrapped {@code wrapped}; 0 if that is not what we make. */
  static int keyIdOf(byte[] wrapped) {
    return wrapped.length < PREFIX_BYTES ? 0 : ByteBuffer.wrap(wrapped, 1, 4).getInt();
  }

  /**
   * Encrypts a data key by the primary key.
   *
   * @throws java.io.UncheckedIOException if the store is not there any more: a key that only memory
   *     holds must not wrap
   */
  byte[] wrap(byte[] key, byte[] boundTo) throws GeneralSecurityException {
    if (System.nanoTime() - lookedAt > LOOK_NS) {
      refresh();
    }
    return inUse.aead.encrypt(key, boundTo);
  }

  /** Decrypts a data key, whichever key wrapped it. */
  byte[] unwrap(byte[] wrapped, byte[] boundTo) throws GeneralSecurityException {
    if (!inUse.ids.contains(keyIdOf(wrapped))) {
      refresh(); // another server has begun a rotation
    }
    return inUse.aead.decrypt(wrapped, boundTo);
  }

  /** The same key wrapped by the primary key. */
  byte[] rewrap(byte[] wrapped, byte[] boundTo) throws GeneralSecurityException {
    return wrap(unwrap(wrapped, boundTo), boundTo);
  }

  /** Takes over what another server wrote to the store. */
  void refresh() throws GeneralSecurityException {
    lookedAt = System.nanoTime();
    if (!store.version().equals(inUse.version)) {
      inUse = read();
    }
  }

  /** From now on the key {@code id} wraps; it is made if it is not there. Idempotent. */
  void makePrimary(int id) throws GeneralSecurityException {
    change(keyset -> {
      var changed = KeysetHandle.newBuilder(keyset);
      for (int i = 0; i < changed.size(); i++) {
        if (idAt(keyset, i) == id) {
          changed.getAt(i).setStatus(KeyStatus.ENABLED).makePrimary();
          return changed;
        }
      }
      return changed.addEntry(
          KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
              .withFixedId(id)
              .makePrimary());
    });
  }

  /**
   * Marks all keys but the primary one as not to be used any more. What they wrapped still opens
   * here: a row that comes late must be readable until it is wrapped anew.
   */
  void disableOthers() throws GeneralSecurityException {
    change(keyset -> {
      var changed = KeysetHandle.newBuilder(keyset);
      for (int i = 0; i < changed.size(); i++) {
        if (!keyset.getAt(i).isPrimary()) {
          changed.getAt(i).setStatus(KeyStatus.DISABLED);
        }
      }
      return changed;
    });
  }

  /** Forgets keys for ever. Idempotent. */
  void remove(Set<Integer> ids) throws GeneralSecurityException {
    change(keyset -> {
      var changed = KeysetHandle.newBuilder(keyset);
      for (int i = changed.size() - 1; i >= 0; i--) {
        if (ids.contains(idAt(keyset, i))) {
          changed.deleteAt(i);
        }
      }
      return changed;
    });
  }

  private interface Change {
    KeysetHandle.Builder of(KeysetHandle keyset) throws GeneralSecurityException;
  }

  private synchronized void change(Change change) throws GeneralSecurityException {
    store.write(change.of(store.read()).build());
    inUse = read();
  }

  private InUse read() throws GeneralSecurityException {
    var version = store.version();
    var keyset = store.read();
    var opening = KeysetHandle.newBuilder(keyset);
    Set<Integer> ids = new HashSet<>();
    for (int i = 0; i < keyset.size(); i++) {
      opening.getAt(i).setStatus(KeyStatus.ENABLED);
      ids.add(idAt(keyset, i));
    }
    var aead = opening.build().getPrimitive(RegistryConfiguration.get(), Aead.class);
    return new InUse(keyset, aead, Set.copyOf(ids), version);
  }

  private static int idAt(KeysetHandle keyset, int index) {
    return keyset.getAt(index).getId();
  }
}
