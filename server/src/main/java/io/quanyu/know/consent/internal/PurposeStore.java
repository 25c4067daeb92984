package io.quanyu.know.consent.internal;

import io.quanyu.core.consent.MinorRule;
import io.quanyu.know.consent.LegalBasis;
import io.quanyu.know.consent.Purpose;
import io.quanyu.know.consent.PurposeDraft;
import io.quanyu.know.consent.PurposeText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Purposes and their texts in the database. */
@Component
public final class PurposeStore {

  private static final String SELECT =
      """
      select p.code, p.built_in, p.name_zh, p.name_en, p.description_zh, p.description_en,
        p.legal_basis, p.assumed, p.per_channel, p.separate, p.minors, p.active, p.version,
        p.updated_at, t.text_version, t.text_zh, t.text_en, t.published_at, t.published_by
      from know_consent.purpose p
      left join lateral (
        select * from know_consent.purpose_text t where t.purpose = p.code
        order by t.text_version desc limit 1) t on true
      """;

  private final JdbcTemplate jdbc;

  public PurposeStore(DataSource dataSource) {
    this.jdbc = new JdbcTemplate(dataSource);
  }

  /** All purposes by code: the program's own first, in their order, then the brand's by age. */
  public SequencedMap<String, Purpose> all() {
    var purposes = new LinkedHashMap<String, Purpose>();
    jdbc.query(
        SELECT
            + """
            order by not p.built_in,
              array_position(
                array['service', 'marketing', 'personalised_marketing', 'advertising'], p.code),
              p.code
            """,
        row -> {
          purposes.put(row.getString(1), purpose(row));
        });
    return purposes;
  }

  public Optional<Purpose> find(String code) {
    return jdbc.query(SELECT + "where p.code = ?", (row, _) -> purpose(row), code).stream()
        .findFirst();
  }

  /** Adds a purpose of the brand; false if the code is taken. */
  boolean insert(String code, PurposeDraft draft, Instant now) {
    return jdbc.update(
            """
            insert into know_consent.purpose (code, built_in, name_zh, name_en, description_zh,
              description_en, legal_basis, assumed, per_channel, separate, minors, active,
              updated_at)
            values (?, false, ?, ?, ?, ?, ?::know_consent.legal_basis, ?, ?, ?,
              ?::know_consent.minor_rule, ?, ?)
            on conflict (code) do nothing
            """,
            code,
            draft.nameZh(),
            draft.nameEn(),
            draft.descriptionZh(),
            draft.descriptionEn(),
            draft.legalBasis().name(),
            draft.assumed(),
            draft.perChannel(),
            draft.separate(),
            draft.minors().name(),
            draft.active(),
            Timestamp.from(now))
        == 1;
  }

  /** Replaces a purpose if it still has that version. */
  boolean update(String code, int version, PurposeDraft draft, Instant now) {
    return jdbc.update(
            """
            update know_consent.purpose
            set name_zh = ?, name_en = ?, description_zh = ?, description_en = ?,
              legal_basis = ?::know_consent.legal_basis, assumed = ?, per_channel = ?,
              separate = ?, minors = ?::know_consent.minor_rule, active = ?,
              version = version + 1, updated_at = ?
            where code = ? and version = ?
            """,
            draft.nameZh(),
            draft.nameEn(),
            draft.descriptionZh(),
            draft.descriptionEn(),
            draft.legalBasis().name(),
            draft.assumed(),
            draft.perChannel(),
            draft.separate(),
            draft.minors().name(),
            draft.active(),
            Timestamp.from(now),
            code,
            version)
        == 1;
  }

  /** Publishes the next text; false if somebody else published the one before it meanwhile. */
  boolean publish(String code, PurposeText text) {
    return jdbc.update(
            """
            insert into know_consent.purpose_text
              (purpose, text_version, text_zh, text_en, published_at, published_by)
            values (?, ?, ?, ?, ?, ?) on conflict do nothing
            """,
            code,
            text.textVersion(),
            text.textZh(),
            text.textEn(),
            Timestamp.from(text.publishedAt()),
            text.publishedBy())
        == 1;
  }

  /** All texts of a purpose, latest first. */
  public List<PurposeText> texts(String code, int limit) {
    return jdbc.query(
        """
        select text_version, text_zh, text_en, published_at, published_by
        from know_consent.purpose_text where purpose = ? order by text_version desc limit ?
        """,
        (row, _) -> text(row, 1),
        code,
        limit);
  }

  private static Purpose purpose(ResultSet row) throws SQLException {
    return new Purpose(
        row.getString(1),
        row.getBoolean(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        LegalBasis.valueOf(row.getString(7)),
        row.getBoolean(8),
        row.getBoolean(9),
        row.getBoolean(10),
        MinorRule.valueOf(row.getString(11)),
        row.getBoolean(12),
        row.getInt(13),
        row.getTimestamp(14).toInstant(),
        latest(row));
  }

  private static @Nullable PurposeText latest(ResultSet row) throws SQLException {
    return row.getObject(15) == null ? null : text(row, 15);
  }

  private static PurposeText text(ResultSet row, int first) throws SQLException {
    return new PurposeText(
        row.getInt(first),
        row.getString(first + 1),
        row.getString(first + 2),
        row.getTimestamp(first + 3).toInstant(),
        row.getString(first + 4));
  }
}
