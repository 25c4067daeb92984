package io.quanyu.brand.access;

import static io.quanyu.brand.access.internal.db.Tables.ASSIGNMENT;
import static io.quanyu.brand.access.internal.db.Tables.ROLE;
import static org.jooq.impl.DSL.countDistinct;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.select;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.impl.DSL;

/** Reads and writes {@code brand_access.role}, the roles of the brand's own. */
final class RoleTable {

  private static final Field<Integer> PEOPLE =
      field(
              select(countDistinct(ASSIGNMENT.STAFF_ID))
                  .from(ASSIGNMENT)
                  .where(ASSIGNMENT.ROLE_ID.eq(ROLE.ROLE_ID)))
          .as("people");

  private static final List<SelectFieldOrAsterisk> COLUMNS =
      List.of(ROLE.ROLE_ID, ROLE.NAME, ROLE.DESCRIPTION, ROLE.PERMISSIONS, ROLE.VERSION, PEOPLE);

  private final DSLContext dsl;
  private final Clock clock;

  RoleTable(DSLContext dsl, Clock clock) {
    this.dsl = dsl;
    this.clock = clock;
  }

  /** The id that a text is; empty if it is none. */
  static Optional<UUID> idOf(String text) {
    try {
      var id = UUID.fromString(text);
      return id.toString().equals(text) ? Optional.of(id) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** Makes the roles wait for each other: they are few, and all have a name of their own. */
  void lockAll() {
    dsl.execute("lock table {0} in share row exclusive mode", ROLE);
  }

  /** By name. */
  List<Role> list() {
    return dsl.select(COLUMNS).from(ROLE).orderBy(ROLE.NAME).fetch(RoleTable::role);
  }

  int count() {
    return dsl.fetchCount(ROLE);
  }

  /** How many people have each built-in role, by its code. */
  Map<String, Integer> peopleOfBuiltIn() {
    return dsl.select(ASSIGNMENT.BUILT_IN, countDistinct(ASSIGNMENT.STAFF_ID))
        .from(ASSIGNMENT)
        .where(ASSIGNMENT.BUILT_IN.isNotNull())
        .groupBy(ASSIGNMENT.BUILT_IN)
        .fetchMap(ASSIGNMENT.BUILT_IN, countDistinct(ASSIGNMENT.STAFF_ID));
  }

  Optional<Role> find(UUID id) {
    return dsl.select(COLUMNS).from(ROLE).where(ROLE.ROLE_ID.eq(id)).fetchOptional(RoleTable::role);
  }

  /** A role that nobody changes until the end of the transaction; others may share it. */
  Optional<Role> share(UUID id) {
    dsl.select(ROLE.ROLE_ID).from(ROLE).where(ROLE.ROLE_ID.eq(id)).forShare().fetch();
    return find(id);
  }

  /** A role that nobody changes or gives until the end of the transaction. */
  Optional<Role> lock(UUID id) {
    dsl.select(ROLE.ROLE_ID).from(ROLE).where(ROLE.ROLE_ID.eq(id)).forUpdate().fetch();
    return find(id);
  }

  /** Whether another role has a name, however written. */
  boolean isTaken(String name, Optional<UUID> by) {
    return dsl.fetchExists(
        ROLE,
        ROLE.NAME.equalIgnoreCase(name),
        by.map(ROLE.ROLE_ID::ne).orElseGet(DSL::trueCondition));
  }

  UUID insert(RoleDraft draft) {
    return dsl.insertInto(ROLE)
        .set(ROLE.NAME, draft.name())
        .set(ROLE.DESCRIPTION, draft.description())
        .set(ROLE.PERMISSIONS, draft.permissions().toArray(String[]::new))
        .set(ROLE.CREATED_AT, now())
        .set(ROLE.UPDATED_AT, now())
        .returning(ROLE.ROLE_ID)
        .fetchSingle()
        .getRoleId();
  }

  void update(UUID id, RoleDraft draft) {
    dsl.update(ROLE)
        .set(ROLE.NAME, draft.name())
        .set(ROLE.DESCRIPTION, draft.description())
        .set(ROLE.PERMISSIONS, draft.permissions().toArray(String[]::new))
        .set(ROLE.VERSION, ROLE.VERSION.plus(1))
        .set(ROLE.UPDATED_AT, now())
        .where(ROLE.ROLE_ID.eq(id))
        .execute();
  }

  void delete(UUID id) {
    dsl.deleteFrom(ROLE).where(ROLE.ROLE_ID.eq(id)).execute();
  }

  private static Role role(Record row) {
    var permissions = Arrays.asList(row.get(ROLE.PERMISSIONS));
    return new Role(
        row.get(ROLE.ROLE_ID).toString(),
        false,
        row.get(ROLE.NAME),
        null,
        row.get(ROLE.DESCRIPTION),
        null,
        permissions,
        Role.scopesOf(permissions),
        row.get(PEOPLE),
        row.get(ROLE.VERSION));
  }

  private OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
