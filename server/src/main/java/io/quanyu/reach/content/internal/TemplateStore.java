package io.quanyu.reach.content.internal;

import static io.quanyu.reach.content.internal.db.Tables.TEMPLATE;

import io.quanyu.core.contact.MessagePurpose;
import io.quanyu.reach.content.ChannelContent;
import io.quanyu.reach.content.MessageTemplate;
import io.quanyu.reach.content.MessageTemplateDraft;
import io.quanyu.reach.content.internal.db.tables.records.TemplateRecord;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Templates in the database. */
@Repository
public class TemplateStore {

  private static final TypeReference<Map<String, ChannelContent>> CONTENTS =
      new TypeReference<>() {};
  private static final TypeReference<Map<String, String>> FALLBACKS = new TypeReference<>() {};

  private final DSLContext dsl;
  private final JsonMapper mapper;

  public TemplateStore(DSLContext dsl, JsonMapper mapper) {
    this.dsl = dsl;
    this.mapper = mapper;
  }

  public int count() {
    return dsl.fetchCount(TEMPLATE);
  }

  public MessageTemplate insert(MessageTemplateDraft draft, Instant now) {
    return template(
        dsl.insertInto(TEMPLATE)
            .set(TEMPLATE.NAME, draft.name())
            .set(TEMPLATE.PURPOSE, draft.purpose().name())
            .set(TEMPLATE.CONTENTS, json(draft.contents()))
            .set(TEMPLATE.FALLBACKS, json(draft.fallbacks()))
            .set(TEMPLATE.CREATED_AT, at(now))
            .set(TEMPLATE.UPDATED_AT, at(now))
            .returning()
            .fetchSingle());
  }

  /** Replaces a template if it still has that version. */
  public Optional<MessageTemplate> update(
      UUID id, int version, MessageTemplateDraft draft, Instant now) {
    return dsl.update(TEMPLATE)
        .set(TEMPLATE.NAME, draft.name())
        .set(TEMPLATE.PURPOSE, draft.purpose().name())
        .set(TEMPLATE.CONTENTS, json(draft.contents()))
        .set(TEMPLATE.FALLBACKS, json(draft.fallbacks()))
        .set(TEMPLATE.VERSION, TEMPLATE.VERSION.plus(1))
        .set(TEMPLATE.UPDATED_AT, at(now))
        .where(TEMPLATE.TEMPLATE_ID.eq(id), TEMPLATE.VERSION.eq(version))
        .returning()
        .fetchOptional(this::template);
  }

  public boolean delete(UUID id) {
    return dsl.deleteFrom(TEMPLATE).where(TEMPLATE.TEMPLATE_ID.eq(id)).execute() == 1;
  }

  public Optional<MessageTemplate> find(UUID id) {
    return dsl.selectFrom(TEMPLATE)
        .where(TEMPLATE.TEMPLATE_ID.eq(id))
        .fetchOptional(this::template);
  }

  /** Last changed first. */
  public List<MessageTemplate> list(
      @Nullable Instant changedBefore, @Nullable UUID idBefore, int rows) {
    Condition after =
        changedBefore == null || idBefore == null
            ? DSL.noCondition()
            : DSL.row(TEMPLATE.UPDATED_AT, TEMPLATE.TEMPLATE_ID).lt(at(changedBefore), idBefore);
    return dsl.selectFrom(TEMPLATE)
        .where(after)
        .orderBy(TEMPLATE.UPDATED_AT.desc(), TEMPLATE.TEMPLATE_ID.desc())
        .limit(rows)
        .fetch(this::template);
  }

  private MessageTemplate template(TemplateRecord row) {
    return new MessageTemplate(
        row.getTemplateId(),
        row.getName(),
        MessagePurpose.valueOf(row.getPurpose()),
        mapper.readValue(row.getContents().data(), CONTENTS),
        mapper.readValue(row.getFallbacks().data(), FALLBACKS),
        row.getVersion(),
        row.getCreatedAt().toInstant(),
        row.getUpdatedAt().toInstant());
  }

  private JSONB json(Object value) {
    return JSONB.valueOf(mapper.writeValueAsString(value));
  }

  private static OffsetDateTime at(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
