package io.quanyu.brand.organisation.internal;

import io.quanyu.brand.organisation.Person;
import io.quanyu.brand.organisation.PersonDraft;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** People in the database. */
@Repository
public class PersonSql {

  private static final String COLUMNS =
      "person_no, person_id, name, employee_no, wecom_member, staff_id, version, created_at, updated_at";

  private static final String PEOPLE =
      "select " + COLUMNS + " from brand_organisation.person where ";

  private final JdbcClient jdbc;

  public PersonSql(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /** A person with the number by which rows know her. */
  public record NumberedPerson(int personNo, Person person) {}

  public Optional<NumberedPerson> find(UUID id) {
    return jdbc.sql(PEOPLE + "person_id = :id")
        .param("id", id)
        .query((row, _) -> person(row))
        .optional();
  }

  /** The number of the person who has an account. */
  public OptionalInt numberOf(UUID staffId) {
    return jdbc.sql("select person_no from brand_organisation.person where staff_id = :staff")
        .param("staff", staffId)
        .query(Integer.class)
        .optional()
        .map(OptionalInt::of)
        .orElseGet(OptionalInt::empty);
  }

  /** A person whom nobody else changes, nor her posts, until the end of the transaction. */
  public Optional<NumberedPerson> lock(UUID id) {
    return jdbc.sql(PEOPLE + "person_id = :id for update")
        .param("id", id)
        .query((row, _) -> person(row))
        .optional();
  }

  /**
   * By name and number.
   *
   * @param text part of the name, or how the employee number or WeCom member begins; empty: all
   */
  public List<NumberedPerson> list(String text, String afterName, int afterNo, int rows) {
    var literal = LikePattern.literal(text.toLowerCase(Locale.ROOT));
    return jdbc.sql(
            PEOPLE
                + """
                (name, person_no) > (:name, :person)
                  and (:begin = '%' or lower(name) like :part or lower(employee_no) like :begin
                    or lower(wecom_member) like :begin)
                order by name, person_no limit :rows
                """)
        .param("begin", literal + "%")
        .param("part", "%" + literal + "%")
        .param("name", afterName)
        .param("person", afterNo)
        .param("rows", rows)
        .query((row, _) -> person(row))
        .list();
  }

  /**
   * @throws org.springframework.dao.DuplicateKeyException if member or account are another person's
   */
  public Person insert(PersonDraft draft, Instant now) {
    return jdbc.sql(
            """
            insert into brand_organisation.person
              (name, employee_no, wecom_member, staff_id, created_at, updated_at)
            values (:name, :employee, :member, cast(:staff as uuid), :now, :now)
            returning
            """
                + COLUMNS)
        .param("name", draft.name())
        .param("employee", draft.employeeNo())
        .param("member", draft.wecomMember())
        .param("staff", draft.staffId())
        .param("now", at(now))
        .query((row, _) -> person(row).person())
        .single();
  }

  /**
   * Replaces a person if she still has that version.
   *
   * @throws org.springframework.dao.DuplicateKeyException if member or account are another person's
   */
  public Optional<Person> update(UUID id, int version, PersonDraft draft, Instant now) {
    return jdbc.sql(
            """
            update brand_organisation.person
            set name = :name, employee_no = :employee, wecom_member = :member, staff_id = cast(:staff as uuid),
              version = version + 1, updated_at = :now
            where person_id = :id and version = :version
            returning
            """
                + COLUMNS)
        .param("name", draft.name())
        .param("employee", draft.employeeNo())
        .param("member", draft.wecomMember())
        .param("staff", draft.staffId())
        .param("now", at(now))
        .param("id", id)
        .param("version", version)
        .query((row, _) -> person(row).person())
        .optional();
  }

  private static NumberedPerson person(ResultSet row) throws SQLException {
    return new NumberedPerson(
        row.getInt("person_no"),
        new Person(
            row.getObject("person_id", UUID.class),
            row.getString("name"),
            row.getString("employee_no"),
            row.getString("wecom_member"),
            row.getObject("staff_id", UUID.class),
            row.getInt("version"),
            row.getObject("created_at", OffsetDateTime.class).toInstant(),
            row.getObject("updated_at", OffsetDateTime.class).toInstant()));
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
