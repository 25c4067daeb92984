package io.quanyu.platform.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A body of at most so many bytes within so much time. The container's own time-out is between two
 * reads: who sends a byte every few seconds would keep a request for hours.
 */
final class LimitedBody extends ServletInputStream {

  private final ServletInputStream body;
  private final long bytesMax;
  private final Duration timeMax;
  private final LongSupplier nanoTime;
  private final long beganAt;
  private long bytes;

  LimitedBody(ServletInputStream body, long bytesMax, Duration timeMax, LongSupplier nanoTime) {
    this.body = body;
    this.bytesMax = bytesMax;
    this.timeMax = timeMax;
    this.nanoTime = nanoTime;
    this.beganAt = nanoTime.getAsLong();
  }

  @Override
  public int read() throws IOException {
    int read = body.read();
    count(read < 0 ? 0 : 1);
    return read;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    int read = body.read(into, from, length);
    count(Math.max(read, 0));
    return read;
  }

  private void count(int more) throws BodyRefusedException {
    bytes += more;
    if (bytes > bytesMax) {
      throw tooLarge(bytesMax);
    }
    if (nanoTime.getAsLong() - beganAt > timeMax.toNanos()) {
      throw new BodyRefusedException(
          WebProblem.BODY_TOO_SLOW,
          "The body did not come within %d s.".formatted(timeMax.toSeconds()));
    }
  }

  static BodyRefusedException tooLarge(long bytesMax) {
    return new BodyRefusedException(
        WebProblem.TOO_LARGE, "At most %,d bytes are read here.".formatted(bytesMax));
  }

  @Override
  public int available() throws IOException {
    return body.available();
  }

  @Override
  public boolean isFinished() {
    return body.isFinished();
  }

  @Override
  public boolean isReady() {
    return body.isReady();
  }

  @Override
  public void setReadListener(ReadListener listener) {
    body.setReadListener(listener);
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
