package io.quanyu.know.collect.internal.reading;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A gzip file's content, refused when it inflates out of all proportion: a bomb would else keep an
 * importer busy for days.
 */
final class InflatingStream extends FilterInputStream {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final CountingStream packed;
  private long inflated;

  InflatingStream(CountingStream packed) throws IOException {
    super(new GZIPInputStream(packed, BUFFER_BYTES));
    this.packed = packed;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read;
    try {
      read = super.read(target, offset, length);
    } catch (EOFException | ZipException e) {
      throw new UnreadableFileException(
          "The gzip file is damaged or was cut off after "
              + inflated
              + " bytes of content; send it again.",
          e);
    }
    if (read > 0) {
      inflated += read;
      refuseBomb(inflated, packed.count());
    }
    return read;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  static void refuseBomb(long inflatedBytes, long packedBytes) throws UnreadableFileException {
    if (inflatedBytes > ReadingLimits.INFLATED_BYTES_FREE
        && inflatedBytes / Math.max(1, packedBytes) > ReadingLimits.INFLATION_RATIO_MAX) {
      throw new UnreadableFileException(
          "The archive inflates more than "
              + ReadingLimits.INFLATION_RATIO_MAX
              + "-fold, which no table does; it was not read any further.");
    }
  }
}
