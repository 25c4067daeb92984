package io.quanyu.brand.organisation;

import static io.quanyu.brand.organisation.OrganisationFixture.TODAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.quanyu.platform.web.PageRequest;
import io.quanyu.platform.web.ProblemException;
import io.quanyu.testing.TestDatabase;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** People and their posts on a real PostgreSQL. */
class PeopleIT {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private final OrganisationFixture brand = new OrganisationFixture(database);
  private final People people = brand.people();
  private final Unit laneOne = brand.create(UnitKind.STORE, "Lane 1", brand.root());
  private final Unit laneTwo = brand.create(UnitKind.STORE, "Lane 2", brand.root());

  @Test
  void aPersonIsWrittenDownAndReplaced() {
    var staff = UUID.randomUUID();
    var lin = people.create(new PersonDraft(" Lin Mei ", null, "LinMei", staff));

    var replaced = people.replace(lin.id(), 1, new PersonDraft("Lin", null, null, null));

    assertThat(lin.name()).isEqualTo("Lin Mei");
    assertThat(lin.staffId()).isEqualTo(staff);
    assertThat(replaced.wecomMember()).isNull();
    assertThat(replaced.version()).isEqualTo(2);
    assertThat(people.get(lin.id())).isEqualTo(replaced);
    assertRefused(
        OrganisationProblem.PERSON_CHANGED,
        () -> people.replace(lin.id(), 1, new PersonDraft("Lin", null, null, null)));
    assertRefused(OrganisationProblem.PERSON_NOT_FOUND, () -> people.get(UUID.randomUUID()));
  }

  @Test
  void memberAndAccountBelongToOnePerson() {
    var staff = UUID.randomUUID();
    people.create(new PersonDraft("Lin", null, "LinMei", staff));
    var bo = people.create(new PersonDraft("Bo", null, null, null));

    assertRefused(
        OrganisationProblem.PERSON_TAKEN,
        () -> people.create(new PersonDraft("Cai", null, "LinMei", null)));
    assertRefused(
        OrganisationProblem.PERSON_TAKEN,
        () -> people.replace(bo.id(), 1, new PersonDraft("Bo", null, null, staff)));
  }

  @Test
  void aGuideServesInTwoStoresAndADealerHasMany() {
    var guide = person("Lin");
    var dealer = person("Wang");
    add(guide, laneOne, "guide", null, null);
    add(guide, laneTwo, "guide", TODAY.minusDays(9), TODAY.plusDays(9));
    add(dealer, laneOne, "dealer", null, null);
    add(dealer, laneTwo, "dealer", TODAY.plusDays(1), null);

    assertThat(at(laneOne, null)).containsExactly("Lin guide", "Wang dealer");
    assertThat(at(laneTwo, null)).containsExactly("Lin guide");
    assertThat(at(laneTwo, TODAY.plusDays(1))).containsExactly("Lin guide", "Wang dealer");
    assertThat(at(laneTwo, TODAY.plusDays(9))).containsExactly("Wang dealer");
    assertThat(posts(guide))
        .extracting(Post::unitName, Post::from, Post::until)
        .containsExactly(
            tuple("Lane 1", TODAY, null), tuple("Lane 2", TODAY.minusDays(9), TODAY.plusDays(9)));
  }

  @Test
  void theSamePostIsHeldOnceADay() {
    var lin = person("Lin");
    add(lin, laneOne, "guide", TODAY, TODAY.plusDays(5));

    add(lin, laneOne, "store_manager", null, null);
    add(lin, laneOne, "guide", TODAY.plusDays(5), TODAY.plusDays(6));
    add(lin, laneOne, "guide", TODAY.minusDays(1), TODAY);

    assertRefused(
        OrganisationProblem.POST_HELD, () -> add(lin, laneOne, "guide", TODAY.plusDays(4), null));
    assertRefused(
        OrganisationProblem.DATE_OUT_OF_RANGE, () -> add(lin, laneOne, "guide", TODAY, TODAY));
    assertRefused(
        OrganisationProblem.UNIT_NOT_FOUND,
        () -> people.add(lin.id(), new PostDraft(UUID.randomUUID(), "guide", null, null)));
  }

  @Test
  void aPostEndsOnceAndOneNotBegunIsTakenBack() {
    var lin = person("Lin");
    var ended = add(lin, laneOne, "guide", TODAY.minusDays(5), null);
    var coming = add(lin, laneTwo, "guide", TODAY.plusDays(5), null);

    people.end(ended.id(), TODAY.plusDays(2));
    people.end(ended.id(), TODAY.plusDays(3));
    people.end(coming.id(), null);

    assertThat(posts(lin)).extracting(Post::until).containsExactly(TODAY.plusDays(2));
    assertRefused(OrganisationProblem.POST_NOT_FOUND, () -> people.end(coming.id(), null));
  }

