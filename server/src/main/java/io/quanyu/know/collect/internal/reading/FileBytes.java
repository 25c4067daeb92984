package io.quanyu.know.collect.internal.reading;

import java.io.IOException;
import java.io.InputStream;

/** A stored file that can be read from its start as often as needed. */
@FunctionalInterface
public interface FileBytes {

  /** Opens the file at its first byte; the caller closes. */
  InputStream open() throws IOException;
}
