package io.quanyu.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.KeysetHandle;
import io.quanyu.platform.storage.StartupException;
import io.quanyu.testing.SetClock;
import io.quanyu.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

class MasterKeysIT {

  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
  private static final int STEPS_MAX = 1_000;
  private static final String PLACE = "name";

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  @TempDir Path temporary;

  private final SetClock clock = new SetClock(NOW);
  private Path folder;

  @BeforeEach
  void startAnew() throws IOException {
    clock.set(NOW);
    folder = Files.createTempDirectory(temporary, "keys");
    database
        .jdbc()
        .sql(
            """
            truncate platform_crypto.key_check, platform_crypto.master_key,
              platform_crypto.rewrapping, platform_crypto.wrapped_count, know_profile.customer_key
            """)
        .update();
  }

  /** A server's keys, and the rotation as this server does it. */
  private final class Server {
    final MasterKeyset keyset;
    final CustomerKeys customers;
    final MasterKeys keys;

    Server(Crash crash) {
      new KeyCheck(database.dsl(), clock).open(folder);
      try {
        keyset =
            new MasterKeyset(
                new CrashingStore(new KeysetFile(folder.resolve("master.json")), crash));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
      customers = new CustomerKeys(keyset);
      var transactions =
          new TransactionTemplate(new CrashingTransactions(database.transactionManager(), crash));
      keys =
          new MasterKeys(
              keyset,
              new MasterKeyTable(database.dsl()),
              new RewrappingKeys(
                  database.dataSource(),
                  transactions,
                  keyset,
                  List.of(
                      KeyCheck.WRAPPED,
                      WrappedKeys.ofCustomers(
                          "know_profile.customer_key",
                          "wrapped_key",
                          "customer_no",
                          "customer_id")),
                  clock,
                  10),
              transactions,
              clock,
              () -> {});
    }

    Server() {
      this(new Crash(Integer.MAX_VALUE));
    }

    /** Stores new keys; the customer's number is her id too. */
    void create(int first, int last) {
      for (int no = first; no <= last; no++) {
        insert(no, customers.create(id(no)).wrapped());
      }
    }

    void open(int no, byte[] wrapped) {
      customers.unwrap(id(no), wrapped);
    }

    void rotate() {
      assertThat(keys.replace(key(MasterKey.State.PRIMARY).id(), "anna"))
          .isEqualTo(MasterKeys.Replacement.BEGUN);
    }

    void goOnToTheEnd() {
      for (int i = 0; keys.overview().rotation().isPresent(); i++) {
        assertThat(i).as("steps").isLessThan(STEPS_MAX);
        keys.goOn();
      }
      keys.goOn();
    }

    MasterKey key(MasterKey.State state) {
      return keys.overview().keys().stream()
          .filter(key -> key.state() == state)
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void aRotationTakesOverEveryKeyAndTheOldOneCanBeDestroyed() throws IOException {
    var server = new Server();
    server.create(1, 35);
    var sealed = server.customers.unwrap(id(7), wrapped(7)).seal("王小明", PLACE);
    var old = server.key(MasterKey.State.PRIMARY);

    assertThat(server.keys.replace(old.id(), "anna")).isEqualTo(MasterKeys.Replacement.BEGUN);
    var rotation = server.keys.overview().rotation().orElseThrow();
    assertThat(server.keys.replace(old.id(), "ben")).isEqualTo(MasterKeys.Replacement.BEGUN);
    assertThat(server.keys.replace(rotation.keyId(), "ben"))
        .isEqualTo(MasterKeys.Replacement.RUNNING);
    assertThat(server.keys.replace(1L << 40, "ben")).isEqualTo(MasterKeys.Replacement.UNKNOWN_KEY);
    assertThat(server.keys.overview().rotation()).contains(rotation);
    assertThat(server.key(MasterKey.State.REPLACED).id()).isEqualTo(old.id());
    server.goOnToTheEnd();

    assertThat(masterKeysInUse()).containsExactly(server.keyset.primaryId());
    var primary = server.key(MasterKey.State.PRIMARY);
    assertThat(primary.id()).isEqualTo(rotation.keyId()).isNotEqualTo(old.id());
    assertThat(primary.madeBy()).contains("anna");
    assertThat(primary.wraps()).isEqualTo(36);
    assertThat(server.key(MasterKey.State.RETIRED).destroyableAt())
        .contains(NOW.plus(MasterKeys.KEPT_MIN));
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("master.json"))))
        .isEqualTo("rw-------");