  @Test
  void pagesGoOnWhereTheyEnded() {
    var lin = person("Lin");
    person("Lin");
    for (int i = 0; i < 5; i++) {
      add(lin, laneOne, "role_" + i, TODAY.plusDays(i / 2), null);
    }
    brand.setDay(TODAY.plusDays(9));
    var names = new ArrayList<String>();
    var mine = new ArrayList<UUID>();
    var there = new ArrayList<UUID>();

    @Nullable String cursor = null;
    do {
      var page = people.list(null, PageRequest.of(cursor, 1, People.LIST_CURSOR_PARTS));
      page.items().forEach(person -> names.add(person.name()));
      cursor = page.nextCursor();
    } while (cursor != null);
    do {
      var page = people.postsOf(lin.id(), PageRequest.of(cursor, 2, People.POSTS_CURSOR_PARTS));
      page.items().forEach(post -> mine.add(post.id()));
      cursor = page.nextCursor();
    } while (cursor != null);
    do {
      var page = people.at(laneOne.id(), null, PageRequest.of(cursor, 2, People.UNIT_CURSOR_PARTS));
      page.items().forEach(post -> there.add(post.id()));
      cursor = page.nextCursor();
    } while (cursor != null);

    assertThat(names).containsExactly("Lin", "Lin");
    assertThat(mine).hasSize(5).doesNotHaveDuplicates();
    assertThat(there).hasSize(5).doesNotHaveDuplicates();
  }

  @Test
  void peopleAreFoundByNameNumberAndMember() {
    people.create(new PersonDraft("Lin Mei", "E-0042", "LinMei", null));
    people.create(new PersonDraft("Wang 100%", "E-0043", null, null));

    assertThat(found("mei")).containsExactly("Lin Mei");
    assertThat(found("e-004")).containsExactly("Lin Mei", "Wang 100%");
    assertThat(found("linm")).containsExactly("Lin Mei");
    assertThat(found("100%")).containsExactly("Wang 100%");
    assertThat(found("%")).containsExactly("Wang 100%");
    assertThat(found("0042")).isEmpty();
    assertThat(found(" ")).hasSize(2);
    assertRefused(
        OrganisationProblem.PERSON_TAKEN,
        () -> people.create(new PersonDraft("Cai", "E-0042", null, null)));
  }

  private List<String> found(String text) {
    return people.list(text, PageRequest.of(null, null, People.LIST_CURSOR_PARTS)).items().stream()
        .map(Person::name)
        .toList();
  }

  @RepeatedTest(5)
  void twoAtOnceGiveThePostOnce() throws Exception {
    var lin = person("Lin");
    Callable<Boolean> giving =
        () -> {
          try {
            add(lin, laneOne, "guide", null, null);
            return true;
          } catch (ProblemException e) {
            assertThat(e.code()).isEqualTo(OrganisationProblem.POST_HELD);
            return false;
          }
        };
    var given = new ArrayList<Boolean>();
    try (var threads = Executors.newFixedThreadPool(2)) {
      for (var answer : threads.invokeAll(List.of(giving, giving))) {
        given.add(answer.get());
      }
    }

    assertThat(given).containsExactlyInAnyOrder(true, false);
    assertThat(posts(lin)).hasSize(1);
  }

  private Person person(String name) {
    return people.create(new PersonDraft(name, null, null, null));
  }

  private Post add(
      Person person, Unit unit, String role, @Nullable LocalDate from, @Nullable LocalDate until) {
    return people.add(person.id(), new PostDraft(unit.id(), role, from, until));
  }

  private List<String> at(Unit unit, @Nullable LocalDate on) {
    return people
        .at(unit.id(), on, PageRequest.of(null, null, People.UNIT_CURSOR_PARTS))
        .items()
        .stream()
        .map(post -> post.personName() + " " + post.role())
        .toList();
  }

  private List<Post> posts(Person person) {
    return people
        .postsOf(person.id(), PageRequest.of(null, null, People.POSTS_CURSOR_PARTS))
        .items();
  }

  private static void assertRefused(OrganisationProblem expected, ThrowingCallable change) {
    assertThatThrownBy(change)
        .isInstanceOfSatisfying(
            ProblemException.class, problem -> assertThat(problem.code()).isEqualTo(expected));
  }
}
