package io.quanyu.platform.crypto;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;

/**
 * The data key of one stored file, open for use: AES-256-GCM in segments, so that a file of any
 * size is written and read as a stream. Destroying the wrapped key destroys the file. Thread-safe.
 */
public final class FileKey {

  private static final int SEGMENT_BYTES = 1 << 20;
  private static final byte[] NOTHING = {};

  private final byte[] wrapped;
  private final AesGcmHkdfStreaming streams;
  private final AesGcmJce cipher;

  FileKey(byte[] key, byte[] wrapped) throws GeneralSecurityException {
    this.wrapped = wrapped;
    this.streams = new AesGcmHkdfStreaming(key, "HmacSha256", key.length, SEGMENT_BYTES, 0);
    this.cipher = new AesGcmJce(key);
  }

  /** The key as it is stored: encrypted by the master key. */
  public byte[] wrapped() {
    return wrapped.clone();
  }

  /** Encrypts what is written; the last bytes are out when it is closed. */
  public OutputStream sealing(OutputStream out) throws IOException {
    try {
      return streams.newEncryptingStream(out, NOTHING);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM failed", e);
    }
  }

  /** Decrypts what is read; a byte that was changed or cut off fails the read. */
  public InputStream opening(InputStream in) throws IOException {
    try {
      return streams.newDecryptingStream(in, NOTHING);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM failed", e);
    }
  }

  /**
   * Encrypts a part of the file that is kept apart.
   *
   * @param associatedData where the part belongs; opening needs the same bytes
   */
  public byte[] seal(byte[] clear, byte[] associatedData) {
    try {
      return cipher.encrypt(clear, associatedData);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM failed", e);
    }
  }

  /**
   * Decrypts a part.
   *
   * @throws IllegalStateException if it was not sealed under this key for this place
   */
  public byte[] open(byte[] sealed, byte[] associatedData) {
    try {
      return cipher.decrypt(sealed, associatedData);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("not sealed under this key for this place", e);
    }
  }
}
