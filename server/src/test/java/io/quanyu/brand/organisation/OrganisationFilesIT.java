package io.quanyu.brand.organisation;

import static io.quanyu.brand.organisation.OrganisationFixture.TODAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.quanyu.brand.organisation.FileOutcome.FileChange;
import io.quanyu.brand.organisation.FileOutcome.FileProblem;
import io.quanyu.core.organisation.Coordinates;
import io.quanyu.core.organisation.OpeningSpan;
import io.quanyu.core.organisation.ServiceArea;
import io.quanyu.platform.web.PageRequest;
import io.quanyu.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Units, stores and people as CSV, on a real PostgreSQL. */
class OrganisationFilesIT {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private final OrganisationFixture brand = new OrganisationFixture(database);
  private final OrganisationFiles files = brand.files;
  private final Organisation organisation = brand.organisation();

  @BeforeEach
  void theRootIsOne() {
    assertThat(organisation.summary().openUnits()).isEqualTo(1);
  }

  @Test
  void aFileMakesATreeWhateverTheOrderOfItsRows() throws IOException {
    var file =
        """
        kind,name,parent,code.orders,code.erp,from,address,opening_hours
        store,Lane 1,EAST,S001,,,1 Lane,1-5 10:00-22:00; 6 9:00-23:00
        region,East,,,EAST,2020-01-01,,
        store,"Lane 2, upstairs",erp:EAST,S002,"9
        10",2026-12-31,,
        """;

    assertThat(units(file, true).isApplied()).isFalse();
    assertThat(organisation.summary().openUnits()).isEqualTo(1);
    var outcome = units(file, false);

    assertThat(outcome)
        .extracting(
            FileOutcome::isApplied,
            FileOutcome::rows,
            FileOutcome::created,
            FileOutcome::problemCount)
        .containsExactly(true, 3, 3, 0);
    assertThat(outcome.changes())
        .extracting(FileChange::line, FileChange::name)
        .containsExactly(tuple(2L, "Lane 1"), tuple(3L, "East"), tuple(4L, "Lane 2, upstairs"));
    assertThat(organisation.search("S00", 9))
        .extracting(FoundUnit::name, FoundUnit::path)
        .containsExactly(
            tuple("Lane 1", List.of(brand.root().name(), "East")),
            tuple("Lane 2, upstairs", List.of(brand.root().name(), "East")));
    assertThat(unit("S002").codes())
        .extracting(UnitCode::system, UnitCode::code)
        .containsExactly(tuple("erp", "10"), tuple("erp", "9"), tuple("orders", "S002"));
    assertThat(brand.stores().get(unit("S001").id()).details())
        .extracting(StoreDetails::address, details -> details.openingHours().size())
        .containsExactly("1 Lane", 6);
    assertNothingChanges(units(file, false), 3);
  }

  @Test
  void whatIsWrittenOutAndReadInAgainChangesNothing() throws IOException {
    var east = brand.create(UnitKind.REGION, "=East", brand.root());
    var store =
        organisation.create(
            new UnitDraft(
                UnitKind.STORE,
                "'-\"Lane\", 1",
                east.id(),
                null,
                List.of(
                    new UnitCode("orders", "S:1"),
                    new UnitCode("erp", "+7"),
                    new UnitCode("erp", "8"))));
    brand.stores().replace(store.id(), 1, EVERYTHING);
    brand.close(brand.create(UnitKind.STORE, "Closed", east), null);
    brand.create(UnitKind.STORE, "Coming", east.id(), TODAY.plusDays(9));
    brand.move(store, brand.root(), TODAY.plusDays(3));
    var lin = brand.people().create(new PersonDraft("@Lin", "E-1", "LinMei", null));
    brand.people().create(new PersonDraft("Bo, without a post", null, null, null));
    for (var until : List.of(TODAY.plusDays(1), TODAY)) {
      brand
          .people()
          .add(
              lin.id(),
              new PostDraft(
                  store.id(), until.equals(TODAY) ? "dealer" : "guide", TODAY.minusDays(9), until));
    }
    brand.people().add(lin.id(), new PostDraft(east.id(), "guide", TODAY.plusDays(2), null));

    var unitsFile = written(true);
    var peopleFile = written(false);

    assertNothingChanges(units(unitsFile, false), 5);
    assertNothingChanges(people(peopleFile, false), 2);
    assertThat(written(true)).isEqualTo(unitsFile);
    assertThat(written(false)).isEqualTo(peopleFile);
    assertThat(unitsFile).contains("'=East").contains("'+7");
    assertThat(organisation.get(store.id()).version()).isEqualTo(3);
  }

