package io.quanyu.know.collect.internal.reading;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;

/** The characters of a text file, unpacked and decoded, with the packed bytes counted. */
final class TextFile implements Closeable {
  /**
   * Stands where bytes could not be decoded. A noncharacter, so that it differs from every honest
   * character, U+FFFD included: that one may be in the file itself.
   */
  static final char UNDECODABLE = '\uFFFF';

  private static final int BUFFER_BYTES = 64 * 1024;

  private final CountingStream packed;
  private final Reader reader;

  private TextFile(CountingStream packed, Reader reader) {
    this.packed = packed;
    this.reader = reader;
  }

  static TextFile open(FileBytes file, FileLayout layout) throws IOException {
    var packed = new CountingStream(file.open());
    try {
      var bytes = bytesOf(packed, layout.gzip());
      return new TextFile(packed, readerOf(bytes, layout.decodedAs()));
    } catch (IOException e) {
      packed.close();
      throw e;
    }
  }

  static InputStream bytesOf(CountingStream packed, boolean gzip) throws IOException {
    return new BufferedInputStream(gzip ? new InflatingStream(packed) : packed, BUFFER_BYTES);
  }

  private static Reader readerOf(InputStream bytes, Charset charset) throws IOException {
    var decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE)
            .replaceWith(String.valueOf(UNDECODABLE));
    return new WithoutMark(new InputStreamReader(bytes, decoder));
  }

  int read(char[] target, int offset, int length) throws IOException {
    return reader.read(target, offset, length);
  }

  long bytesRead() {
    return packed.count();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  /** Drops a byte order mark; Java's decoders of UTF-8, UTF-16LE and UTF-16BE keep it. */
  private static final class WithoutMark extends java.io.FilterReader {
    private boolean started;

    WithoutMark(Reader in) {
      super(in);
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
      int read = super.read(target, offset, length);
      if (started || read <= 0) {
        return read;
      }
      started = true;
      if (target[offset] != '\uFEFF') {
        return read;
      }
      if (read == 1) {
        return super.read(target, offset, length);
      }
      System.arraycopy(target, offset + 1, target, offset, read - 1);
      return read - 1;
    }
  }
}
