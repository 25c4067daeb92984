package io.quanyu.brand.audit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.brand.audit.Breach;
import io.quanyu.platform.crypto.Keys;
import io.quanyu.platform.crypto.RecordSeals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever is changed in a chain is found, and where; whatever is not, is not blamed. */
class ChainCheckPropertyTests {

  private static final RecordSeals SEALS = Keys.ephemeral().recordSeals();
  private static final RecordSeals OTHER_SEALS = Keys.ephemeral().recordSeals();
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @Test
  void aChainThatNobodyTouchedIsWhole() {
    forSeeds(200, (_, trail) -> assertThat(trail.breaches()).isEmpty());
  }

  @Test
  void anyColumnOfAnyEntryThatWasChangedIsNamed() {
    forSeeds(
        400,
        (random, trail) -> {
          int at = random.nextInt(trail.rows.size());
          var row = trail.rows.get(at);
          trail.rows.set(
              at,
              new Row(
                  row.xid(),
                  new SealedEntry(changed(row.sealed().entry(), random), row.sealed().seal())));

          assertThat(trail.breaches())
              .contains(
                  new Breach(
                      Breach.Kind.ENTRY_CHANGED,
                      trail.blockOf(row.xid()),
                      row.sealed().entry().entryId()));
        });
  }

  @Test
  void anEntryThatWasDeletedIsNamed() {
    forSeeds(
        200,
        (random, trail) -> {
          var row = trail.rows.remove(random.nextInt(trail.rows.size()));

          assertThat(trail.breaches())
              .containsExactly(
                  new Breach(
                      Breach.Kind.ENTRY_MISSING,
                      trail.blockOf(row.xid()),
                      row.sealed().entry().entryId()));
        });
  }

  @Test
  void anEntryThatSomebodyElseAddedIsNamedAlsoWithASealOfAnotherKey() {
    forSeeds(
        200,
        (random, trail) -> {
          long xid = trail.rows.get(random.nextInt(trail.rows.size())).xid();
          var forged = entry(random);
          trail.rows.add(
              new Row(xid, new SealedEntry(forged, OTHER_SEALS.seal(CanonicalBytes.of(forged)))));

          assertThat(trail.breaches())
              .containsExactly(
                  new Breach(Breach.Kind.ENTRY_ADDED, trail.blockOf(xid), forged.entryId()));
        });
  }

  @Test
  void twoEntriesThatSwappedTheirContentAreBothNamed() {
    forSeeds(
        200,
        (random, trail) -> {
          int first = random.nextInt(trail.rows.size());
          int second = random.nextInt(trail.rows.size());
          if (first == second) {
            return;
          }
          var one = trail.rows.get(first);
          var other = trail.rows.get(second);
          // All columns but the id, seals included.
          trail.rows.set(first, one.with(withId(other.sealed(), one.id())));
          trail.rows.set(second, other.with(withId(one.sealed(), other.id())));

          assertThat(trail.breaches())
              .extracting(Breach::entryId)
              .containsExactlyInAnyOrder(one.id(), other.id());
        });
  }

  @Test
  void aBlockThatWasTakenOutLeavesAGap() {
    forSeeds(
        200,
        (random, trail) -> {
          if (trail.blocks.size() < 2) {
            return;
          }
          int at = random.nextInt(trail.blocks.size() - 1);
          var block = trail.blocks.remove(at);
          trail.rows.removeIf(row -> block.entryIds().contains(row.id()));

          assertThat(trail.breaches())
              .contains(new Breach(Breach.Kind.BLOCK_MISSING, block.blockNo(), null));
        });
  }

  @Test
  void newestBlocksThatWereCutOffAreMissedByTheServerThatSawThem() {
    forSeeds(
        200,
        (random, trail) -> {
          int kept = random.nextInt(trail.blocks.size());
          var cut = List.copyOf(trail.blocks.subList(kept, trail.blocks.size()));
          trail.blocks.removeAll(cut);
          cut.forEach(block -> trail.rows.removeIf(row -> block.entryIds().contains(row.id())));

          assertThat(trail.breaches())
              .containsExactly(new Breach(Breach.Kind.TAIL_CUT, kept + 1L, null));
        });
  }

  @Test
  void aBlockThatWasMadeToFitByWhoeverLacksTheKeyIsNamed() {
    forSeeds(
        200,
        (random, trail) -> {
          int at = random.nextInt(trail.blocks.size());
          var block = trail.blocks.get(at);
          var row = trail.rows.stream().filter(r -> block.entryIds().contains(r.id())).findFirst();
          trail.rows.remove(row.orElseThrow());
          var left =
              trail.rows.stream()
                  .filter(r -> block.entryIds().contains(r.id()))
                  .map(Row::sealed)
                  .toList();
          trail.blocks.set(
              at,
              SealingBlocks.seal(
                  OTHER_SEALS,
                  new Block(
                      block.blockNo(),
                      block.xidFrom(),
                      block.xidTo(),
                      block.sealedAt(),
                      left.stream().map(sealed -> sealed.entry().entryId()).toList(),
                      CanonicalBytes.hashOf(left),
                      block.previousSeal(),
                      new byte[0])));

          assertThat(trail.breaches())
              .contains(new Breach(Breach.Kind.BLOCK_CHANGED, block.blockNo(), null));
        });
  }