  @Test
  void whatIsWrittenOutMakesTheSameBrandElsewhere() throws IOException {
    units(SMALL, false);
    people("employee_no,name,unit,role\nE-1,Lin,S001,guide\n", false);
    var unitsFile = written(true);
    var peopleFile = written(false);

    var elsewhere = new OrganisationFixture(database);
    assertThat(elsewhere.organisation().summary().openUnits()).isEqualTo(1);
    assertThat(units(unitsFile, false).created()).isEqualTo(3);
    assertThat(people(peopleFile, false).created()).isEqualTo(1);

    assertThat(written(true)).isEqualTo(unitsFile);
    assertThat(written(false)).isEqualTo(peopleFile);
  }

  @Test
  void aFileRenamesMovesClosesAndOpensAgain() throws IOException {
    units(SMALL, false);

    var outcome =
        units(
            """
            code.orders,code.erp,name,parent,state,from
            ,EAST,Far East,,,
            S001,,,headquarters-of-nobody,,
            """
                    .replace("headquarters-of-nobody", brand.root().id().toString())
                + "S002,,,,closed,%s\n".formatted(TODAY.plusDays(5)),
            false);

    assertThat(outcome.changes())
        .extracting(FileChange::name, FileChange::fields)
        .containsExactly(
            tuple("Far East", List.of("name")),
            tuple("Lane 1", List.of("parent")),
            tuple("Lane 2", List.of("state")));
    assertThat(unit("S001").parentId()).isEqualTo(brand.root().id());
    assertThat(organisation.history(unit("S002").id()))
        .extracting(UnitPeriod::until)
        .containsExactly(TODAY.plusDays(5));
    brand.setDay(TODAY.plusDays(5));
    assertThat(unit("S002").isOpen()).isFalse();
    units("code.orders,name,parent,state\nS002,,EAST,open\n", false);
    assertThat(unit("S002").isOpen()).isTrue();
  }

  @Test
  void branchesMayChangePlacesInOneFile() throws IOException {
    units(SMALL, false);
    var nested =
        """
        kind,name,parent,code.erp
        region,North,EAST,NORTH
        """;
    units(nested, false);

    var swapped =
        units("code.erp,name,parent\nEAST,,NORTH\nNORTH,,%s\n".formatted(brand.root().id()), false);

    assertThat(swapped.problems()).isEmpty();
    assertThat(organisation.path(organisation.search("EAST", 1).getFirst().id()))
        .extracting(UnitInTree::name)
        .containsExactly(brand.root().name(), "North", "East");
  }

  @Test
  void eachWrongLineIsNamedAndNothingIsDone() throws IOException {
    units(SMALL, false);
    var before = written(true);

    var outcome =
        units(
            """
            id,kind,name,parent,state,from,code.orders,code.erp,latitude,longitude,opening_hours
            ,store,Fine,,,,S009,,31,121,
            ,store,,EAST,,,S010,,,,
            ,moon,M,EAST,,,S011,,,,
            ,store,Nowhere,WEST,,,S012,,,,
            ,store,No code,EAST,,,,,,,
            ,region,,,,,S001,,,,
            ,store,Half,EAST,,,S013,,31,,
            ,store,Late,EAST,,,S014,,,,8 10:00-22:00
            ,,,EAST,closed,2020-01-01,S002,,,,
            ,,,EAST,ajar,,S001,,,,
            ,,,,closed,,,EAST,,,
            x,store,Id,EAST,,,S015,,,,
            ,store,Again,EAST,,,S009,,,,
            ,region,Place,,,,,PLACE,1,1,
            """,
            false);

    assertThat(outcome.isApplied()).isFalse();
    assertThat(outcome.problems())
        .extracting(FileProblem::line)
        .containsExactly(3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L, 15L);
    assertThat(outcome.problemCount()).isEqualTo(13);
    assertThat(written(true)).isEqualTo(before);
  }

