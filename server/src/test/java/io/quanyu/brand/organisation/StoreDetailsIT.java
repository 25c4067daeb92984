package io.quanyu.brand.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quanyu.core.organisation.Coordinates;
import io.quanyu.core.organisation.OpeningSpan;
import io.quanyu.core.organisation.ServiceArea;
import io.quanyu.platform.web.ProblemException;
import io.quanyu.testing.TestDatabase;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is known of stores, on a real PostgreSQL. */
class StoreDetailsIT {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final StoreDetails ALL =
      new StoreDetails(
          " 1 Lane, 浦东 ",
          new Coordinates(31.2304, 121.4737),
          new ServiceArea(
              "Polygon",
              List.of(
                  List.of(
                      List.of(121.4, 31.2),
                      List.of(121.5, 31.2),
                      List.of(121.5, 31.3),
                      List.of(121.4, 31.2)))),
          List.of(
              new OpeningSpan(7, LocalTime.of(22, 0), LocalTime.of(2, 0)),
              new OpeningSpan(1, LocalTime.of(9, 30), LocalTime.of(21, 0))),
          "franchised",
          List.of("pickup", "delivery", "pickup"),
          7);

  private final OrganisationFixture brand = new OrganisationFixture(database);
  private final StoreUnits stores = brand.stores();

  @Test
  void nothingIsKnownAtFirstAndWhatIsSaidIsKept() {
    var store = brand.create(UnitKind.STORE, "Lane 1", brand.root());
    assertThat(stores.get(store.id())).isEqualTo(new VersionedStore(StoreDetails.UNKNOWN, 1));

    var replaced = stores.replace(store.id(), 1, ALL);

    assertThat(replaced).isEqualTo(new VersionedStore(ALL, 2));
    assertThat(ALL.address()).isEqualTo("1 Lane, 浦东");
    assertThat(ALL.services()).containsExactly("delivery", "pickup");
    assertThat(ALL.openingHours()).extracting(OpeningSpan::weekday).containsExactly(1, 7);
    assertThat(stores.replace(store.id(), 2, StoreDetails.UNKNOWN))
        .isEqualTo(new VersionedStore(StoreDetails.UNKNOWN, 3));
  }

  @Test
  void onlyStoresAndOnlyTheVersionThatWasRead() {
    var region = brand.create(UnitKind.REGION, "East", brand.root());
    var store = brand.create(UnitKind.STORE, "Lane 1", region);

    assertRefused(OrganisationProblem.NOT_A_STORE, () -> stores.get(region.id()));
    assertRefused(OrganisationProblem.NOT_A_STORE, () -> stores.replace(region.id(), 1, ALL));
    assertRefused(OrganisationProblem.UNIT_CHANGED, () -> stores.replace(store.id(), 2, ALL));
    assertThat(brand.organisation().get(region.id()).version()).isEqualTo(1);
  }

  @Test
  void openStoresAreOnTheMapOnceTheirCoordinatesAreKnown() {
    var placed = brand.create(UnitKind.STORE, "Lane 1", brand.root());
    brand.create(UnitKind.STORE, "Lane 2", brand.root());
    brand.create(UnitKind.REGION, "East", brand.root());
    var closed = brand.create(UnitKind.STORE, "Lane 3", brand.root());
    stores.replace(placed.id(), 1, ALL);
    stores.replace(closed.id(), 1, ALL);
    brand.close(closed, null);

    assertThat(stores.map())
        .isEqualTo(
            new StoreMap(
                List.of(new StorePlace(placed.id(), "Lane 1", 31.2304, 121.4737, "franchised")),
                1));
  }

  private static void assertRefused(OrganisationProblem expected, Runnable change) {
    assertThatThrownBy(change::run)
        .isInstanceOfSatisfying(
            ProblemException.class, problem -> assertThat(problem.code()).isEqualTo(expected));
  }
}
