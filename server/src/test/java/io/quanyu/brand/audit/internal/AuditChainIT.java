package io.quanyu.brand.audit.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quanyu.brand.audit.AuditEntry;
import io.quanyu.brand.audit.AuditKind;
import io.quanyu.brand.audit.AuditObject;
import io.quanyu.brand.audit.AuditOutcome;
import io.quanyu.brand.audit.AuditTrail;
import io.quanyu.brand.audit.Breach;
import io.quanyu.brand.audit.ChainState;
import io.quanyu.core.id.Uuid7;
import io.quanyu.platform.crypto.Keys;
import io.quanyu.platform.crypto.RecordSeals;
import io.quanyu.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

class AuditChainIT {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final RecordSeals SEALS = Keys.ephemeral().recordSeals();
  private static final int WRITERS = 8;
  private static final int ENTRIES_A_WRITER = 150;

  /** One for the server, whichever of its threads seals. */
  private final ChainHead.InFile head;

  private AuditTrail trail = newTrail();

  AuditChainIT(@TempDir Path folder) {
    head = new ChainHead.InFile(folder.resolve("head"));
  }

  /** What the owner of the database may do and the server never does. */
  private static void tamper(String sql) {
    database
        .transactions()
        .executeWithoutResult(_ -> {
          database.jdbc().sql("set local session_replication_role = replica").update();
          database.jdbc().sql(sql).update();
        });
  }

  private static AuditTrail newTrail() {
    return new AuditTrail(
        new EntryTable(database.dsl(), SEALS),
        database.transactions(),
        JsonMapper.shared(),
        new Uuid7(Clock.systemUTC(), new Random()),
        Clock.systemUTC(),
        () -> {});
  }

  @BeforeEach
  void forgetEverything() {
    tamper("truncate brand_audit.entry, brand_audit.block, brand_audit.verification");
  }

  @AfterEach
  void endTheTrail() {
    trail.close();
  }

  private SealingBlocks sealing(int entriesMax) {
    return sealing(entriesMax, database.dataSource());
  }

  private SealingBlocks sealing(int entriesMax, DataSource pool) {
    return new SealingBlocks(
        new ChainTable(DSL.using(new TransactionAwareDataSourceProxy(pool), SQLDialect.POSTGRES)),
        SEALS,
        new TransactionTemplate(new DataSourceTransactionManager(pool)),
        head,
        Clock.systemUTC(),
        entriesMax);
  }

  private ChainState.Verification verify() {
    return verifying().verify();
  }

  private VerifyingChain verifying() {
    return new VerifyingChain(
        database.dsl(),
        new ChainTable(database.dsl()),
        SEALS,
        head,
        database.transactions(),
        JsonMapper.shared(),
        Clock.systemUTC());
  }

  private static AuditEntry entry(String actor, String objectId) {
    return new AuditEntry(
        actor,
        AuditKind.CHANGE,
        "tests.write",
        new AuditObject("thing", objectId),
        AuditOutcome.DONE,
        "because – 因为",
        Map.of("count", "3"));
  }

  private void recordCommitted(String objectId) {
    database.transactions().executeWithoutResult(_ -> trail.record(entry("lin", objectId)));
  }

  private static long count(String sql) {
    return database.jdbc().sql(sql).query(Long.class).single();
  }

  @Test
  void anEntryIsWrittenWithItsTransactionOrNotAtAll() {
    recordCommitted("kept");
    assertThatThrownBy(() ->
            database
                .transactions()
                .executeWithoutResult(_ -> {
                  trail.record(entry("lin", "dropped"));
                  throw new IllegalStateException("the change failed");
                }))
        .hasMessage("the change failed");
    assertThatThrownBy(() -> trail.record(entry("lin", "alone")))
        .isInstanceOf(IllegalStateException.class);

    assertThat(
            database
                .jdbc()
                .sql("select object_id from brand_audit.entry")
                .query(String.class)
                .list())
        .containsExactly("kept");
  }

