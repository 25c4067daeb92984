package io.quanyu.demo.generator;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An export whose documents stand in the order of their time, as a platform writes them, although
 * people are generated one after the other.
 *
 * <p>Idea: each block of people is spilled as one run, sorted by time, with the offsets at which
 * its days (or weeks) begin. Then, span by span, the slices of all runs are read, sorted and
 * compressed; spans are independent, so this too runs in parallel. Documents of the same second
 * keep the order of the people. Cost: one write and one read of the plain text beside the result,
 * and memory for one span a thread. The bytes do not depend on how people were cut into blocks.
 */
final class TimeSortedFile implements Closeable {

  /** Before every spilled document: its length and its seconds since the beginning of the file. */
  private static final int PREFIX_BYTES = 8;

  private final Path path;
  private final Path spillPath;
  private final FileChannel spill;
  private final String header;
  private final long begin;
  private final int spanSeconds;
  private final int spans;
  private final List<Run> runs = new ArrayList<>();
  private long spilledBytes;

  /**
   * Where a run begins in the spill; {@code spanOffsets} has one entry more than there are spans.
   */
  private static final class Run {
    private final long offset;
    private final int[] spanOffsets;

    Run(long offset, int[] spanOffsets) {
      this.offset = offset;
      this.spanOffsets = spanOffsets;
    }

    long start(int span) {
      return offset + spanOffsets[span];
    }

    int length(int span) {
      return spanOffsets[span + 1] - spanOffsets[span];
    }
  }

  TimeSortedFile(Path path, String header, long begin, long end, int spanSeconds) {
    this.path = path;
    this.header = header;
    this.begin = begin;
    this.spanSeconds = spanSeconds;
    spans = (int) ((end - begin + spanSeconds - 1) / spanSeconds);
    spillPath = path.resolveSibling(path.getFileName() + ".spill");
    try {
      spill =
          FileChannel.open(
              spillPath,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path path() {
    return path;
  }

  int spans() {
    return spans;
  }

  /** Collects the documents of one block of people; used by one thread. */
  Collector collector() {
    return new Collector();
  }

  final class Collector {
    private final TextBuffer text = new TextBuffer(1 << 14);
    private long[] order = new long[256];
    private int[] ends = new int[256];
    private int count;

    /** Where the next document is written; {@link #end} finishes it. */
    TextBuffer text() {
      return text;
    }

    void end(long at) {
      if (count == ends.length) {
        ends = Arrays.copyOf(ends, count * 2);
        order = Arrays.copyOf(order, count * 2);
      }
      order[count] = (at - begin) << 32 | count;
      ends[count++] = text.length();
    }

    /** Sorts what was collected into a run, ready to be appended. */
    Sorted sorted() {
      Arrays.sort(order, 0, count);
      TextBuffer run = new TextBuffer(text.length() + count * PREFIX_BYTES);
      int[] spanOffsets = new int[spans + 1];
      int span = 0;
      for (int i = 0; i < count; i++) {
        int seconds = (int) (order[i] >>> 32);
        int document = (int) order[i];
        while (span <= seconds / spanSeconds) {
          spanOffsets[span++] = run.length();
        }
        int start = document == 0 ? 0 : ends[document - 1];
        int length = ends[document] - start;
        run.binaryInt(length).binaryInt(seconds).copy(text.bytes(), start, length);
      }
      Arrays.fill(spanOffsets, span, spans + 1, run.length());
      return new Sorted(run, spanOffsets, count);
    }
  }

  /** The documents of a block, sorted. */
  static final class Sorted {
    private final TextBuffer run;
    private final int[] spanOffsets;
    private final int documents;

    private Sorted(TextBuffer run, int[] spanOffsets, int documents) {
      this.run = run;
      this.spanOffsets = spanOffsets;
      this.documents = documents;
    }

    int documents() {
      return documents;
    }
  }

  void append(Sorted sorted) throws IOException {
    runs.add(new Run(spilledBytes, sorted.spanOffsets));
    ByteBuffer buffer = ByteBuffer.wrap(sorted.run.bytes(), 0, sorted.run.length());
    while (buffer.hasRemaining()) {
      spilledBytes += spill.write(buffer, spilledBytes);
    }
  }

  /** Piece 0 is the header, piece {@code n} the documents of span {@code n} − 1, compressed. */
  GzipFile.Chunk piece(int index) {
    if (index == 0) {
      byte[] line =
          header.isEmpty() ? new byte[0] : (header + "\n").getBytes(StandardCharsets.UTF_8);
      return GzipFile.Chunk.of(line, line.length);
    }
    byte[] slices = read(index - 1);
    long[] order = new long[16];
    int[] starts = new int[16];
    int count = 0;
    for (int offset = 0;
        offset < slices.length;
        offset += PREFIX_BYTES + TextBuffer.intAt(slices, offset)) {
      if (count == order.length) {
        order = Arrays.copyOf(order, count * 2);
        starts = Arrays.copyOf(starts, count * 2);
      }
      order[count] = (long) TextBuffer.intAt(slices, offset + 4) << 32 | count;
      starts[count++] = offset;
    }
    Arrays.sort(order, 0, count);
    TextBuffer text = new TextBuffer(slices.length);
    for (int i = 0; i < count; i++) {
      int offset = starts[(int) order[i]];
      text.copy(slices, offset + PREFIX_BYTES, TextBuffer.intAt(slices, offset));
    }
    return GzipFile.Chunk.of(text.bytes(), text.length());
  }

  private byte[] read(int span) {
    int bytes = 0;
    for (Run run : runs) {
      bytes = Math.addExact(bytes, run.length(span));
    }
    ByteBuffer buffer = ByteBuffer.allocate(bytes);
    try {
      for (Run run : runs) {
        long offset = run.start(span);
        buffer.limit(buffer.position() + run.length(span));
        while (buffer.hasRemaining()) {
          offset += spill.read(buffer, offset);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return buffer.array();
  }

  @Override
  public void close() throws IOException {
    try (spill) {
      Files.deleteIfExists(spillPath);
    }
  }
}
