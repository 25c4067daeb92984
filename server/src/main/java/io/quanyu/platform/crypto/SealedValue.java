package io.quanyu.platform.crypto;

import java.util.Arrays;

/**
 * A personal value, encrypted and authenticated under a {@link CustomerKey}. Immutable.
 *
 * <p>Layout: 12 bytes nonce, ciphertext, 16 bytes tag; {@value #OVERHEAD_BYTES} bytes longer than
 * the UTF-8 text.
 */
public final class SealedValue {

  /** How much longer a sealed value is than its clear text. */
  public static final int OVERHEAD_BYTES = 28;

  private final byte[] bytes;

  private SealedValue(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A value as it was stored. */
  public static SealedValue of(byte[] bytes) {
    return new SealedValue(bytes.clone());
  }

  /** What to store. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SealedValue that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "SealedValue[" + bytes.length + " bytes]";
  }
}