  @Test
  void whatWasRecordedCannotBeChangedByTheServer() {
    recordCommitted("one");
    sealing(100).sealAll();

    for (var sql :
        List.of(
            "update brand_audit.entry set actor = 'other'",
            "delete from brand_audit.entry",
            "truncate brand_audit.entry",
            "update brand_audit.block set block_no = 7",
            "delete from brand_audit.block",
            "truncate brand_audit.block",
            "delete from brand_audit.alarm")) {
      assertThatThrownBy(() -> database.jdbc().sql(sql).update())
          .as(sql)
          .isInstanceOf(DataAccessException.class)
          .rootCause()
          .hasMessageContaining("only ever added");
    }
  }

  @Test
  void anEntryThatCommitsLateIsInALaterBlockAndNotBetweenBlocks() throws Exception {
    var hasWritten = new CountDownLatch(1);
    var mayCommit = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var slow =
          threads.submit(() ->
              database
                  .transactions()
                  .executeWithoutResult(_ -> {
                    trail.record(entry("slow", "late"));
                    hasWritten.countDown();
                    await(mayCommit);
                  }));
      await(hasWritten);
      recordCommitted("early");

      assertThat(sealing(100).sealAll()).isZero(); // a transaction before it has not ended
      assertThat(verifying().state().unsealedSince()).isNotNull();

      mayCommit.countDown();
      slow.get();
    }
    recordCommitted("after");

