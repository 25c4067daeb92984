package io.quanyu.reach.wecom.internal;

import io.quanyu.platform.outgoing.OutgoingHttp;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The client of the app as it is set up now; another one after its settings changed. */
final class WecomClients implements AutoCloseable {

  private final Supplier<Optional<WecomApp>> apps;
  private final OutgoingHttp outgoing;
  private final WecomTimes times;
  private final Clock clock;
  private final ReentrantLock changing = new ReentrantLock();
  private volatile @Nullable WecomClient current;

  WecomClients(
      Supplier<Optional<WecomApp>> apps, OutgoingHttp outgoing, WecomTimes times, Clock clock) {
    this.apps = apps;
    this.outgoing = outgoing;
    this.times = times;
    this.clock = clock;
  }

  WecomTimes times() {
    return times;
  }

  /** Empty while nothing is set up. */
  Optional<WecomClient> current() {
    var app = apps.get();
    var client = current;
    if (client != null && app.isPresent() && isOf(client, app.get())) {
      return Optional.of(client);
    }
    changing.lock();
    try {
      client = current;
      if (client != null && app.isPresent() && isOf(client, app.get())) {
        return Optional.of(client);
      }
      current = app.map(a -> new WecomClient(a, outgoing, times, clock)).orElse(null);
      if (client != null) {
        closeWhenAnswered(client);
      }
      return Optional.ofNullable(current);
    } finally {
      changing.unlock();
    }
  }

  private static boolean isOf(WecomClient client, WecomApp app) {
    return client.app().id().equals(app.id()) && client.app().version() == app.version();
  }

  /** What was asked by it may be answered yet; cutting it would lose the answer. */
  private void closeWhenAnswered(WecomClient client) {
    var _ =
        CompletableFuture.runAsync(
            client::close,
            CompletableFuture.delayedExecutor(2 * times.whole().toMillis(), TimeUnit.MILLISECONDS));
  }

  @Override
  public void close() {
    var client = current;
    if (client != null) {
      client.close();
    }
  }
}
