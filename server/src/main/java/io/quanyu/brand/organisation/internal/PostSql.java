package io.quanyu.brand.organisation.internal;

import io.quanyu.brand.organisation.Post;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Posts in the database. */
@Repository
public class PostSql {

  private static final String POSTS =
      """
      select o.post_no, o.post_id, p.person_id, p.name as person_name, u.unit_id, u.name as unit_name,
        o.role, o.from_date, o.until_date
      from brand_organisation.post o
      join brand_organisation.person p on p.person_no = o.person_no
      join brand_organisation.unit u on u.unit_no = o.unit_no
      """;

  private final JdbcClient jdbc;

  public PostSql(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /** A post with the number by which its pages go on. */
  public record NumberedPost(int postNo, Post post) {}

  public Optional<NumberedPost> find(UUID id) {
    return jdbc.sql(POSTS + "where o.post_id = :id")
        .param("id", id)
        .query((row, _) -> post(row))
        .optional();
  }

  /** All posts that a person has, had or will have, the latest first. */
  public List<NumberedPost> ofPerson(int personNo, LocalDate before, int beforeNo, int rows) {
    return jdbc.sql(
            POSTS
                + """
                where o.person_no = :person and (o.from_date, o.post_no) < (:from, :post)
                order by o.from_date desc, o.post_no desc limit :rows
                """)
        .param("person", personNo)
        .param("from", before)
        .param("post", beforeNo)
        .param("rows", rows)
        .query((row, _) -> post(row))
        .list();
  }

  /** The posts at a unit on a day, by the person's name. */
  public List<NumberedPost> ofUnit(
      int unitNo, LocalDate day, String afterName, int afterNo, int rows) {
    return jdbc.sql(
            POSTS
                + """
                where o.unit_no = :unit and o.from_date <= :day and o.until_date > :day
                  and (p.name, o.post_no) > (:name, :post)
                order by p.name, o.post_no limit :rows
                """)
        .param("unit", unitNo)
        .param("day", day)
        .param("name", afterName)
        .param("post", afterNo)
        .param("rows", rows)
        .query((row, _) -> post(row))
        .list();
  }

  /** Whether a person has the same post on one of these days. */
  public boolean overlaps(int personNo, int unitNo, String role, LocalDate from, LocalDate until) {
    return jdbc.sql(
            """
            select exists (
              select from brand_organisation.post
              where person_no = :person and unit_no = :unit and role = :role
                and from_date < :until and until_date > :from)
            """)
        .param("person", personNo)
        .param("unit", unitNo)
        .param("role", role)
        .param("from", from)
        .param("until", until)
        .query(Boolean.class)
        .single();
  }

  public UUID insert(int personNo, int unitNo, String role, LocalDate from, LocalDate until) {
    return jdbc.sql(
            """
            insert into brand_organisation.post (person_no, unit_no, role, from_date, until_date)
            values (:person, :unit, :role, :from, :until) returning post_id
            """)
        .param("person", personNo)
        .param("unit", unitNo)
        .param("role", role)
        .param("from", from)
        .param("until", until)
        .query(UUID.class)
        .single();
  }

  /** Ends a post that would go on longer; one that has not begun by then is taken back. */
  public void end(int postNo, LocalDate until) {
    jdbc.sql(
            """
            delete from brand_organisation.post where post_no = :post and from_date >= :until
            """)
        .param("post", postNo)
        .param("until", until)
        .update();
    jdbc.sql(
            """
            update brand_organisation.post set until_date = :until
            where post_no = :post and until_date > :until
            """)
        .param("post", postNo)
        .param("until", until)
        .update();
  }

  private static NumberedPost post(ResultSet row) throws SQLException {
    return new NumberedPost(
        row.getInt("post_no"),
        new Post(
            row.getObject("post_id", UUID.class),
            row.getObject("person_id", UUID.class),
            row.getString("person_name"),
            row.getObject("unit_id", UUID.class),
            row.getString("unit_name"),
            row.getString("role"),
            row.getObject("from_date", LocalDate.class),
            UnitSql.bounded(row.getObject("until_date", LocalDate.class))));
  }
}
