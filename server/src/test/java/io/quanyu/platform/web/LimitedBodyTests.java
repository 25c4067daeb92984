package io.quanyu.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.DelegatingServletInputStream;

class LimitedBodyTests {

  private static final Duration TIME_MAX = Duration.ofSeconds(60);

  private final AtomicLong now = new AtomicLong();

  @Test
  void readsUpToTheLimitAndNoByteMore() throws IOException {
    assertThat(body(100, 100).readAllBytes()).hasSize(100);
    assertThatThrownBy(() -> body(101, 100).readAllBytes())
        .isInstanceOfSatisfying(
            BodyRefusedException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(WebProblem.TOO_LARGE));
  }

  @Test
  void countsSingleBytesToo() throws IOException {
    var body = body(3, 2);
    assertThat(body.read()).isZero();
    assertThat(body.read()).isZero();
    assertThatThrownBy(body::read).isInstanceOf(BodyRefusedException.class);
  }

  /** A byte every few seconds never meets the container's time-out. */
  @Test
  void aTrickleEnds() throws IOException {
    var body = body(1_000, 1_000);
    for (int i = 0; i < 12; i++) {
      now.addAndGet(Duration.ofSeconds(5).toNanos());
      body.read();
    }
    now.addAndGet(1);
    assertThatThrownBy(body::read)
        .isInstanceOfSatisfying(
            BodyRefusedException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(WebProblem.BODY_TOO_SLOW));
  }

  private LimitedBody body(int bytes, int bytesMax) {
    var source = new DelegatingServletInputStream(new ByteArrayInputStream(new byte[bytes]));
    return new LimitedBody(source, bytesMax, TIME_MAX, now::get);
  }
}
