package io.quanyu.know.tag.internal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.core.segment.TagIndex;
import io.quanyu.know.tag.internal.TagSnapshots.Snapshot;
import io.quanyu.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.roaringbitmap.RoaringBitmap;

class TagSnapshotsIT {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
  private static final int SERVERS = 4;
  private static final int ROUNDS = 25;

  private final TagSnapshots snapshots = new TagSnapshots(database.dsl(), database.transactions());

  @Test
  void whatIsSavedIsLoaded() {
    snapshots.save(snapshot(0));
    snapshots.save(snapshot(1));

    var loaded = snapshots.load();
    assertThat(loaded.computedAt()).isEqualTo(Map.of("gender", AT.plusSeconds(1)));
    assertThat(loaded.index().values("gender")).isEqualTo(snapshot(1).index().values("gender"));
  }

  @Test
  void serversThatSaveAtOnceLeaveTheSnapshotOfOneOfThem() throws Exception {
    var start = new CyclicBarrier(SERVERS);
    try (var servers = Executors.newFixedThreadPool(SERVERS)) {
      var done = new ArrayList<Future<?>>();
      for (int server = 0; server < SERVERS; server++) {
        var own = snapshot(server);
        done.add(
            servers.submit(() -> {
              for (int round = 0; round < ROUNDS; round++) {
                start.await();
                snapshots.save(own);
              }
              return own;
            }));
      }
      for (var each : done) {
        each.get();
      }
    }

    var loaded = snapshots.load();
    var savedAt = requireNonNull(loaded.computedAt().get("gender"));
    int server = (int) Duration.between(AT, savedAt).toSeconds();
    assertThat(loaded.index().values("gender"))
        .isEqualTo(snapshot(server).index().values("gender"));
  }

  private static Snapshot snapshot(int server) {
    var customers =
        Map.of("female", RoaringBitmap.bitmapOf(server), "male", RoaringBitmap.bitmapOf(100));
    return new Snapshot(
        TagIndex.EMPTY.with("gender", customers), Map.of("gender", AT.plusSeconds(server)));
  }
}
