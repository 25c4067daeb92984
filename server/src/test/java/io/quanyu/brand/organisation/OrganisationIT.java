package io.quanyu.brand.organisation;

import static io.quanyu.brand.organisation.OrganisationFixture.TODAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quanyu.core.organisation.UnitHistory;
import io.quanyu.platform.web.PageRequest;
import io.quanyu.platform.web.ProblemException;
import io.quanyu.testing.TestDatabase;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;

/** Units on a real PostgreSQL. */
class OrganisationIT {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final Comparator<List<Integer>> BY_TEXT = Comparator.comparing(List::toString);

  /** A new one for each test: JUnit makes an instance of this class for each. */
  private final OrganisationFixture brand = new OrganisationFixture(database);

  private final Organisation organisation = brand.organisation();

  @Test
  void thereIsARootFromTheBeginning() {
    var summary = organisation.summary();

    assertThat(summary.today()).isEqualTo(TODAY);
    assertThat(summary.openUnits()).isEqualTo(1);
    assertThat(summary.root().kind()).isEqualTo(UnitKind.HEADQUARTERS);
    assertThat(summary.root().isOpen()).isTrue();
    assertThat(summary.root().hasChildren()).isFalse();
    assertThat(organisation.history(summary.root().id())).isEmpty();
  }

  @Test
  void whatStandsBelowIsReadAgainAfterEachChangeAndOnANewDay() {
    var east = brand.create(UnitKind.REGION, "East", brand.root());
    var west = brand.create(UnitKind.REGION, "West", brand.root());
    var store = brand.create(UnitKind.STORE, "Lane 1", east);
    assertThat(below(east)).isEqualTo(numbers(east, store));

    organisation.move(store.id(), store.version(), west.id(), null);
    assertThat(below(east)).isEqualTo(numbers(east));
    assertThat(below(west)).isEqualTo(numbers(west, store));

    organisation.move(store.id(), store.version() + 1, east.id(), TODAY.plusDays(1));
    assertThat(below(west)).isEqualTo(numbers(west, store));
    brand.setDay(TODAY.plusDays(1));
    assertThat(below(west)).isEqualTo(numbers(west));
    assertThat(below(east)).isEqualTo(numbers(east, store));

    organisation.addMissingStores(List.of(new StoreUnit("new-1", "New", null)));
    assertThat(below(brand.root())).hasSize(5);
  }

  @Test
  void aUnitStandsWhereItWasCreated() {
    var east = brand.create(UnitKind.REGION, "East", brand.root());
    var draft =
        new UnitDraft(
            UnitKind.STORE,
            " Lane 1 ",
            east.id(),
            TODAY.plusDays(3),
            List.of(new UnitCode("POS", "7"), new UnitCode("orders", "S1")));

    var store = organisation.create(draft);

    assertThat(store.name()).isEqualTo("Lane 1");
    assertThat(store.codes())
        .containsExactly(new UnitCode("orders", "S1"), new UnitCode("pos", "7"));
    assertThat(store.isOpen()).as("it opens in three days").isFalse();
    assertThat(organisation.get(east.id()).hasChildren()).isFalse();
    assertThat(organisation.history(store.id()))
        .containsExactly(new UnitPeriod(east.id(), "East", TODAY.plusDays(3), null));
    brand.setDay(TODAY.plusDays(3));
    assertThat(organisation.get(store.id()).parentId()).isEqualTo(east.id());
    assertThat(organisation.get(east.id()).hasChildren()).isTrue();
  }