  @Test
  void noTwoEntriesShareTheirBytes() {
    var random = new SplittableRandom(1);
    for (int i = 0; i < 2_000; i++) {
      var entry = entry(random);
      assertThat(CanonicalBytes.of(changed(entry, random))).isNotEqualTo(CanonicalBytes.of(entry));
    }
  }

  /** A row of the table. */
  private record Row(long xid, SealedEntry sealed) {
    UUID id() {
      return sealed.entry().entryId();
    }

    Row with(SealedEntry other) {
      return new Row(xid, other);
    }
  }

  /** Both tables, and the head that the server remembers. */
  private static final class Trail {
    final List<Row> rows = new ArrayList<>();
    final List<Block> blocks = new ArrayList<>();
    @Nullable ChainHead head;

    List<Breach> breaches() {
      rows.sort(Comparator.comparingLong(Row::xid).thenComparing(Row::id));
      var check = new ChainCheck(SEALS, head);
      for (var block : blocks) {
        check.check(
            block,
            rows.stream()
                .filter(row -> row.xid() >= block.xidFrom() && row.xid() < block.xidTo())
                .map(Row::sealed)
                .toList());
      }
      check.end();
      rows.stream()
          .filter(row -> row.xid() >= check.nextXid())
          .forEach(row -> check.checkUnsealed(row.sealed()));
      return check.breaches();
    }

    long blockOf(long xid) {
      return blocks.stream()
          .filter(block -> xid >= block.xidFrom() && xid < block.xidTo())
          .findFirst()
          .orElseThrow()
          .blockNo();
    }
  }

  private static void forSeeds(int seeds, BiConsumer<SplittableRandom, Trail> law) {
    for (int seed = 0; seed < seeds; seed++) {
      var random = new SplittableRandom(seed);
      try {
        law.accept(random, trail(random));
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }

  private static Trail trail(SplittableRandom random) {
    var trail = new Trail();
    long xid = 700;
    long from = 0;
    byte[] previous = {};
    int blocks = 1 + random.nextInt(6);
    for (int no = 1; no <= blocks; no++) {
      var rows = new ArrayList<Row>();
      int transactions = 1 + random.nextInt(4);
      for (int i = 0; i < transactions; i++) {
        xid += 1 + random.nextInt(3);
        int entries = 1 + random.nextInt(3);
        for (int j = 0; j < entries; j++) {
          var entry = entry(random);
          rows.add(new Row(xid, new SealedEntry(entry, SEALS.seal(CanonicalBytes.of(entry)))));
        }
      }
      rows.sort(Comparator.comparingLong(Row::xid).thenComparing(Row::id));
      long to = xid + 1 + random.nextInt(3);
      var sealed = rows.stream().map(Row::sealed).toList();
      var block =
          SealingBlocks.seal(
              SEALS,
              new Block(
                  no,
                  from,
                  to,
                  NOON.plusMillis(no),
                  rows.stream().map(Row::id).toList(),
                  CanonicalBytes.hashOf(sealed),
                  previous,
                  new byte[0]));
      trail.rows.addAll(rows);
      trail.blocks.add(block);
      previous = block.seal();
      from = to;
      xid = to;
    }
    trail.head = new ChainHead(blocks, previous);
    return trail;
  }

  private static StoredEntry entry(SplittableRandom random) {
    return new StoredEntry(
        new UUID(random.nextLong(), random.nextLong()),
        NOON.plusNanos(random.nextInt(1_000_000) * 1_000L),
        new UUID(random.nextLong(), random.nextLong()),
        word(random),
        word(random),
        word(random),
        maybe(random),
        maybe(random),
        word(random),
        maybe(random),
        maybe(random),
        maybe(random),
        "{}");
  }

  /** The same with one column changed. */
  private static StoredEntry changed(StoredEntry e, SplittableRandom random) {
    int column = random.nextInt(12);
    return new StoredEntry(
        e.entryId(),
        column == 0 ? e.occurredAt().plusNanos(1_000) : e.occurredAt(),
        column == 1 ? new UUID(random.nextLong(), 0) : e.requestId(),
        column == 2 ? e.actor() + "x" : e.actor(),
        column == 3 ? e.kind() + "x" : e.kind(),
        column == 4 ? e.action() + "x" : e.action(),
        column == 5 ? other(e.objectKind()) : e.objectKind(),
        column == 6 ? other(e.objectId()) : e.objectId(),
        column == 7 ? e.outcome() + "x" : e.outcome(),
        column == 8 ? other(e.reason()) : e.reason(),
        column == 9 ? other(e.sourceIp()) : e.sourceIp(),
        column == 10 ? other(e.userAgent()) : e.userAgent(),
        column == 11 ? "{\"x\":\"y\"}" : e.details());
  }

  private static SealedEntry withId(SealedEntry sealed, UUID id) {
    var e = sealed.entry();
    return new SealedEntry(
        new StoredEntry(
            id,
            e.occurredAt(),
            e.requestId(),
            e.actor(),
            e.kind(),
            e.action(),
            e.objectKind(),
            e.objectId(),
            e.outcome(),
            e.reason(),
            e.sourceIp(),
            e.userAgent(),
            e.details()),
        sealed.seal());
  }

  private static @Nullable String other(@Nullable String text) {
    return text == null ? "" : null;
  }

  private static String word(SplittableRandom random) {
    return "word" + random.nextInt(50);
  }

  private static @Nullable String maybe(SplittableRandom random) {
    return random.nextBoolean() ? null : word(random);
  }
}
