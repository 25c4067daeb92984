package io.quanyu.brand.organisation.internal.file;

import io.quanyu.brand.organisation.FileOutcome;
import io.quanyu.brand.organisation.FileOutcome.FileChange;
import io.quanyu.brand.organisation.PersonDraft;
import io.quanyu.brand.organisation.PostDraft;
import io.quanyu.brand.organisation.internal.file.PeopleFileSql.PersonRow;
import io.quanyu.brand.organisation.internal.file.PeopleFileSql.PostRow;
import io.quanyu.core.organisation.Placement;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a file of people would change. For one thread. */
final class PeoplePlan {

  private static final int YEAR_MIN = 1800;
  private static final int YEAR_MAX = 2199;

  private final Map<Integer, PersonRow> known = new HashMap<>();
  private final Map<String, Integer> byId = new HashMap<>();
  private final Map<String, Integer> byEmployeeNo = new HashMap<>();
  private final Map<String, Integer> byMember = new HashMap<>();
  private final Map<Integer, List<PostRow>> posts = new HashMap<>();
  private final UnitReferences units;
  private final LocalDate today;
  private final FileProblems problems;

  private final Map<Integer, Planned> planned = new LinkedHashMap<>();
  private final Set<PostRow> newPosts = new LinkedHashSet<>();
  private final Map<Integer, PostRow> endedPosts = new LinkedHashMap<>();

  /** What the file makes of a person, from the first row that names her. */
  private static final class Planned {
    private final long line;
    private PersonRow person;
    private final Set<String> fields = new LinkedHashSet<>();

    Planned(long line, PersonRow person) {
      this.line = line;
      this.person = person;
    }
  }

  PeoplePlan(
      List<PersonRow> people,
      List<PostRow> knownPosts,
      UnitReferences units,
      LocalDate today,
      FileProblems problems) {
    for (var person : people) {
      known.put(person.personNo(), person);
      name(person);
    }
    knownPosts.forEach(
        post -> posts.computeIfAbsent(post.personNo(), _ -> new ArrayList<>()).add(post));
    this.units = units;
    this.today = today;
    this.problems = problems;
  }

  private void name(PersonRow person) {
    if (person.id() != null) {
      byId.putIfAbsent(person.id().toString(), person.personNo());
    }
    if (person.employeeNo() != null) {
      byEmployeeNo.putIfAbsent(person.employeeNo(), person.personNo());
    }
    if (person.wecomMember() != null) {
      byMember.putIfAbsent(person.wecomMember(), person.personNo());
    }
  }

  void make(CsvTable.Read table) {
    var columns = table.columns();
    if (!columns.isEmpty() && !columns.contains("name") && !columns.contains("id")) {
      problems.add(0, "the header must name the columns, at least “name” or “id”");
    }
    if (problems.count() > 0) {
      return;
    }
    for (var row : table.rows()) {
      try {
        var person = identified(row);
        if (!row.text("unit").isEmpty() || !row.text("role").isEmpty()) {
          post(row, columns, person);
        }
      } catch (IllegalArgumentException e) {
        problems.add(row.line(), String.valueOf(e.getMessage()));
      }
    }
    checkKeys();
  }

  private Planned identified(CsvTable.Row row) {
    var id = id(row);
    var draft =
        new PersonDraft(
            row.text("name").isEmpty() ? "?" : row.text("name"),
            orNull(row.text("employee_no")),
            orNull(row.text("wecom_member")),
            null);
    var personNo = personNo(id, draft);
    if (personNo == null) {
      if (row.text("name").isEmpty()) {
        throw new IllegalArgumentException("name is missing");
      }
      if (id == null && draft.employeeNo() == null && draft.wecomMember() == null) {
        throw new IllegalArgumentException(
            "a new person needs an employee_no or wecom_member, by which the file finds her the"
                + " next time");
      }
      var created =
          new PersonRow(
              -1 - planned.size(), id, draft.name(), draft.employeeNo(), draft.wecomMember());
      var plan = new Planned(row.line(), created);
      plan.fields.add("name");
      planned.put(created.personNo(), plan);
      name(created);
      return plan;
    }
    var before = known.get(personNo);
    var plan = planned.get(personNo);
    if (plan == null) {
      plan = new Planned(row.line(), Objects.requireNonNull(before));
      planned.put(personNo, plan);
      complete(plan, row, draft);
    } else {
      checkSame(plan, row, draft);
    }
    return plan;
  }

  /** Takes what a known person's first row says; what is empty stays. */
  private static void complete(Planned plan, CsvTable.Row row, PersonDraft draft) {
    var before = plan.person;
    var after =
        new PersonRow(
            before.personNo(),
            before.id(),
            row.text("name").isEmpty() ? before.name() : draft.name(),
            draft.employeeNo() == null ? before.employeeNo() : draft.employeeNo(),
            draft.wecomMember() == null ? before.wecomMember() : draft.wecomMember());
    if (!after.name().equals(before.name())) {
      plan.fields.add("name");
    }
    if (!Objects.equals(after.employeeNo(), before.employeeNo())) {
      plan.fields.add("employee_no");
    }
    if (!Objects.equals(after.wecomMember(), before.wecomMember())) {
      plan.fields.add("wecom_member");
    }
    plan.person = after;
  }

  private static void checkSame(Planned plan, CsvTable.Row row, PersonDraft draft) {
    var said = plan.person;
    if ((!row.text("name").isEmpty() && !draft.name().equals(said.name()))
        || (draft.employeeNo() != null && !draft.employeeNo().equals(said.employeeNo()))
        || (draft.wecomMember() != null && !draft.wecomMember().equals(said.wecomMember()))) {
      throw new IllegalArgumentException(
          "line %d says something else of this person".formatted(plan.line));
    }
  }

