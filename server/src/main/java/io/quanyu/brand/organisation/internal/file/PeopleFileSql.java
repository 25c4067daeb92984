package io.quanyu.brand.organisation.internal.file;

import io.quanyu.core.organisation.Placement;
import io.quanyu.platform.database.SqlArrays;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Many people and posts at once: one statement a table, however many rows. */
@Repository
public class PeopleFileSql {

  private final JdbcTemplate jdbc;

  public PeopleFileSql(DataSource dataSource) {
    this.jdbc = new JdbcTemplate(dataSource);
  }

  /** A person, known or to be written; the id is null while the database has not given one. */
  record PersonRow(
      int personNo,
      @Nullable UUID id,
      String name,
      @Nullable String employeeNo,
      @Nullable String wecomMember) {}

  /** A post, known or to be written. */
  record PostRow(
      int postNo, int personNo, int unitNo, String role, LocalDate from, LocalDate until) {}

  /** Keeps people and their posts as they are until the end of the transaction. */
  void lock() {
    jdbc.execute("lock table brand_organisation.person in exclusive mode");
  }

  List<PersonRow> people() {
    return jdbc.query(
        """
        select person_no, person_id, name, employee_no, wecom_member
        from brand_organisation.person order by person_no
        """,
        (row, _) ->
            new PersonRow(
                row.getInt(1),
                row.getObject(2, UUID.class),
                row.getString(3),
                row.getString(4),
                row.getString(5)));
  }

  /** By person, the earlier ones first. */
  List<PostRow> posts() {
    return jdbc.query(
        """
        select post_no, person_no, unit_no, role, from_date, until_date
        from brand_organisation.post order by person_no, from_date, post_no
        """,
        (row, _) ->
            new PostRow(
                row.getInt(1),
                row.getInt(2),
                row.getInt(3),
                row.getString(4),
                row.getObject(5, LocalDate.class),
                row.getObject(6, LocalDate.class)));
  }

  /** New numbers of people. */
  List<Integer> numbers(int count) {
    return jdbc.query(
        """
        select nextval(pg_get_serial_sequence('brand_organisation.person', 'person_no'))::int
        from generate_series(1, ?)
        """,
        (row, _) -> row.getInt(1),
        count);
  }

  void insert(Collection<PersonRow> people, Instant now) {
    jdbc.update(
        """
        insert into brand_organisation.person
          (person_no, person_id, name, employee_no, wecom_member, created_at, updated_at)
        overriding system value
        select person_no, coalesce(person_id, uuidv7()), name, employee_no, wecom_member, ?, ?
        from unnest(?, ?, ?, ?, ?) as g (person_no, person_id, name, employee_no, wecom_member)
        """,
        statement -> {
          statement.setObject(1, at(now));
          statement.setObject(2, at(now));
          SqlArrays.setColumn(statement, 3, "int4", people, PersonRow::personNo);
          SqlArrays.setColumn(statement, 4, "uuid", people, PersonRow::id);
          SqlArrays.setColumn(statement, 5, "text", people, PersonRow::name);
          SqlArrays.setColumn(statement, 6, "text", people, PersonRow::employeeNo);
          SqlArrays.setColumn(statement, 7, "text", people, PersonRow::wecomMember);
        });
  }

  /** Replaces names, numbers and members, which may change hands, and counts the changes. */
  void update(Collection<PersonRow> people, Instant now) {
    // The table's unique keys are looked at row by row.
    jdbc.update(
        """
        update brand_organisation.person set employee_no = null, wecom_member = null
        where person_no = any (?)
        """,
        statement ->
            SqlArrays.setInts(statement, 1, people.stream().map(PersonRow::personNo).toList()));
    jdbc.update(
        """
        update brand_organisation.person p
        set name = g.name, employee_no = g.employee_no, wecom_member = g.wecom_member,
          version = p.version + 1, updated_at = ?
        from unnest(?, ?, ?, ?) as g (person_no, name, employee_no, wecom_member)
        where p.person_no = g.person_no
        """,
        statement -> {
          statement.setObject(1, at(now));
          SqlArrays.setColumn(statement, 2, "int4", people, PersonRow::personNo);
          SqlArrays.setColumn(statement, 3, "text", people, PersonRow::name);
          SqlArrays.setColumn(statement, 4, "text", people, PersonRow::employeeNo);
          SqlArrays.setColumn(statement, 5, "text", people, PersonRow::wecomMember);
        });
  }

  void insertPosts(Collection<PostRow> posts) {
    jdbc.update(
        """
        insert into brand_organisation.post (person_no, unit_no, role, from_date, until_date)
        select person_no, unit_no, role, from_date::date, until_date::date
        from unnest(?, ?, ?, ?, ?) as g (person_no, unit_no, role, from_date, until_date)
        """,
        statement -> {
          SqlArrays.setColumn(statement, 1, "int4", posts, PostRow::personNo);
          SqlArrays.setColumn(statement, 2, "int4", posts, PostRow::unitNo);
          SqlArrays.setColumn(statement, 3, "text", posts, PostRow::role);
          SqlArrays.setColumn(statement, 4, "text", posts, post -> post.from().toString());
          SqlArrays.setColumn(statement, 5, "text", posts, post -> written(post.until()));
        });
  }

  void updateEnds(Collection<PostRow> posts) {
    jdbc.update(
        """
        update brand_organisation.post p set until_date = g.until_date::date
        from unnest(?, ?) as g (post_no, until_date)
        where p.post_no = g.post_no
        """,
        statement -> {
          SqlArrays.setColumn(statement, 1, "int4", posts, PostRow::postNo);
          SqlArrays.setColumn(statement, 2, "text", posts, post -> written(post.until()));
        });
  }

  void analyze() {
    jdbc.execute("analyze brand_organisation.person, brand_organisation.post");
  }

  private static String written(LocalDate until) {
    return until.equals(Placement.FOREVER) ? "infinity" : until.toString();
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
