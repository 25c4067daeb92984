package io.quanyu.platform.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.testing.TestDatabase;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two servers and one heap of work. */
class WaitingWorkIT {

  private static final int PIECES = 20;
  private static final long PATIENCE_S = 60;

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private final Queue<Integer> waiting = new ConcurrentLinkedQueue<>();
  private final Queue<Integer> done = new ConcurrentLinkedQueue<>();
  private final AtomicInteger atWork = new AtomicInteger();
  private final AtomicInteger atWorkMost = new AtomicInteger();
  private final CountDownLatch all = new CountDownLatch(PIECES);

  /** Takes a piece away only at its end, as a table does whose row changes at the end. */
  private final class Server extends WaitingWork {

    private final int failing;

    Server(int failing) {
      super(database.dataSource(), "pieces", 4711);
      this.failing = failing;
    }

    @Override
    protected boolean isWaiting() {
      return !waiting.isEmpty();
    }

    @Override
    protected void workNext() {
      var piece = waiting.peek();
      if (piece == null) {
        return;
      }
      atWorkMost.accumulateAndGet(atWork.incrementAndGet(), Math::max);
      try {
        database.jdbc().sql("select pg_sleep(0.02)").query().listOfRows();
        if (piece == failing && done.stream().noneMatch(other -> other == failing)) {
          throw new IllegalStateException("this server cannot");
        }
        waiting.remove(piece);
        done.add(piece);
        all.countDown();
      } finally {
        atWork.decrementAndGet();
      }
    }
  }

  @Test
  void isDoneOnceByOneServerAtATime() throws Exception {
    IntStream.range(0, PIECES).forEach(waiting::add);
    var one = new Server(-1);
    var other = new Server(-1);
    one.start();
    other.start();
    try {
      assertThat(all.await(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
    } finally {
      one.stop();
      other.stop();
    }
    assertThat(done).containsExactlyElementsOf(IntStream.range(0, PIECES).boxed().toList());
    assertThat(atWorkMost).hasValue(1);
  }

  @Test
  void whatOneServerFailsAtAnotherDoes() throws Exception {
    IntStream.range(0, PIECES).forEach(waiting::add);
    var failing = new Server(3);
    var healthy = new Server(-1);
    failing.start();
    healthy.start();
    try {
      assertThat(all.await(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
    } finally {
      failing.stop();
      healthy.stop();
    }
    assertThat(done).containsExactlyElementsOf(IntStream.range(0, PIECES).boxed().toList());
  }
}
