package io.quanyu.brand.access;

import static io.quanyu.brand.access.internal.db.Tables.ASSIGNMENT;
import static io.quanyu.brand.access.internal.db.Tables.ROLE;
import static io.quanyu.brand.access.internal.db.Tables.STAFF;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import io.quanyu.brand.access.AssignedScope.Brand;
import io.quanyu.brand.access.AssignedScope.Own;
import io.quanyu.brand.access.AssignedScope.Unit;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record6;
import org.jspecify.annotations.Nullable;

/** Reads and writes {@code brand_access.assignment}. */
final class AssignmentTable {

  /** What an owner has. */
  static final Assignment OWNER = builtIn(BuiltInRole.OWNER, new Brand());

  /** The assignments of a row of {@code staff}, read with it: built-in roles first. */
  static final Field<List<Assignment>> OF_STAFF =
      multiset(
              select(
                      ASSIGNMENT.BUILT_IN,
                      ASSIGNMENT.ROLE_ID,
                      ROLE.NAME,
                      ROLE.PERMISSIONS,
                      ASSIGNMENT.SCOPE,
                      ASSIGNMENT.UNIT_NO)
                  .from(ASSIGNMENT)
                  .leftJoin(ROLE)
                  .on(ROLE.ROLE_ID.eq(ASSIGNMENT.ROLE_ID))
                  .where(ASSIGNMENT.STAFF_ID.eq(STAFF.STAFF_ID))
                  .orderBy(
                      ASSIGNMENT.BUILT_IN.nullsLast(),
                      ROLE.NAME,
                      ASSIGNMENT.SCOPE,
                      ASSIGNMENT.UNIT_NO))
          .as("assignments")
          .convertFrom(rows -> rows.map(AssignmentTable::assignment));

  private final DSLContext dsl;

  AssignmentTable(DSLContext dsl) {
    this.dsl = dsl;
  }

  /** Whether a row of {@code staff} owns the brand. */
  static Condition isOwner() {
    return exists(
        selectOne()
            .from(ASSIGNMENT)
            .where(
                ASSIGNMENT.STAFF_ID.eq(STAFF.STAFF_ID),
                ASSIGNMENT.BUILT_IN.eq(BuiltInRole.OWNER.code())));
  }

  /** Whether a row of {@code staff} has a role of the brand's own. */
  static Condition isOf(UUID roleId) {
    return exists(
        selectOne()
            .from(ASSIGNMENT)
            .where(ASSIGNMENT.STAFF_ID.eq(STAFF.STAFF_ID), ASSIGNMENT.ROLE_ID.eq(roleId)));
  }

  static Assignment builtIn(BuiltInRole role, AssignedScope scope) {
    return new Assignment(role.code(), role.english(), role.permissions(), scope);
  }

  void insert(UUID staffId, Collection<Assignment> assignments) {
    dsl.batch(
            assignments.stream()
                .map(assignment -> {
                  var builtIn = BuiltInRole.find(assignment.roleId());
                  var row = dsl.newRecord(ASSIGNMENT);
                  row.setStaffId(staffId);
                  if (builtIn.isPresent()) {
                    row.setBuiltIn(assignment.roleId());
                  } else {
                    row.setRoleId(UUID.fromString(assignment.roleId()));
                  }
                  row.setScope(assignment.scope().kind().word());
                  if (assignment.scope() instanceof Unit(int unitNo)) {
                    row.setUnitNo(unitNo);
                  }
                  return dsl.insertInto(ASSIGNMENT).set(row);
                })
                .toList())
        .execute();
  }

  void replace(UUID staffId, Collection<Assignment> assignments) {
    dsl.deleteFrom(ASSIGNMENT).where(ASSIGNMENT.STAFF_ID.eq(staffId)).execute();
    insert(staffId, assignments);
  }

  private static Assignment assignment(
      Record6<
              @Nullable String,
              @Nullable UUID,
              @Nullable String,
              String @Nullable [],
              String,
              @Nullable Integer>
          row) {
    var scope = scope(row.value5(), row.value6());
    if (row.value1() != null) {
      return builtIn(BuiltInRole.ofCode(row.value1()), scope);
    }
    return new Assignment(
        String.valueOf(row.value2()),
        String.valueOf(row.value3()),
        Arrays.asList(row.value4()),
        scope);
  }

  private static AssignedScope scope(String kind, @Nullable Integer unitNo) {
    return switch (ScopeKind.ofWord(kind)) {
      case BRAND -> new Brand();
      case OWN -> new Own();
      case UNIT -> {
        if (unitNo == null) {
          throw new IllegalStateException("an assignment for a unit names none");
        }
        yield new Unit(unitNo);
      }
    };
  }
}