    assertThat(server.keys.destroy(old.id(), "anna"))
        .isInstanceOf(MasterKeys.Destruction.TooEarly.class);
    assertThat(server.keys.destroy(primary.id(), "anna"))
        .isEqualTo(new MasterKeys.Destruction.InUse());
    assertThat(server.keys.destroy(1L << 40, "anna"))
        .isInstanceOf(MasterKeys.Destruction.Unknown.class);
    clock.set(NOW.plus(MasterKeys.KEPT_MIN));
    assertThat(server.keys.destroy(old.id(), "anna"))
        .isEqualTo(new MasterKeys.Destruction.Destroyed())
        .isEqualTo(server.keys.destroy(old.id(), "anna"));

    var restarted = new Server();
    assertThat(restarted.keyset.ids()).containsExactly((int) rotation.keyId());
    assertThat(restarted.customers.unwrap(id(7), wrapped(7)).open(sealed, PLACE)).isEqualTo("王小明");
  }

  @Test
  void crashesAnywhereLeadToTheSameEnd() throws IOException {
    int crashes = 0;
    while (isCrashingAt(++crashes)) {
      startAnew();
    }
    // Making the key, four chunks, retiring, destroying: each before and after it was written.
    assertThat(crashes).isGreaterThan(20);
  }

  /** Lets the server die at its n-th write, and another one end what it began. */
  private boolean isCrashingAt(int write) {
    var first = new Server();
    first.create(1, 35);
    var old = first.key(MasterKey.State.PRIMARY).id();
    boolean isCrashed = false;
    try {
      rotateAndDestroy(new Server(new Crash(write)), old);
    } catch (Crash.Crashed e) {
      isCrashed = true;
    }

    clock.set(NOW);
    var restarted = new Server();
    forEachStored(restarted::open);
    rotateAndDestroy(restarted, old);

    var last = new Server();
    forEachStored(last::open);
    assertThat(customerNos()).hasSize(35);
    assertThat(masterKeysInUse()).containsExactly(last.keyset.primaryId());
    assertThat(last.keyset.ids()).containsExactly(last.keyset.primaryId());
    assertThat(last.keys.overview().keys())
        .as("after a crash at write %d", write)
        .extracting(MasterKey::state)
        .containsExactlyInAnyOrder(MasterKey.State.PRIMARY, MasterKey.State.DESTROYED);
    return isCrashed;
  }

  private void rotateAndDestroy(Server server, long old) {
    if (server.keys.overview().keys().size() == 1) {
      server.rotate();
    }
    server.goOnToTheEnd();
    clock.set(NOW.plus(MasterKeys.KEPT_MIN));
    assertThat(server.keys.destroy(old, "anna")).isEqualTo(new MasterKeys.Destruction.Destroyed());
    server.keys.goOn();
  }

  @Test
  void nobodyIsStoppedMeanwhile() throws Exception {
    int before = 1_500;
    var server = new Server();
    var other = new Server(); // has the keyset of before the rotation
    server.create(1, before);
    Set<Integer> erased = new ConcurrentSkipListSet<>();
    var ended = new AtomicBoolean();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> others = new ArrayList<>();
      for (var reading : List.of(server, other)) {
        others.add(
            threads.submit(() -> {
              var random = new Random(5);
              int reads = 0;
              while (!ended.get()) {
                int no = 1 + random.nextInt(before);
                find(no).forEach(wrapped -> reading.open(no, wrapped));
                reads++;
              }
              return reads;
            }));
      }
      others.add(
          threads.submit(() -> {
            int made = 0;
            while (!ended.get()) {
              other.create(before + 1 + made, before + 1 + made);
              made++;
            }
            return made;
          }));
      others.add(
          threads.submit(() -> {
            while (!ended.get() && erased.size() < before / 3) {
              int no = 3 * (erased.size() + 1);
              erase(no);
              erased.add(no);
            }
            return erased.size();
          }));

      server.rotate();
      server.goOnToTheEnd();
      ended.set(true);
      for (var each : others) {
        assertThat(each.get()).isPositive();
      }
    }