  @Test
  void aMoveTakesAllBelowAlongFromItsDayOn() {
    var east = brand.create(UnitKind.REGION, "East", brand.root());
    var west = brand.create(UnitKind.REGION, "West", brand.root());
    var dealer = brand.create(UnitKind.DEALER, "Wang", east);
    var store = brand.create(UnitKind.STORE, "Lane 1", dealer);
    var inAWeek = TODAY.plusDays(7);

    brand.move(dealer, west, inAWeek);

    assertThat(below(east)).isEqualTo(numbers(east, dealer, store));
    assertThat(children(west, inAWeek)).containsExactly("Wang");
    assertThat(children(west, null)).isEmpty();
    brand.setDay(inAWeek);
    assertThat(below(east)).isEqualTo(numbers(east));
    assertThat(below(west)).isEqualTo(numbers(west, dealer, store));
    assertThat(children(east, TODAY)).as("the past stays").containsExactly("Wang");
    assertThat(organisation.history(dealer.id()))
        .containsExactly(
            new UnitPeriod(east.id(), "East", TODAY, inAWeek),
            new UnitPeriod(west.id(), "West", inAWeek, null));
  }

  @Test
  void whatIsRefusedLeavesNoTrace() {
    var east = brand.create(UnitKind.REGION, "East", brand.root());
    var dealer = brand.create(UnitKind.DEALER, "Wang", east);
    var closed = brand.create(UnitKind.STORE, "Lane 0", brand.root());
    brand.close(closed, null);
    var before = organisation.get(east.id());

    assertRefused(OrganisationProblem.CYCLE, () -> brand.move(east, dealer, null));
    assertRefused(OrganisationProblem.CYCLE, () -> brand.move(east, east, null));
    assertRefused(OrganisationProblem.UNITS_BELOW, () -> brand.close(east, null));
    assertRefused(OrganisationProblem.PARENT_NOT_OPEN, () -> brand.move(east, closed, null));
    assertRefused(OrganisationProblem.DATE_PAST, () -> brand.close(east, TODAY.minusDays(1)));
    assertRefused(OrganisationProblem.DATE_OUT_OF_RANGE, () -> brand.close(dealer, LocalDate.MAX));
    assertRefused(OrganisationProblem.UNIT_NOT_OPEN, () -> brand.close(closed, null));
    assertRefused(OrganisationProblem.ROOT_STAYS, () -> brand.close(brand.root(), null));
    assertRefused(OrganisationProblem.ROOT_STAYS, () -> brand.move(brand.root(), east, null));
    assertRefused(OrganisationProblem.UNIT_NOT_FOUND, () -> organisation.get(UUID.randomUUID()));
    assertRefused(
        OrganisationProblem.UNIT_CHANGED,
        () -> organisation.move(dealer.id(), dealer.version() + 1, brand.root().id(), null));
    assertThat(organisation.get(east.id())).isEqualTo(before);
  }

  @Test
  void aCodeNamesOneUnit() {
    var one = brand.create(UnitKind.STORE, "Lane 1", brand.root());
    var other = brand.create(UnitKind.STORE, "Lane 2", brand.root());
    var code = List.of(new UnitCode("orders", "S1"));
    organisation.replace(one.id(), 1, new UnitNaming("Lane 1", code));

    assertRefused(
        OrganisationProblem.CODE_TAKEN,
        () -> organisation.replace(other.id(), 1, new UnitNaming("Lane 2", code)));
    organisation.replace(one.id(), 2, new UnitNaming("Lane 1", List.of()));
    var named = organisation.replace(other.id(), 1, new UnitNaming("Lane 3", code));

    assertThat(named.name()).isEqualTo("Lane 3");
    assertThat(named.codes()).isEqualTo(code);
    assertThat(named.version()).isEqualTo(2);
  }

