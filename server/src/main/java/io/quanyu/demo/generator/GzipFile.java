package io.quanyu.demo.generator;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * One gzip member whose chunks were compressed independently, by any thread, and are appended in
 * order: each chunk ends at a byte boundary with an empty block (a sync flush), so the chunks
 * simply follow one another, as in pigz. The bytes depend on the chunks alone: no file name, no
 * time of modification.
 */
final class GzipFile implements Closeable {

  private static final int LEVEL = 1;

  /** RFC 1952 §2.3: magic, deflate, no flags, no time, no extra flags, unknown system. */
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 255};

  /** A final, empty block with fixed codes. */
  private static final byte[] LAST_BLOCK = {3, 0};

  private final OutputStream out;
  private final CRC32 crc = new CRC32();
  private long size;

  GzipFile(Path path) throws IOException {
    out = Files.newOutputStream(path);
    out.write(HEADER);
  }

  /** A piece of the file, plain and compressed. */
  static final class Chunk {
    private final byte[] plain;
    private final int plainLength;
    private final byte[] compressed;
    private final int compressedLength;

    private Chunk(byte[] plain, int plainLength, byte[] compressed, int compressedLength) {
      this.plain = plain;
      this.plainLength = plainLength;
      this.compressed = compressed;
      this.compressedLength = compressedLength;
    }

    static Chunk of(byte[] plain, int length) {
      if (length == 0) {
        return new Chunk(plain, 0, new byte[0], 0);
      }
      try (Deflater deflater = new Deflater(LEVEL, true)) {
        deflater.setInput(plain, 0, length);
        byte[] compressed = new byte[length / 3 + 256];
        int done = 0;
        while (true) {
          int room = compressed.length - done;
          int count = deflater.deflate(compressed, done, room, Deflater.SYNC_FLUSH);
          done += count;
          // The flush is complete only when the deflater leaves room unused.
          if (count < room) {
            return new Chunk(plain, length, compressed, done);
          }
          compressed = Arrays.copyOf(compressed, compressed.length * 2);
        }
      }
    }
  }

  void append(Chunk chunk) throws IOException {
    crc.update(chunk.plain, 0, chunk.plainLength);
    size += chunk.plainLength;
    out.write(chunk.compressed, 0, chunk.compressedLength);
  }

  @Override
  public void close() throws IOException {
    try (out) {
      out.write(LAST_BLOCK);
      writeLittleEndian((int) crc.getValue());
      writeLittleEndian((int) size);
    }
  }

  private void writeLittleEndian(int value) throws IOException {
    out.write(
        new byte[] {
          (byte) value, (byte) (value >>> 8), (byte) (value >>> 16), (byte) (value >>> 24)
        });
  }
}