    assertThat(sealing(100).sealAll()).isEqualTo(3);
    assertThat(verify().breaches()).isEmpty();
    assertThat(verifying().state().unsealedSince()).isNull();
  }

  /** Writers that delay and roll back, sealers that are killed: nothing skipped, nothing twice. */
  @Test
  void everyCommittedEntryIsInExactlyOneBlockWhoeverDiesMeanwhile() throws Exception {
    Set<String> committed = ConcurrentHashMap.newKeySet();
    var isWriting = new AtomicBoolean(true);
    var killed = new AtomicInteger();
    // Sealers have connections of their own: one that is killed late is never a writer's by then.
    try (var sealersPool = database.newPool();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var writers = new ArrayList<Callable<Void>>();
      for (int i = 0; i < WRITERS; i++) {
        int writer = i;
        writers.add(() -> write(writer, committed));
      }
      var sealers = new ArrayList<Future<?>>();
      for (int i = 0; i < 2; i++) {
        sealers.add(threads.submit(() -> sealUntilKilledAndAgain(isWriting, sealersPool)));
      }
      var killer =
          threads.submit(() -> {
            while (isWriting.get()) {
              killed.addAndGet(killASealer());
            }
          });
      try {
        for (var done : threads.invokeAll(writers)) {
          done.get();
        }
      } finally {
        isWriting.set(false); // also when a writer failed: nothing else ends the others
      }
      killer.get();
      for (var sealer : sealers) {
        sealer.get();
      }
    }
    sealing(7).sealAll();

    var sealed =
        database
            .jdbc()
            .sql(
                """
                select e.object_id from brand_audit.block b
                cross join unnest(b.entry_ids) as id
                join brand_audit.entry e on e.entry_id = id
                """)
            .query(String.class)
            .list();
    assertThat(new HashSet<>(sealed)).isEqualTo(committed).hasSameSizeAs(sealed);
    var found = verify();
    assertThat(found.breaches()).isEmpty();
    assertThat(found.entries()).isEqualTo(committed.size());
    assertThat(killed).as("sealers that were killed").hasPositiveValue();
  }

  private Void write(int writer, Set<String> committed) {
    var random = new SplittableRandom(writer);
    for (int i = 0; i < ENTRIES_A_WRITER; i++) {
      var name = writer + "-" + i;
      int fate = random.nextInt(10);
      if (fate < 3) {
        trail.recordNow(entry("writer" + writer, name));
        committed.add(name);
      } else {
        database
            .transactions()
            .executeWithoutResult(status -> {
              trail.record(entry("writer" + writer, name));
              if (fate == 3) {
                database.jdbc().sql("select pg_sleep(0.02)").query().listOfRows();
              }
              if (fate == 4) {
                status.setRollbackOnly();
              }
            });
        if (fate != 4) {
          committed.add(name);
        }
      }
    }
    return null;
  }

  private void sealUntilKilledAndAgain(AtomicBoolean isWriting, DataSource pool) {
    while (isWriting.get()) {
      try {
        sealing(7, pool).sealAll();
      } catch (DataAccessException | TransactionException e) {
        // killed; the next round is the next sealer
      }
    }
  }

  /** Ends the connection of a transaction that holds the sealers' lock. */
  private static int killASealer() {
    return database
        .jdbc()
        .sql(
            """
            select pg_terminate_backend(pid) from pg_locks
            where locktype = 'advisory' and granted
              and database = (select oid from pg_database where datname = current_database())
            """)
        .query(Boolean.class)
        .list()
        .size();
  }

  @Test
  void aChangedEntryIsNamed() {
    sealSome();
    tamper("update brand_audit.entry set actor = 'mallory' where object_id = 'thing 7'");

    assertThat(verify().breaches())
        .singleElement()
        .satisfies(breach -> {
          assertThat(breach.kind()).isEqualTo(Breach.Kind.ENTRY_CHANGED);
          assertThat(breach.entryId()).isEqualTo(idOf("thing 7"));
        });
  }

  @Test
  void aDeletedEntryIsNamed() {
    sealSome();
    var id = idOf("thing 4");
    tamper("delete from brand_audit.entry where object_id = 'thing 4'");

    assertThat(verify().breaches())
        .singleElement()
        .satisfies(breach -> {
          assertThat(breach.kind()).isEqualTo(Breach.Kind.ENTRY_MISSING);
          assertThat(breach.entryId()).isEqualTo(id);
        });
  }

  @Test
  void entriesThatSwappedPlacesAreNamed() {
    sealSome();
    tamper(
        """
        update brand_audit.entry e set actor = o.actor, object_id = o.object_id, seal = o.seal,
          occurred_at = o.occurred_at, request_id = o.request_id
        from brand_audit.entry o
        where (e.object_id, o.object_id) in (('thing 2', 'thing 9'), ('thing 9', 'thing 2'))
        """);

    assertThat(verify().breaches())
        .extracting(Breach::kind)
        .containsExactly(Breach.Kind.ENTRY_CHANGED, Breach.Kind.ENTRY_CHANGED);
  }

  @Test
  void anEntryWithAForgedSealIsNamedBeforeABlockHoldsIt() {
    sealSome();
    tamper(
        """
        insert into brand_audit.entry (entry_id, occurred_at, request_id, actor, kind, action, outcome, details, seal)
        select uuidv7(), now(), uuidv7(), 'lin', 'change', 'tests.write', 'done', '{}', seal
        from brand_audit.entry limit 1
        """);

    assertThat(verify().breaches())
        .extracting(Breach::kind)
        .containsExactly(Breach.Kind.ENTRY_CHANGED);
  }

  @Test
  void aTailThatWasCutOffIsMissed() {
    sealSome();
    tamper("delete from brand_audit.entry where object_id = 'thing 9'");
    tamper(
        "delete from brand_audit.block where block_no = (select max(block_no) from brand_audit.block)");

    assertThat(verify().breaches()).extracting(Breach::kind).contains(Breach.Kind.TAIL_CUT);
  }

  @Test
  void aTrailThatWasEmptiedIsMissed() {
    sealSome();
    tamper("truncate brand_audit.entry, brand_audit.block");

    assertThat(verify().breaches()).containsExactly(new Breach(Breach.Kind.TAIL_CUT, 1, null));
    assertThat(verifying().state().verified()).isNotNull();
  }

  @Test
  void aBlockTakenOutIsMissed() {
    sealSome();
    tamper("delete from brand_audit.block where block_no = 2");

    assertThat(verify().breaches()).contains(new Breach(Breach.Kind.BLOCK_MISSING, 2, null));
  }

  /** Ten entries in four blocks. */
  private void sealSome() {
    for (int i = 0; i < 10; i++) {
      recordCommitted("thing " + i);
    }
    assertThat(sealing(3).sealAll()).isEqualTo(10);
    assertThat(count("select count(*) from brand_audit.block")).isEqualTo(4);
    assertThat(verify().breaches()).isEmpty();
  }

  private static UUID idOf(String objectId) {
    return database
        .jdbc()
        .sql("select entry_id from brand_audit.entry where object_id = ?")
        .param(objectId)
        .query(UUID.class)
        .single();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