  @Test
  void pagesGoOnWhereTheyEnded() {
    var east = brand.create(UnitKind.REGION, "East", brand.root());
    for (int i = 0; i < 7; i++) {
      brand.create(UnitKind.STORE, "Lane " + i % 3, east);
    }
    var names = new ArrayList<String>();
    var ids = new ArrayList<UUID>();
    var tree = new ArrayList<UUID>();
    Optional<String> cursor = Optional.empty();
    do {
      var page =
          organisation.children(
              east.id(), null, request(cursor, 2, Organisation.CHILDREN_CURSOR_PARTS));
      page.items().forEach(unit -> names.add(unit.name()));
      cursor = Optional.ofNullable(page.nextCursor());
    } while (cursor.isPresent());
    do {
      var page =
          organisation.subtree(
              brand.root().id(), request(cursor, 1, Organisation.TREE_CURSOR_PARTS));
      page.items().forEach(unit -> ids.add(unit.id()));
      cursor = Optional.ofNullable(page.nextCursor());
    } while (cursor.isPresent());
    do {
      var page = organisation.tree(null, request(cursor, 1, Organisation.TREE_CURSOR_PARTS));
      page.items().forEach(unit -> tree.add(unit.id()));
      cursor = Optional.ofNullable(page.nextCursor());
    } while (cursor.isPresent());

    assertThat(names).hasSize(7).isSorted();
    assertThat(ids).hasSize(8).doesNotHaveDuplicates().startsWith(east.id());
    assertThat(tree).hasSize(9).doesNotHaveDuplicates().startsWith(brand.root().id());
  }

  /** The rule of one parent a day holds for whoever writes, by the table itself. */
  @Test
  void theTableRefusesTwoParentsOnOneDay() {
    var east = brand.create(UnitKind.REGION, "East", brand.root());
    var number = brand.numberOf(east);

    assertThatThrownBy(() ->
            database
                .jdbc()
                .sql(
                    """
                    insert into brand_organisation.placement
                    values (?, 1, '2030-01-01', '2030-01-02')
                    """)
                .param(number)
                .update())
        .isInstanceOf(DataIntegrityViolationException.class)
        .hasMessageContaining("placement_one_parent_a_day");
  }

  @RepeatedTest(5)
  void twoMovesAtOnceMakeNoCycle() throws Exception {
    var east = brand.create(UnitKind.REGION, "East", brand.root());
    var west = brand.create(UnitKind.REGION, "West", brand.root());

    List<Callable<Optional<Object>>> eachBelowTheOther =
        List.of(
            () -> refusal(() -> brand.move(east, west, null)),
            () -> refusal(() -> brand.move(west, east, null)));
    var refusals = new ArrayList<Object>();
    try (var threads = Executors.newFixedThreadPool(2)) {
      for (var answer : threads.invokeAll(eachBelowTheOther)) {
        answer.get().ifPresent(refusals::add);
      }
    }

    assertThat(refusals).containsExactly(OrganisationProblem.CYCLE);
    assertThat(below(brand.root())).hasSize(3);
  }

  /** Whatever is done in whatever order: what is kept for reading equals what the periods say. */
  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void rowsOfTodayEqualAWalkThroughTheHistory(long seed) {
    var random = new Random(seed);
    var all = new ArrayList<Unit>(List.of(brand.root()));
    var day = TODAY;
    int done = 0;
    for (int i = 0; i < 120; i++) {
      if (random.nextInt(10) == 0) {
        day = day.plusDays(random.nextInt(4));
        brand.setDay(day);
      }
      var unit = all.get(random.nextInt(all.size()));
      var other = all.get(random.nextInt(all.size()));
      var from = day.plusDays(3L * random.nextInt(5));
      int wish = all.size() < 4 ? 0 : random.nextInt(4);
      var refused =
          refusal(() -> {
            switch (wish) {
              case 0 -> all.add(brand.create(UnitKind.REGION, "U" + all.size(), unit.id(), from));
              case 1 -> brand.close(unit, from);
              default -> brand.move(unit, other, from);
            }
          });
      done += refused.isEmpty() ? 1 : 0;
      assertThatRowsEqualAWalk("change %d of seed %d".formatted(i, seed));
    }
    assertThat(done).as("changes done").isGreaterThan(30);
    for (var later = day; later.isBefore(day.plusDays(10)); later = later.plusDays(1)) {
      brand.setDay(later);
      assertThatRowsEqualAWalk("day %s of seed %d".formatted(later, seed));
    }
  }