  private @Nullable Integer personNo(@Nullable UUID id, PersonDraft draft) {
    var byItsId = id == null ? null : byId.get(id.toString());
    if (byItsId != null) {
      return byItsId;
    }
    var number = draft.employeeNo() == null ? null : byEmployeeNo.get(draft.employeeNo());
    var member = draft.wecomMember() == null ? null : byMember.get(draft.wecomMember());
    if (number != null && member != null && !number.equals(member)) {
      throw new IllegalArgumentException("employee_no and wecom_member belong to different people");
    }
    return number == null ? member : number;
  }

  private static @Nullable UUID id(CsvTable.Row row) {
    var text = row.text("id");
    try {
      return text.isEmpty() ? null : UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("id must be one that was written out, or empty", e);
    }
  }

  private void post(CsvTable.Row row, Set<String> columns, Planned plan) {
    if (row.text("unit").isEmpty() || row.text("role").isEmpty()) {
      throw new IllegalArgumentException("a post needs a unit and a role");
    }
    int unitNo = units.find("unit", row.text("unit"));
    var role = PostDraft.checkedRole(row.text("role"));
    var saidFrom = day("from", row.text("from"));
    var saidUntil = day("until", row.text("until"));
    var mine = posts.computeIfAbsent(plan.person.personNo(), _ -> new ArrayList<>());
    var same = mine.stream().filter(post -> post.unitNo() == unitNo && post.role().equals(role));
    var present =
        same.filter(post ->
                saidFrom == null
                    ? !post.from().isAfter(today) && post.until().isAfter(today)
                    : post.from().equals(saidFrom))
            .findFirst()
            .orElse(null);
    var from = saidFrom != null ? saidFrom : present != null ? present.from() : today;
    var until =
        saidUntil != null
            ? saidUntil
            : present != null && !columns.contains("until") ? present.until() : Placement.FOREVER;
    if (!from.isBefore(until)) {
      throw new IllegalArgumentException("until must be after " + from);
    }
    var post =
        new PostRow(
            present == null ? 0 : present.postNo(),
            plan.person.personNo(),
            unitNo,
            role,
            from,
            until);
    if (post.equals(present)) {
      return;
    }
    if (mine.stream().anyMatch(other -> !other.equals(present) && overlaps(other, post))) {
      throw new IllegalArgumentException(
          "she is %s there on one of these days already".formatted(role));
    }
    mine.remove(present);
    mine.add(post);
    plan.fields.add("post");
    if (present == null) {
      newPosts.add(post);
    } else if (present.postNo() == 0) {
      newPosts.remove(present);
      newPosts.add(post);
    } else {
      endedPosts.put(post.postNo(), post);
    }
  }

  private static boolean overlaps(PostRow one, PostRow other) {
    return one.unitNo() == other.unitNo()
        && one.role().equals(other.role())
        && one.from().isBefore(other.until())
        && other.from().isBefore(one.until());
  }

  private static @Nullable LocalDate day(String column, String text) {
    if (text.isEmpty()) {
      return null;
    }
    try {
      var day = LocalDate.parse(text);
      if (day.getYear() >= YEAR_MIN && day.getYear() <= YEAR_MAX) {
        return day;
      }
    } catch (DateTimeParseException e) {
      // falls through to the refusal
    }
    throw new IllegalArgumentException(column + " must be a day such as 2026-12-31");
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  /** Numbers and members may go from one person to another within the file. */
  private void checkKeys() {
    var numbers = new HashSet<String>();
    var members = new HashSet<String>();
    known.values().stream()
        .filter(person -> !planned.containsKey(person.personNo()))
        .forEach(person -> {
          numbers.add(String.valueOf(person.employeeNo()));
          members.add(String.valueOf(person.wecomMember()));
        });
    for (var plan : planned.values()) {
      var person = plan.person;
      if (person.employeeNo() != null && !numbers.add(person.employeeNo())) {
        problems.add(plan.line, "employee_no belongs to another person");
      }
      if (person.wecomMember() != null && !members.add(person.wecomMember())) {
        problems.add(plan.line, "wecom_member belongs to another person");
      }
    }
  }

  List<PersonRow> created() {
    return planned.values().stream()
        .map(plan -> plan.person)
        .filter(person -> person.personNo() < 0)
        .toList();
  }

  /** Those known whose own details change; posts have no part in it. */
  List<PersonRow> changed() {
    return planned.values().stream()
        .map(plan -> plan.person)
        .filter(person -> person.personNo() > 0 && !person.equals(known.get(person.personNo())))
        .toList();
  }

  List<PostRow> newPosts() {
    return List.copyOf(newPosts);
  }

  List<PostRow> endedPosts() {
    return List.copyOf(endedPosts.values());
  }

  FileOutcome outcome(boolean isApplied, int rows) {
    var changes = new TreeMap<Long, FileChange>();
    int created = 0;
    for (var plan : planned.values()) {
      boolean isNew = plan.person.personNo() < 0;
      if (isNew) {
        created++;
      }
      if (!plan.fields.isEmpty()) {
        changes.put(
            plan.line,
            new FileChange(plan.line, plan.person.name(), isNew, List.copyOf(plan.fields)));
      }
    }
    return new FileOutcome(
        isApplied,
        rows,
        created,
        changes.size() - created,
        planned.size() - changes.size(),
        changes.values().stream().limit(FileOutcome.CHANGES_MAX).toList(),
        problems.count(),
        problems.first());
  }
}
