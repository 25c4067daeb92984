package io.quanyu.brand.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.brand.organisation.Organisation;
import io.quanyu.brand.organisation.OrganisationFixture;
import io.quanyu.brand.organisation.Unit;
import io.quanyu.brand.organisation.UnitCode;
import io.quanyu.brand.organisation.UnitNaming;
import io.quanyu.platform.web.PageRequest;
import io.quanyu.testing.TestDatabase;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Stores of files, and their units. */
class StoresIT {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private final OrganisationFixture brand = new OrganisationFixture(database);
  private final Organisation organisation = brand.organisation();
  private final Stores stores =
      new Stores(
          database.dsl(),
          database.bulkCopy(),
          Clock.fixed(OrganisationFixture.START, ZoneOffset.UTC),
          organisation);

  StoresIT() {
    database.jdbc().sql("truncate brand_store.store").update();
  }

  @Test
  void everyStoreOfAFileIsAUnit() {
    upsert(store("S1", "Lane 1"), store("S2", null), store("S1", null));

    assertThat(stores.count()).isEqualTo(2);
    assertThat(units()).extracting(Unit::name).containsExactly("Lane 1", "S2");
    assertThat(units())
        .extracting(Unit::codes)
        .containsExactly(
            List.of(new UnitCode(UnitCode.ORDERS, "S1")),
            List.of(new UnitCode(UnitCode.ORDERS, "S2")));
    upsert(store("S2", "Lane 2"));
    assertThat(units()).extracting(Unit::name).containsExactly("Lane 1", "Lane 2");
  }

  /** Such a store keeps its orders; it is not in the tree, where nobody could read its code. */
  @Test
  void aCodeThatIsNoneGetsNoUnit() {
    upsert(store("S1\nS2", "Lane 1"), store("S".repeat(101), "Lane 2"));

    assertThat(stores.count()).isEqualTo(2);
    assertThat(units()).isEmpty();
  }

  @Test
  void namesAreCutBetweenCharacters() {
    upsert(store("S1", "😀".repeat(201)));

    assertThat(units().getFirst().name()).isEqualTo("😀".repeat(200));
  }

  @Test
  void storesOfOlderInstallationsGetAUnitAtStart() {
    database
        .jdbc()
        .sql(
            """
            insert into brand_store.store (store_code, name, opened_on, updated_at)
            values ('S1', 'Lane 1', '2020-02-02', now()), ('S2', null, null, now())
            """)
        .update();

    var atStart = new GivingStoresUnits(stores, database.transactions());
    atStart.atStart();
    var first = units().getFirst();
    organisation.replace(first.id(), first.version(), new UnitNaming("Flagship", first.codes()));
    atStart.atStart();

    assertThat(units()).extracting(Unit::name).containsExactly("Flagship", "S2");
    assertThat(organisation.history(units().getFirst().id()).getFirst().from())
        .isEqualTo(LocalDate.of(2020, 2, 2));
  }

  private void upsert(Store... given) {
    database.transactions().executeWithoutResult(_ -> stores.upsert(List.of(given)));
  }

  private List<Unit> units() {
    return organisation
        .children(
            organisation.summary().root().id(),
            null,
            PageRequest.of(null, null, Organisation.CHILDREN_CURSOR_PARTS))
        .items();
  }

  private static Store store(String code, @Nullable String name) {
    return new Store(code, name, null, null, null, null, null);
  }
}