  private void assertThatRowsEqualAWalk(String what) {
    brand.tree.ensure();
    var parents = brand.units.historySince(LocalDate.EPOCH).on(brand.tree.today());
    var walked = new TreeSet<List<Integer>>(BY_TEXT);
    walked.add(List.of(UnitHistory.ROOT_NO, UnitHistory.ROOT_NO, 0));
    for (int unit : parents.keySet()) {
      int distance = 0;
      Integer at = unit;
      while (at != null) {
        walked.add(List.of(at, unit, distance++));
        assertThat(distance).as(what).isLessThan(1_000);
        at = parents.get(at);
      }
    }
    var rows = new TreeSet<List<Integer>>(BY_TEXT);
    database
        .jdbc()
        .sql("select above_no, unit_no, distance from brand_organisation.unit_below")
        .query(row -> {
          rows.add(List.of(row.getInt(1), row.getInt(2), row.getInt(3)));
        });
    assertThat(rows).as(what).isEqualTo(walked);
  }

  /** Napkin: a brand of full size in three statements; the tree stays right. */
  @Test
  void fiveThousandStoresComeInOneStep() {
    var stores =
        IntStream.range(0, 5_000)
            .mapToObj(i -> new StoreUnit("S" + i, i % 2 == 0 ? "Lane " + i : null, null))
            .toList();

    database.transactions().executeWithoutResult(_ -> organisation.ensureStores(stores));
    database.transactions().executeWithoutResult(_ -> organisation.ensureStores(stores));

    assertThat(organisation.summary().openUnits()).isEqualTo(5_001);
    assertThatRowsEqualAWalk("5,000 stores");
  }

  @Test
  void aStoreFileNamesKnownStoresAndLeavesThemWhereTheyStand() {
    var east = brand.create(UnitKind.REGION, "East", brand.root());
    var given =
        organisation.create(
            new UnitDraft(
                UnitKind.STORE,
                "Lane 1",
                east.id(),
                null,
                List.of(new UnitCode(UnitCode.ORDERS, "S1"))));

    ensure(
        new StoreUnit("S1", "Lane One", TODAY.minusYears(1)),
        new StoreUnit("S2", null, TODAY.minusYears(1)),
        new StoreUnit("S3", " ", TODAY.plusDays(2)));
    ensure(new StoreUnit("S1", null, null));

    assertThat(organisation.get(given.id()).name()).isEqualTo("Lane One");
    assertThat(organisation.get(given.id()).parentId()).isEqualTo(east.id());
    assertThat(children(brand.root(), null)).containsExactly("East", "S2");
    assertThat(children(brand.root(), TODAY.plusDays(2))).containsExactly("East", "S2", "S3");
    assertThat(children(brand.root(), TODAY.minusMonths(1))).containsExactly("S2");
    assertThatRowsEqualAWalk("after the file");
  }

  private void ensure(StoreUnit... stores) {
    database.transactions().executeWithoutResult(_ -> organisation.ensureStores(List.of(stores)));
  }

  private List<String> children(Unit unit, @Nullable LocalDate on) {
    return organisation
        .children(unit.id(), on, request(Optional.empty(), 200, Organisation.CHILDREN_CURSOR_PARTS))
        .items()
        .stream()
        .map(Unit::name)
        .toList();
  }

  private Set<Integer> below(Unit unit) {
    var numbers = new TreeSet<Integer>();
    organisation.withAllBelow(brand.numberOf(unit)).forEach((int number) -> numbers.add(number));
    return numbers;
  }

  private Set<Integer> numbers(Unit... units) {
    var numbers = new TreeSet<Integer>();
    for (var unit : units) {
      numbers.add(brand.numberOf(unit));
    }
    return numbers;
  }

  private static PageRequest request(Optional<String> cursor, int limit, int cursorParts) {
    return PageRequest.of(cursor.orElse(null), limit, cursorParts);
  }

  private static Optional<Object> refusal(Runnable change) {
    try {
      change.run();
      return Optional.empty();
    } catch (ProblemException e) {
      return Optional.of(e.code());
    }
  }

  private static void assertRefused(OrganisationProblem expected, ThrowingCallable change) {
    assertThatThrownBy(change)
        .isInstanceOfSatisfying(
            ProblemException.class, problem -> assertThat(problem.code()).isEqualTo(expected));
  }
}