    assertThat(customerNos()).doesNotContainAnyElementsOf(erased);
    server.keys.count(); // whoever wrapped by the old key at the last moment
    server.goOnToTheEnd();
    assertThat(masterKeysInUse()).containsExactly(server.keyset.primaryId());
    forEachStored(other::open);
  }

  @Test
  void whoChangesOrErasesAKeyMeanwhileWins() {
    var server = new Server();
    server.create(1, 35);
    var fresh = server.customers.create(id(8)).wrapped();
    server.rotate();

    database
        .transactions()
        .executeWithoutResult(_ -> {
          erase(7);
          update(8, fresh);
          for (int i = 0; i < 20; i++) {
            goOnElsewhere(server);
          }
          assertThat(server.keys.overview().rotation()).isPresent();
        });
    server.goOnToTheEnd();

    assertThat(find(7)).isEmpty();
    assertThat(
            server
                .customers
                .unwrap(id(8), wrapped(8))
                .open(server.customers.unwrap(id(8), fresh).seal("x", PLACE), PLACE))
        .isEqualTo("x");
    assertThat(masterKeysInUse()).containsExactly(server.keyset.primaryId());
  }

  @Test
  void aKeyThatSomethingStillNeedsIsNotDestroyed() {
    var server = new Server();
    server.create(1, 12);
    var old = server.key(MasterKey.State.PRIMARY).id();
    var late = server.customers.create(id(13)).wrapped();
    server.rotate();
    server.goOnToTheEnd();
    insert(13, late);
    clock.set(NOW.plus(MasterKeys.KEPT_MIN));

    new Server().open(13, wrapped(13)); // disabled, but readable
    assertThat(server.keys.destroy(old, "anna"))
        .isEqualTo(new MasterKeys.Destruction.StillNeeded(1));
    server.keys.goOn();
    assertThat(server.key(MasterKey.State.REPLACED).wraps()).isEqualTo(1);

    server.goOnToTheEnd();
    assertThat(server.keys.destroy(old, "anna"))
        .isEqualTo(
            new MasterKeys.Destruction.TooEarly(NOW.plus(MasterKeys.KEPT_MIN.multipliedBy(2))));
    clock.set(NOW.plus(MasterKeys.KEPT_MIN.multipliedBy(2)));
    assertThat(server.keys.destroy(old, "anna")).isEqualTo(new MasterKeys.Destruction.Destroyed());
    new Server().open(13, wrapped(13));
  }

  @Test
  void aKeyThatCannotBeOpenedKeepsTheOldMasterKey() {
    var server = new Server();
    server.create(1, 12);
    insert(13, server.customers.create(id(99)).wrapped());
    server.rotate();

    var left = MasterKeys.Left.MORE;
    for (int i = 0; left == MasterKeys.Left.MORE; i++) {
      assertThat(i).as("steps of a round").isLessThan(10);
      left = server.keys.goOn();
    }

    assertThat(left).isEqualTo(MasterKeys.Left.REMAINS);
    assertThat(masterKeysInUse()).hasSize(2);
    assertThat(server.key(MasterKey.State.REPLACED).wraps()).isEqualTo(1);
    assertThat(server.keys.overview().rotation().orElseThrow().tables())
        .containsExactly(
            new KeyRotation.Table("know_profile.customer_key", 13, 12, 1),
            new KeyRotation.Table("platform_crypto.key_check", 1, 1, 0));
    erase(13);
    server.goOnToTheEnd();
    assertThat(server.key(MasterKey.State.RETIRED).wraps()).isZero();
  }

  @Test
  void anotherServerWrapsByTheNewKeyWithinASecond() {
    var server = new Server();
    var other = new Server();
    server.rotate();

    long begunAt = System.nanoTime();
    while (MasterKeyset.keyIdOf(other.customers.create(id(1)).wrapped())
        != server.keyset.primaryId()) {
      assertThat(System.nanoTime() - begunAt).isLessThan(10_000_000_000L);
    }
    server.open(1, other.customers.create(id(1)).wrapped());
  }

  @Test
  void severalServersShareARotation() throws Exception {
    new Server().create(1, 500);
    var servers = List.of(new Server(), new Server(), new Server());
    servers.getFirst().rotate();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var works = servers.stream().map(each -> threads.submit(each::goOnToTheEnd)).toList();
      for (var work : works) {
        work.get();
      }
    }

    assertThat(masterKeysInUse()).hasSize(1);
    for (var each : servers) {
      forEachStored(each::open);
      assertThat(each.key(MasterKey.State.PRIMARY).wraps()).isEqualTo(501);
    }
  }

  @Test
  void aDatabaseFromBeforeTheRotationIsTakenOverByTheNewerKeyFile() {
    var server = new Server();
    server.create(1, 12);
    var backup = customerNos().stream().collect(Collectors.toMap(no -> no, MasterKeysIT::wrapped));
    server.rotate();
    server.goOnToTheEnd();
    database
        .jdbc()
        .sql(
            """
            truncate platform_crypto.rewrapping;
            delete from platform_crypto.master_key where made_by is not null;
            update platform_crypto.master_key set retired_at = null;
            """)
        .update();
    backup.forEach(MasterKeysIT::update);

    var restored = new Server();
    forEachStored(restored::open);
    restored.goOnToTheEnd();

    assertThat(masterKeysInUse()).containsExactly(restored.keyset.primaryId());
    assertThat(restored.key(MasterKey.State.RETIRED).wraps()).isZero();
  }

  @Test
  void aKeyFileFromBeforeTheRotationIsRefusedAtTheStart() throws IOException {
    var server = new Server();
    var backup = Files.readAllBytes(folder.resolve("master.json"));
    server.rotate();
    Files.write(folder.resolve("master.json"), backup);

    assertThatThrownBy(Server::new)
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("older than the database");
  }

  /** Runs a step outside of this thread's transaction. */
  private static void goOnElsewhere(Server server) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.submit(server.keys::goOn).get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static UUID id(int no) {
    return new UUID(no, no);
  }

  private static void insert(int no, byte[] wrapped) {
    database
        .jdbc()
        .sql("insert into know_profile.customer_key values (?, ?, ?)")
        .params(no, id(no), wrapped)
        .update();
  }

  private static void update(int no, byte[] wrapped) {
    database
        .jdbc()
        .sql("update know_profile.customer_key set wrapped_key = ? where customer_no = ?")
        .params(wrapped, no)
        .update();
  }

  private static void erase(int no) {
    database
        .jdbc()
        .sql("delete from know_profile.customer_key where customer_no = ?")
        .param(no)
        .update();
  }

  private static List<byte[]> find(int no) {
    return database
        .jdbc()
        .sql("select wrapped_key from know_profile.customer_key where customer_no = ?")
        .param(no)
        .query((row, _) -> row.getBytes(1))
        .list();
  }

  private static byte[] wrapped(int no) {
    return find(no).getFirst();
  }

  private static List<Integer> customerNos() {
    return database
        .jdbc()
        .sql("select customer_no from know_profile.customer_key order by 1")
        .query((row, _) -> row.getInt(1))
        .list();
  }

  private static void forEachStored(BiConsumer<Integer, byte[]> open) {
    customerNos().forEach(no -> open.accept(no, wrapped(no)));
  }

  /** The ids of the master keys that any row names. */
  private static Set<Integer> masterKeysInUse() {
    return database
        .jdbc()
        .sql(
            """
            select wrapped_key from know_profile.customer_key
            union all select wrapped_key from platform_crypto.key_check
            """)
        .query((row, _) -> row.getBytes(1))
        .list()
        .stream()
        .map(MasterKeyset::keyIdOf)
        .collect(Collectors.toSet());
  }

  /** Lets a server die at a write, after which it writes nothing more. */
  private static final class Crash {
    private final int at;
    private int writes;

    Crash(int at) {
      this.at = at;
    }

    void point() {
      if (++writes >= at) {
        throw new Crashed();
      }
    }

    static final class Crashed extends RuntimeException {
      private static final long serialVersionUID = 1L;
    }
  }

  private record CrashingStore(KeysetStore store, Crash crash) implements KeysetStore {
    @Override
    public KeysetHandle read() {
      return store.read();
    }

    @Override
    public void write(KeysetHandle keyset) {
      crash.point();
      store.write(keyset);
      crash.point();
    }

    @Override
    public Object version() {
      return store.version();
    }
  }

  private record CrashingTransactions(PlatformTransactionManager transactions, Crash crash)
      implements PlatformTransactionManager {
    @Override
    public TransactionStatus getTransaction(@Nullable TransactionDefinition definition) {
      return transactions.getTransaction(definition);
    }

    @Override
    public void commit(TransactionStatus status) {
      try {
        crash.point();
      } catch (Crash.Crashed e) {
        transactions.rollback(status);
        throw e;
      }
      transactions.commit(status);
      crash.point();
    }

    @Override
    public void rollback(TransactionStatus status) {
      transactions.rollback(status);
    }
  }
}
