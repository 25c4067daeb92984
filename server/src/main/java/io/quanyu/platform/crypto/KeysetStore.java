package io.quanyu.platform.crypto;

import com.google.crypto.tink.KeysetHandle;

/** Where a keyset is kept. */
interface KeysetStore {

  /** What is kept now. */
  KeysetHandle read();

  /** Replaces it, durably and in one step. */
  void write(KeysetHandle keyset);

  /** Differs from that of an earlier moment if the keyset was replaced meanwhile; cheap. */
  Object version();

  /** Kept as long as the object: for tests and for measuring. */
  final class InMemory implements KeysetStore {
    private volatile KeysetHandle keyset;

    InMemory(KeysetHandle keyset) {
      this.keyset = keyset;
    }

    @Override
    public KeysetHandle read() {
      return keyset;
    }

    @Override
    public void write(KeysetHandle replacement) {
      keyset = replacement;
    }

    @Override
    public Object version() {
      return System.identityHashCode(keyset);
    }
  }
}
