package io.quanyu.know.collect.internal;

import static io.quanyu.know.collect.internal.db.Tables.IMPORT_MAPPING;

import io.quanyu.know.collect.CollectProblem;
import io.quanyu.know.collect.ImportMapping;
import io.quanyu.platform.web.ProblemException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Mappings that were saved by name. */
@Component
public final class SavedMappings {
  /** More than any brand has kinds of exports; bounds the list, which has no pages. */
  private static final int SAVED_MAX = 500;

  private final DSLContext db;
  private final JsonMapper mapper;
  private final Clock clock;

  SavedMappings(DSLContext db, JsonMapper mapper, Clock clock) {
    this.db = db;
    this.mapper = mapper;
    this.clock = clock;
  }

  /** All, last changed first. */
  public List<SavedMapping> list() {
    return db.selectFrom(IMPORT_MAPPING)
        .orderBy(IMPORT_MAPPING.UPDATED_AT.desc(), IMPORT_MAPPING.ID)
        .limit(SAVED_MAX)
        .fetch(row ->
            new SavedMapping(
                row.getId(),
                row.getName(),
                mapper.readValue(row.getMapping().data(), ImportMapping.class),
                row.getUpdatedAt().toInstant()));
  }

  /** Saves a mapping; one of the same name is replaced. */
  public SavedMapping save(String name, ImportMapping mapping) {
    var now = clock.instant();
    var json = JSONB.valueOf(mapper.writeValueAsString(mapping));
    var id =
        db.insertInto(IMPORT_MAPPING)
            .set(IMPORT_MAPPING.ID, UUID.randomUUID())
            .set(IMPORT_MAPPING.NAME, name)
            .set(IMPORT_MAPPING.MAPPING, json)
            .set(IMPORT_MAPPING.UPDATED_AT, now.atOffset(ZoneOffset.UTC))
            .onConflict(IMPORT_MAPPING.NAME)
            .doUpdate()
            .set(IMPORT_MAPPING.MAPPING, json)
            .set(IMPORT_MAPPING.UPDATED_AT, now.atOffset(ZoneOffset.UTC))
            .returning(IMPORT_MAPPING.ID)
            .fetchSingle()
            .getId();
    return new SavedMapping(id, name, mapping, now);
  }

  /** Deletes a mapping; imports that used it keep their copy. */
  public void delete(UUID id) {
    if (db.deleteFrom(IMPORT_MAPPING).where(IMPORT_MAPPING.ID.eq(id)).execute() == 0) {
      throw new ProblemException(
          CollectProblem.MAPPING_NOT_FOUND, "It may have been deleted; look at the list again.");
    }
  }
}
