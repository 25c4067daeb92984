package io.quanyu.platform.crypto;

import com.google.crypto.tink.subtle.Random;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/**
 * Makes and opens the data keys of stored files. A key is wrapped by the master keyset and bound to
 * the name of its file. Thread-safe.
 */
public final class FileKeys {

  private static final int KEY_BYTES = 32;

  private final MasterKeyset master;

  FileKeys(MasterKeyset master) {
    this.master = master;
  }

  /**
   * A new random key. Store its {@link FileKey#wrapped()} form.
   *
   * @param file what names the file for ever, e.g. {@code upload:0199…}
   */
  public FileKey create(String file) {
    var key = Random.randBytes(KEY_BYTES);
    try {
      return new FileKey(key, master.wrap(key, file.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot wrap the key of " + file, e);
    }
  }

  /**
   * The stored key of a file.
   *
   * @throws IllegalStateException if it was wrapped for another file or by a lost master key
   */
  public FileKey unwrap(String file, byte[] wrapped) {
    try {
      return new FileKey(
          master.unwrap(wrapped, file.getBytes(StandardCharsets.UTF_8)), wrapped.clone());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot unwrap the key of " + file, e);
    }
  }
}
