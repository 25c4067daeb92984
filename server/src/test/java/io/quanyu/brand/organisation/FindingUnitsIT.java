package io.quanyu.brand.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.quanyu.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Finding units among many, on a real PostgreSQL. */
class FindingUnitsIT {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private final OrganisationFixture brand = new OrganisationFixture(database);
  private final Organisation organisation = brand.organisation();
  private final Unit east = brand.create(UnitKind.REGION, "East", brand.root());
  private final Unit lane = store("Lane 1", "S001");

  @Test
  void byPartsOfNamesWhateverTheirCapitals() {
    store("Old Lane", "S002");
    store("People's Square", "S003");

    assertThat(search("lANe"))
        .extracting(FoundUnit::name, FoundUnit::code)
        .containsExactly(tuple("Lane 1", null), tuple("Old Lane", null));
    assertThat(search("人民")).isEmpty();
  }

  @Test
  void ofEqualMatchesTheHigherComesFirst() {
    brand.create(UnitKind.STORE, "Eastern", east);
    brand.create(UnitKind.DEALER, "Eastmost", brand.root());
    brand.close(store("East closed", "S009"), null);

    assertThat(search(" EAST"))
        .extracting(FoundUnit::name)
        .containsExactly("East", "Eastmost", "Eastern", "East closed");
  }

  @Test
  void anEmptyTextFindsTheHeadquartersFirst() {
    assertThat(search(" "))
        .extracting(FoundUnit::name)
        .containsExactly(brand.root().name(), "East", "Lane 1");
  }

  @Test
  void aCodeCountsMoreThanANameAndAWholeOneMost() {
    store("A store beside s001", "S0011");

    assertThat(search("s001"))
        .extracting(FoundUnit::name, FoundUnit::code)
        .containsExactly(tuple("Lane 1", "S001"), tuple("A store beside s001", "S0011"));
    assertThat(organisation.search("s001", 1)).hasSize(1);
  }

  @Test
  void signsOfPatternsStandForThemselves() {
    store("100% cotton_shop", "S%_\\");

    assertThat(search("%")).hasSize(1);
    assertThat(search("n_s")).hasSize(1);
    assertThat(search("s%_\\")).hasSize(1);
    assertThat(search("_ane")).isEmpty();
  }

  @Test
  void aResultSaysWhereItStandsAndWhetherItIsOpen() {
    var closed = store("Lane 2", "S004");
    brand.close(closed, null);

    assertThat(search("lane"))
        .extracting(FoundUnit::name, FoundUnit::isOpen, FoundUnit::path)
        .containsExactly(
            tuple("Lane 1", true, List.of(brand.root().name(), "East")),
            tuple("Lane 2", false, List.of()));
  }

  @Test
  void thePathLeadsFromTheHeadquartersToTheUnit() {
    assertThat(organisation.path(lane.id()))
        .containsExactly(
            new UnitInTree(brand.root().id(), null, UnitKind.HEADQUARTERS, brand.root().name()),
            new UnitInTree(east.id(), brand.root().id(), UnitKind.REGION, "East"),
            new UnitInTree(lane.id(), east.id(), UnitKind.STORE, "Lane 1"));
    assertThat(organisation.path(brand.root().id())).hasSize(1);
    brand.close(lane, null);
    assertThat(organisation.path(lane.id())).isEmpty();
  }

  private List<FoundUnit> search(String text) {
    return organisation.search(text, 50);
  }

  private Unit store(String name, String code) {
    return organisation.create(
        new UnitDraft(
            UnitKind.STORE, name, east.id(), null, List.of(new UnitCode("orders", code))));
  }
}
