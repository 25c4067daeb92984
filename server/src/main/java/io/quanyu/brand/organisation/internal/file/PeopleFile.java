package io.quanyu.brand.organisation.internal.file;

import io.quanyu.brand.organisation.FileOutcome;
import io.quanyu.brand.organisation.internal.TodaysTree;
import io.quanyu.brand.organisation.internal.file.PeopleFileSql.PersonRow;
import io.quanyu.brand.organisation.internal.file.PeopleFileSql.PostRow;
import io.quanyu.brand.organisation.internal.file.UnitFileSql.UnitToday;
import io.quanyu.core.organisation.Placement;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** All people as a file, and a file as changes of people: a row for each post. */
@Component
public class PeopleFile {

  /** {@code unit_name} is for the reader alone. */
  private static final List<String> COLUMNS =
      List.of(
          "id",
          "employee_no",
          "name",
          "wecom_member",
          "unit",
          "unit_name",
          "role",
          "from",
          "until");

  private final PeopleFileSql sql;
  private final UnitFileSql units;
  private final TodaysTree tree;
  private final TransactionTemplate transactions;
  private final Clock clock;

  public PeopleFile(
      PeopleFileSql sql,
      UnitFileSql units,
      TodaysTree tree,
      TransactionTemplate transactions,
      Clock clock) {
    this.sql = sql;
    this.units = units;
    this.tree = tree;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Writes all people; who has no post that goes on or is coming has a row without one. */
  public void write(OutputStream to) throws IOException {
    var today = tree.today();
    var unitsByNo =
        units.all(today).stream().collect(Collectors.toMap(UnitToday::unitNo, unit -> unit));
    var posts =
        sql.posts().stream()
            .filter(post -> post.until().isAfter(today))
            .collect(Collectors.groupingBy(PostRow::personNo));
    var rows = new ArrayList<List<String>>();
    for (var person : sql.people()) {
      var mine = posts.getOrDefault(person.personNo(), List.of());
      if (mine.isEmpty()) {
        rows.add(row(person, null, null));
      }
      mine.forEach(post -> rows.add(row(person, post, unitsByNo.get(post.unitNo()))));
    }
    CsvTable.write(to, COLUMNS, rows);
  }

  private static List<String> row(
      PersonRow person, @Nullable PostRow post, @Nullable UnitToday unit) {
    return List.of(
        String.valueOf(person.id()),
        Objects.requireNonNullElse(person.employeeNo(), ""),
        person.name(),
        Objects.requireNonNullElse(person.wecomMember(), ""),
        unit == null ? "" : UnitReferences.written(unit.id(), unit.codes()),
        unit == null ? "" : unit.name(),
        post == null ? "" : post.role(),
        post == null ? "" : post.from().toString(),
        post == null || post.until().equals(Placement.FOREVER) ? "" : post.until().toString());
  }

  /** See {@link io.quanyu.brand.organisation.OrganisationFiles#readPeople}. */
  public FileOutcome read(InputStream file, boolean isPreview) throws IOException {
    var problems = new FileProblems();
    var table = CsvTable.read(file, problems);
    var outcome =
        transactions.execute(_ -> {
          if (!isPreview) {
            sql.lock();
          }
          var today = tree.today();
          var references = new UnitReferences();
          units.all(today).forEach(unit -> references.add(unit.unitNo(), unit.id(), unit.codes()));
          var plan = new PeoplePlan(sql.people(), sql.posts(), references, today, problems);
          plan.make(table);
          boolean isApplied = !isPreview && problems.count() == 0;
          if (isApplied) {
            apply(plan);
          }
          return plan.outcome(isApplied, table.rows().size());
        });
    if (outcome == null) {
      throw new IllegalStateException("a transaction without a result");
    }
    return outcome;
  }

  private void apply(PeoplePlan plan) {
    var now = clock.instant();
    var created = plan.created();
    var numbers = new HashMap<Integer, Integer>();
    var fresh = sql.numbers(created.size()).iterator();
    created.forEach(person -> numbers.put(person.personNo(), fresh.next()));
    // First those who give a number or a member away.
    if (!plan.changed().isEmpty()) {
      sql.update(plan.changed(), now);
    }
    if (!created.isEmpty()) {
      sql.insert(
          created.stream()
              .map(person ->
                  new PersonRow(
                      real(person.personNo(), numbers),
                      person.id(),
                      person.name(),
                      person.employeeNo(),
                      person.wecomMember()))
              .toList(),
          now);
    }
    if (!plan.newPosts().isEmpty()) {
      sql.insertPosts(
          plan.newPosts().stream()
              .map(post ->
                  new PostRow(
                      0,
                      real(post.personNo(), numbers),
                      post.unitNo(),
                      post.role(),
                      post.from(),
                      post.until()))
              .toList());
    }
    if (!plan.endedPosts().isEmpty()) {
      sql.updateEnds(plan.endedPosts());
    }
    if (!created.isEmpty() || !plan.newPosts().isEmpty()) {
      sql.analyze();
    }
  }

  private static int real(int personNo, Map<Integer, Integer> numbers) {
    return numbers.getOrDefault(personNo, personNo);
  }
}
