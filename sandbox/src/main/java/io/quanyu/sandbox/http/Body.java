package io.quanyu.sandbox.http;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** What a request carries, read completely; at most {@link HttpFront#BODY_BYTES_MAX}. */
public final class Body {
  private final byte[] bytes;

  Body(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Whether there is nothing. */
  public boolean isEmpty() {
    return bytes.length == 0;
  }

  /** As text in UTF-8. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** The bytes, from the beginning. */
  public InputStream stream() {
    return new ByteArrayInputStream(bytes);
  }
}
