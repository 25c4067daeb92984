package io.quanyu.sandbox.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * An append-only file of lines that is the memory of the sandbox.
 *
 * <p>{@link #append} only writes; {@link #awaitDurable} returns when the line is on disk, and many
 * waiting callers share one fsync. Nothing is answered before that, so a line that a crash tore was
 * never promised to anybody: {@link #open} cuts it off. A broken line that has others behind it is
 * damage, and refused.
 *
 * <p>{@code append} is for one thread at a time (the ledger's lock); {@code awaitDurable} for any.
 */
public final class Journal implements AutoCloseable {
  private static final int BLOCK_BYTES = 1 << 16;
  private static final int WRITE_BYTES = 1 << 20;
  private static final Duration LOCK_WAIT = Duration.ofSeconds(10);
  private static final long LOCK_PAUSE_MS = 100;

  private final FileChannel channel;
  private final Object flushing = new Object();
  private volatile long written;
  private volatile long durable;
  private volatile boolean failed;

  private Journal(FileChannel channel, long size) {
    this.channel = channel;
    this.written = size;
    this.durable = size;
  }

  /**
   * Opens the journal, handing every whole line to {@code replay}, oldest first and without its
   * line feed.
   *
   * @param replay must throw on a line that it cannot read
   * @throws IllegalStateException if another process holds the journal, or a line in the middle is
   *     broken
   */
  public static Journal open(Path file, Consumer<byte[]> replay) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      try {
        lock(channel, file);
        long size = replayLines(file, replay);
        if (size < channel.size()) {
          channel.truncate(size);
          channel.force(true);
        }
        channel.position(size);
        return new Journal(channel, size);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits a little for another sandbox: one that is stopping holds it until it has stopped. */
  private static void lock(FileChannel channel, Path file) throws IOException {
    long start = System.nanoTime();
    try {
      while (channel.tryLock() == null) {
        if (System.nanoTime() - start > LOCK_WAIT.toNanos()) {
          throw new IllegalStateException("another sandbox has the journal " + file);
        }
        Thread.sleep(LOCK_PAUSE_MS);
      }
    } catch (OverlappingFileLockException e) {
      throw new IllegalStateException("this process already has the journal " + file, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the journal " + file, e);
    }
  }

  /** Returns the length of the whole lines in bytes: what is behind it was torn. */
  private static long replayLines(Path file, Consumer<byte[]> replay) throws IOException {
    long whole = 0;
    long lineNo = 0;
    RuntimeException broken = null;
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    byte[] block = new byte[BLOCK_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(block); read > 0; read = in.read(block)) {
        if (broken != null) {
          throw damaged(file, lineNo, broken);
        }
        int start = 0;
        for (int i = 0; i < read; i++) {
          if (block[i] != '\n') {
            continue;
          }
          line.write(block, start, i - start);
          start = i + 1;
          lineNo++;
          byte[] bytes = line.toByteArray();
          line.reset();
          try {
            replay.accept(bytes);
            whole += bytes.length + 1L;
          } catch (RuntimeException e) {
            broken = e;
            if (start < read) {
              throw damaged(file, lineNo, e);
            }
          }
        }
        line.write(block, start, read - start);
      }
    }
    return whole;
  }

  private static IllegalStateException damaged(Path file, long lineNo, RuntimeException cause) {
    return new IllegalStateException("line " + lineNo + " of " + file + " is broken", cause);
  }

  /**
   * Writes lines one behind the other, not yet safe from a power cut.
   *
   * @param lines each one line without line feed
   * @return the position to wait for
   */
  public long append(List<byte[]> lines) {
    requireWhole();
    int length = 0;
    for (byte[] line : lines) {
      length = Math.addExact(length, line.length + 1);
    }
    ByteBuffer bytes = ByteBuffer.allocate(length);
    for (byte[] line : lines) {
      bytes.put(line).put((byte) '\n');
    }
    bytes.flip();
    try {
      // In blocks: the JDK keeps a native copy of the largest buffer that a thread ever wrote.
      for (int from = 0; from < length; from = bytes.position()) {
        bytes.limit(Math.min(length, from + WRITE_BYTES)).position(from);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      }
    } catch (IOException e) {
      failed = true;
      throw new UncheckedIOException(e);
    }
    long end = written + length;
    written = end;
    return end;
  }

  /** Refuses once a write has failed: nothing more is promised then. */
  public void requireWhole() {
    if (failed) {
      throw new IllegalStateException("the journal failed before: nothing more is promised");
    }
  }

  /** The position behind the last line written. */
  public long end() {
    return written;
  }

  /** Returns when everything before {@code position} is on disk. */
  public void awaitDurable(long position) {
    if (durable >= position) {
      return;
    }
    synchronized (flushing) {
      if (durable >= position) {
        return;
      }
      if (failed) {
        throw new IllegalStateException("the journal failed: the answer is not safe");
      }
      long end = written;
      try {
        channel.force(false);
      } catch (IOException e) {
        failed = true;
        throw new UncheckedIOException(e);
      }
      durable = end;
    }
  }

  /** Gives the file back; another process may open it then. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