  @Test
  void theRulesOfTheTreeHoldForTheFileAsAWhole() throws IOException {
    units(SMALL, false);
    units("kind,name,parent,code.erp\nregion,North,EAST,NORTH\n", false);

    assertThat(units("code.erp,name,parent\nEAST,,NORTH\n", false).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.detail()).contains("below itself"));
    assertThat(
            units("code.orders,code.erp,name,state\nS001,,,closed\n,EAST,,closed\n", true)
                .problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.line()).isEqualTo(3);
          assertThat(problem.detail()).contains("still stands below it");
        });
    assertThat(
            units(
                    "code.orders,name,parent,from\nS001,,%s,2026-01-01\n"
                        .formatted(brand.root().id()),
                    true)
                .problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.detail()).contains("past"));
  }

  @Test
  void aCodeMayChangeHandsButNotBeHeldTwice() throws IOException {
    units(SMALL, false);
    var one = unit("S001").id();
    var two = unit("S002").id();

    var swapped = "id,name,code.orders\n%s,,S002\n%s,,S001\n".formatted(one, two);
    assertThat(units(swapped, false).changed()).isEqualTo(2);
    assertThat(unit("S001").id()).isEqualTo(two);
    assertThat(units("id,name,code.orders\n%s,,S002\n".formatted(two), false).problems())
        .extracting(FileProblem::line)
        .containsExactly(2L);
  }

  @Test
  void peopleHavePostsAndKeepWhatTheFileDoesNotName() throws IOException {
    units(SMALL, false);
    var file =
        """
        employee_no,name,wecom_member,unit,role,from,until
        E-1,Lin,LinMei,S001,guide,2026-01-01,
        E-1,Lin,,S002,guide,2026-06-01,2027-06-01
        ,Wang,WangBo,EAST,dealer,,
        E-3,Without,,,,,
        """;

    assertThat(people(file, false).created()).isEqualTo(3);
    assertNothingChanges(people(file, false), 3);
    assertThat(posts("Lin"))
        .extracting(Post::unitName, Post::from, Post::until)
        .containsExactly(
            tuple("Lane 2", TODAY.minusMonths(7), TODAY.plusMonths(5)),
            tuple("Lane 1", TODAY.minusYears(1), null));

    var changed =
        people(
            """
            employee_no,name,unit,role,from,until
            E-1,Lin Mei,S001,guide,2026-01-01,2027-02-01
            E-1,,S001,guide,2027-02-01,
            """,
            false);

    assertThat(changed.changes())
        .extracting(FileChange::name, FileChange::fields)
        .containsExactly(tuple("Lin Mei", List.of("name", "post")));
    assertThat(posts("Lin Mei")).hasSize(3);
    assertThat(person("Lin Mei").wecomMember()).isEqualTo("LinMei");
  }

  @Test
  void wrongLinesOfPeopleAreNamed() throws IOException {
    units(SMALL, false);
    people("employee_no,name,wecom_member\nE-1,Lin,LinMei\nE-2,Bo,\n", false);

    var outcome =
        people(
            """
            employee_no,name,wecom_member,unit,role,from,until
            E-1,Lin,LinMei,S001,guide,,
            ,No key,,S001,guide,,
            E-9,,,S001,guide,,
            E-2,Bo,,NOWHERE,guide,,
            E-2,Other,,S001,guide,,
            E-2,Bo,,S001,,,
            E-2,Bo,,S001,Guide!,,
            E-2,Bo,,S001,guide,2027-05-01,2027-04-01
            E-2,Bo,LinMei,S001,guide,,
            E-1,Lin,,S001,guide,2027-05-01,
            E-2,Bo,,S001,guide,tomorrow,
            """,
            false);

    assertThat(outcome.problems())
        .extracting(FileProblem::line)
        .containsExactly(3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
    assertThat(posts("Lin")).isEmpty();
  }

  @Test
  void aFileOfAChineseSpreadsheetIsRead() throws IOException {
    var outcome =
        files.readUnits(
            new ByteArrayInputStream(
                "kind,name,code.orders\nstore,人民广场店,S001\n".getBytes(Charset.forName("GB18030"))),
            false);

    assertThat(outcome.problems()).isEmpty();
    assertThat(unit("S001").name()).isEqualTo("人民广场店");
  }

  @Test
  void whatIsNoSuchFileIsRefusedAsAWhole() throws IOException {
    assertThat(units("Filiale;Ort\n1;2\n", false).problems())
        .extracting(FileProblem::line)
        .containsExactly(0L);
    assertThat(people("x\n\"", true).problemCount()).isEqualTo(1);
    assertThat(units("", false).rows()).isZero();
  }

  @Test
  void aWholeBrandComesWithinSeconds() throws IOException {
    var stores = new StringBuilder("kind,name,parent,code.erp,code.orders,latitude,longitude\n");
    for (int region = 0; region < 50; region++) {
      stores.append("region,Region %d,,R%d,,,\n".formatted(region, region));
    }
    for (int store = 0; store < 5_000; store++) {
      stores.append(
          "store,Store %d,R%d,,S%04d,%s,%s\n"
              .formatted(store, store % 50, store, 20 + store % 30, 90 + store % 40));
    }
    var guides = new StringBuilder("employee_no,name,unit,role,from\n");
    for (int guide = 0; guide < 50_000; guide++) {
      guides.append(
          "E%05d,Guide %d,S%04d,guide,2026-01-01\n".formatted(guide, guide, guide % 5_000));
    }

    long start = System.nanoTime();
    assertThat(units(stores.toString(), false).created()).isEqualTo(5_050);
    var first = Duration.ofNanos(System.nanoTime() - start);
    start = System.nanoTime();
    assertThat(people(guides.toString(), false).created()).isEqualTo(50_000);
    var second = Duration.ofNanos(System.nanoTime() - start);
    start = System.nanoTime();
    assertNothingChanges(units(written(true), false), 5_051);
    assertNothingChanges(people(written(false), false), 50_000);
    var again = Duration.ofNanos(System.nanoTime() - start);

    System.out.printf(
        "5,050 units read in %d ms, 50,000 people in %d ms, written out and read again in %d ms%n",
        first.toMillis(), second.toMillis(), again.toMillis());
    assertThat(first.plus(second)).isLessThan(Duration.ofSeconds(60));
  }

  private static final String SMALL =
      """
      kind,name,parent,code.erp,code.orders
      region,East,,EAST,
      store,Lane 1,EAST,,S001
      store,Lane 2,EAST,,S002
      """;

  private static final StoreDetails EVERYTHING =
      new StoreDetails(
          "=1 Lane, 浦东",
          new Coordinates(-31.2304, -121.4737),
          new ServiceArea(
              "Polygon",
              List.of(
                  List.of(
                      List.of(121.4, 31.2),
                      List.of(121.5, 31.2),
                      List.of(121.5, 31.3),
                      List.of(121.4, 31.2)))),
          List.of(new OpeningSpan(7, LocalTime.of(22, 0), LocalTime.of(2, 0))),
          "franchised",
          List.of("pickup", "delivery"),
          7);

  private FileOutcome units(String file, boolean isPreview) throws IOException {
    return files.readUnits(stream(file), isPreview);
  }

  private FileOutcome people(String file, boolean isPreview) throws IOException {
    return files.readPeople(stream(file), isPreview);
  }

  private static ByteArrayInputStream stream(String file) {
    return new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8));
  }

  private String written(boolean isUnits) throws IOException {
    var to = new ByteArrayOutputStream();
    if (isUnits) {
      files.writeUnits(to);
    } else {
      files.writePeople(to);
    }
    return to.toString(StandardCharsets.UTF_8);
  }

  private Unit unit(String code) {
    return organisation.get(organisation.search(code, 1).getFirst().id());
  }

  private Person person(String name) {
    return brand
        .people()
        .list(name, PageRequest.of(null, null, People.LIST_CURSOR_PARTS))
        .items()
        .getFirst();
  }

  private List<Post> posts(String name) {
    return brand
        .people()
        .postsOf(person(name).id(), PageRequest.of(null, null, People.POSTS_CURSOR_PARTS))
        .items();
  }

  private static void assertNothingChanges(FileOutcome outcome, int unchanged) {
    assertThat(outcome.problems()).isEmpty();
    assertThat(outcome.changes()).isEmpty();
    assertThat(outcome)
        .extracting(
            FileOutcome::isApplied,
            FileOutcome::created,
            FileOutcome::changed,
            FileOutcome::unchanged)
        .containsExactly(true, 0, 0, unchanged);
  }
}
