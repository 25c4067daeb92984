package io.quanyu.know.consent.internal;

import io.quanyu.core.consent.ConsentState;
import io.quanyu.platform.scope.CurrentScope;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What holds for all customers at once, as sets of customer numbers in memory: everything that is
 * committed when it is asked for.
 */
@Component
public final class ConsentSets {

  /*
   * The first question reads the whole table, later ones what changed since. A snapshot's xmin is
   * the oldest transaction that was still open when it was taken: what the snapshot does not show
   * was written by that one or a later one, so the next question takes all rows from there on.
   * Rows may be read twice; sets do not mind. The sets that were handed out are never changed.
   */

  /** Rows of at most 256 KB that are held in memory at once. */
  private static final int FETCH_SIZE = 128;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate snapshot;
  private final ReentrantLock turn = new ReentrantLock();

  private Map<Key, Sets> known = Map.of();
  private String xmin = "0";

  public ConsentSets(DataSource dataSource, PlatformTransactionManager transactions) {
    this.jdbc = new JdbcTemplate(dataSource);
    jdbc.setFetchSize(FETCH_SIZE);
    this.snapshot = new TransactionTemplate(transactions);
    snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    snapshot.setReadOnly(true);
    // Never part of the caller's transaction, which may be rolled back: its rows must not stay.
    snapshot.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  private record Key(String purpose, String channel) {}

  /**
   * Who said what; disjoint but for the last.
   *
   * @param byGuardian of {@code granted}, those for whom a guardian agreed
   */
  public record Sets(RoaringBitmap granted, RoaringBitmap withdrawn, RoaringBitmap byGuardian) {

    private static final Sets NONE =
        new Sets(new RoaringBitmap(), new RoaringBitmap(), new RoaringBitmap());

    private Sets without(RoaringBitmap customers) {
      return new Sets(
          RoaringBitmap.andNot(granted, customers),
          RoaringBitmap.andNot(withdrawn, customers),
          RoaringBitmap.andNot(byGuardian, customers));
    }

    private Sets with(Sets others) {
      return new Sets(
          RoaringBitmap.or(granted, others.granted),
          RoaringBitmap.or(withdrawn, others.withdrawn),
          RoaringBitmap.or(byGuardian, others.byGuardian));
    }
  }

  /** One state of all sets. */
  public static final class Snapshot {
    private final Map<Key, Sets> sets;

    private Snapshot(Map<Key, Sets> sets) {
      this.sets = sets;
    }

    /**
     * Who said what about a purpose on a channel: what was said of the channel comes before what
     * was said of all.
     *
     * @param channel code; empty: all others. Sets that must not be changed
     */
    public Sets of(String purpose, String channel) {
      var general = sets.getOrDefault(new Key(purpose, ""), Sets.NONE);
      var own = channel.isEmpty() ? null : sets.get(new Key(purpose, channel));
      return own == null
          ? general
          : general.without(RoaringBitmap.or(own.granted(), own.withdrawn())).with(own);
    }

    /** The channels of which anybody said anything. */
    public SortedSet<String> channels() {
      var channels = new TreeSet<String>();
      sets.keySet().stream().map(Key::channel).filter(one -> !one.isEmpty()).forEach(channels::add);
      return channels;
    }
  }

  /** Everything that is committed now. */
  public Snapshot current() {
    turn.lock();
    try {
      // Kept for all callers, so read over everybody; callers cut it down to their scope.
      return CurrentScope.forAll(() -> {
        snapshot.executeWithoutResult(_ -> refresh());
        return new Snapshot(known);
      });
    } finally {
      turn.unlock();
    }
  }

  private void refresh() {
    var next =
        Objects.requireNonNull(
            jdbc.queryForObject(
                "select pg_snapshot_xmin(pg_current_snapshot())::text", String.class));
    Map<Key, Map<String, RoaringBitmap>> changed = new HashMap<>();
    jdbc.query(
        """
        select purpose, channel, state, by_guardian, string_agg(int4send(customer_no), '')
        from know_consent.state where changed_in >= ?::xid8
        group by purpose, channel, state, by_guardian, customer_no >> 16
        """,
        row -> {
          changed
              .computeIfAbsent(new Key(row.getString(1), row.getString(2)), _ -> new HashMap<>())
              .computeIfAbsent(
                  row.getString(3) + (row.getBoolean(4) ? GUARDIAN : ""), _ -> new RoaringBitmap())
              .add(unpacked(row.getBytes(5)));
        },
        xmin);
    if (!changed.isEmpty()) {
      var sets = new HashMap<>(known);
      changed.forEach((key, byState) ->
          sets.merge(
              key,
              setsOf(byState),
              (before, now) ->
                  before.without(RoaringBitmap.or(byState.values().iterator())).with(now)));
      known = Map.copyOf(sets);
    }
    xmin = next;
  }

  private static final String GUARDIAN = "+guardian";

  private static Sets setsOf(Map<String, RoaringBitmap> byState) {
    var none = new RoaringBitmap();
    var byGuardian = byState.getOrDefault(ConsentState.GRANTED.name() + GUARDIAN, none);
    return new Sets(
        RoaringBitmap.or(byState.getOrDefault(ConsentState.GRANTED.name(), none), byGuardian),
        byState.getOrDefault(ConsentState.WITHDRAWN.name(), none),
        byGuardian);
  }

  private static int[] unpacked(byte[] packed) {
    var numbers = new int[packed.length / Integer.BYTES];
    ByteBuffer.wrap(packed).asIntBuffer().get(numbers);
    return numbers;
  }
}
