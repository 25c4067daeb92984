package io.quanyu.bench.rotation;

import io.quanyu.bench.BenchRun;
import io.quanyu.bench.Percentiles;
import io.quanyu.know.profile.Profiles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads pages of customers with their personal values at a fixed rate. A page's time begins when it
 * was due, not when its reader came to it: whoever has to wait is counted.
 */
final class Readers {

  private static final int READERS = 4;
  private static final int PAGE = 20;
  private static final Duration PERIOD = Duration.ofMillis(20);

  /** Pages a second of all readers. */
  static final int PAGES_PER_S = (int) (READERS * 1_000 / PERIOD.toMillis());

  private final Profiles profiles;
  private final int customers;

  /**
   * @param customers how many there are: 1 to this
   */
  Readers(Profiles profiles, int customers) {
    this.profiles = profiles;
    this.customers = customers;
  }

  /**
   * @param ms of every page
   * @param failed pages that threw or lacked a value
   */
  record Reads(List<Double> ms, int failed) {
    Reads {
      ms = List.copyOf(ms);
    }

    /** These and others. */
    Reads and(Reads others) {
      return new Reads(
          Stream.concat(ms.stream(), others.ms.stream()).toList(), failed + others.failed);
    }

    /** The time that {@code percent} of the pages did not exceed. */
    double msAt(double percent) {
      return new Percentiles(ms.stream().mapToDouble(Double::doubleValue).toArray()).at(percent);
    }
  }

  /** The name that the bench gives a customer. */
  static String nameOf(int customerNo) {
    return "Mei " + customerNo;
  }

  /** Reads until {@code isOver}. */
  Reads readUntil(BooleanSupplier isOver) throws Exception {
    List<Callable<Reads>> works = new ArrayList<>();
    for (int reader = 0; reader < READERS; reader++) {
      int no = reader;
      works.add(() -> readOne(no, isOver));
    }
    try (var threads = Executors.newFixedThreadPool(READERS)) {
      List<Reads> all = new ArrayList<>();
      for (var work : threads.invokeAll(works)) {
        all.add(work.get());
      }
      return all.stream().reduce(new Reads(List.of(), 0), Reads::and);
    }
  }

  private Reads readOne(int reader, BooleanSupplier isOver) {
    var random = new SplittableRandom(reader);
    List<Double> ms = new ArrayList<>();
    int failed = 0;
    long first = System.nanoTime() + reader * PERIOD.toNanos() / READERS;
    for (long due = first; !isOver.getAsBoolean(); due += PERIOD.toNanos()) {
      await(due);
      failed += isRead(random) ? 0 : 1;
      ms.add(BenchRun.milliseconds(System.nanoTime() - due));
    }
    return new Reads(ms, failed);
  }

  private static void await(long due) {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(Math.min(left, TimeUnit.MILLISECONDS.toNanos(5)));
    }
  }

  private boolean isRead(SplittableRandom random) {
    var nos = IntStream.generate(() -> 1 + random.nextInt(customers)).limit(PAGE).boxed().toList();
    try {
      var found = profiles.find(nos);
      return nos.stream()
          .allMatch(no -> {
            var profile = found.get(no);
            return profile != null && nameOf(no).equals(profile.personal().name());
          });
    } catch (RuntimeException e) {
      return false;
    }
  }
}
