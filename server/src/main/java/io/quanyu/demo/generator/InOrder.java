package io.quanyu.demo.generator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/**
 * Computes pieces in parallel and hands them on in their order, so the result does not depend on
 * the threads.
 */
final class InOrder implements AutoCloseable {

  private final int threads;
  private final ExecutorService executor;

  InOrder(int threads) {
    this.threads = threads;
    executor =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().name("demo-generator-", 0).daemon().factory());
  }

  interface Sink<T> {
    void accept(int index, T piece) throws IOException;
  }

  /**
   * Calls {@code sink} with the pieces 0 to {@code count} − 1, in order; at most twice the threads
   * are in flight.
   */
  <T> void run(int count, IntFunction<T> compute, Sink<T> sink) throws IOException {
    Queue<Future<T>> inFlight = new ArrayDeque<>();
    int started = 0;
    for (int index = 0; index < count; index++) {
      while (started < count && inFlight.size() < 2 * threads) {
        int next = started++;
        inFlight.add(executor.submit(() -> compute.apply(next)));
      }
      sink.accept(index, await(inFlight.remove()));
    }
  }

  private static <T> T await(Future<T> piece) throws IOException {
    try {
      return piece.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while generating", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UncheckedIOException io) {
        throw io.getCause();
      }
      throw new IllegalStateException("a piece could not be generated", e.getCause());
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
