package io.quanyu.brand.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.brand.access.AssignedScope.Brand;
import io.quanyu.brand.access.AssignedScope.Own;
import io.quanyu.brand.access.AssignedScope.Unit;
import io.quanyu.core.access.DataScope;
import io.quanyu.platform.web.Caller;
import io.quanyu.platform.web.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.roaringbitmap.RoaringBitmap;

/** What roles over a tree allow, on random trees and random roles. */
class AssignmentPropertyTests {

  private static final int UNITS = 12;
  private static final int GUIDES = 4;

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  /** A random organisation: unit 1 is the root, every other one stands below an earlier one. */
  private record World(Random random, List<Integer> parents) {

    static World of(long seed) {
      var random = new Random(seed);
      var parents = new ArrayList<>(List.of(0, 0)); // there is no unit 0, and 1 has no parent
      for (int unit = 2; unit <= UNITS; unit++) {
        parents.add(1 + random.nextInt(unit - 1));
      }
      return new World(random, parents);
    }

    boolean isBelow(int unit, int above) {
      for (int each = unit; each != 0; each = parents.get(each)) {
        if (each == above) {
          return true;
        }
      }
      return false;
    }

    DataScope resolve(AssignedScope scope, int self) {
      return switch (scope) {
        case Brand _ -> DataScope.BRAND;
        case Own _ -> DataScope.ofGuide(self);
        case Unit(int above) -> {
          var units = new RoaringBitmap();
          for (int unit = 1; unit <= UNITS; unit++) {
            if (isBelow(unit, above)) {
              units.add(unit);
            }
          }
          yield DataScope.ofUnits(units);
        }
      };
    }

    /** As {@link Callers#atMost} resolves: nobody knows yet whose the own customers will be. */
    DataScope atMost(AssignedScope scope) {
      return scope instanceof Own ? DataScope.BRAND : resolve(scope, 1);
    }

    List<Assignment> assignments() {
      var assignments = new ArrayList<Assignment>();
      int count = random.nextInt(4);
      for (int i = 0; i < count; i++) {
        var permissions = new ArrayList<>(Permission.ALL);
        permissions.removeIf(_ -> random.nextInt(3) > 0);
        assignments.add(new Assignment("role" + i, "Role", permissions, scope()));
      }
      return assignments;
    }

    private AssignedScope scope() {
      return switch (random.nextInt(4)) {
        case 0 -> new Brand();
        case 1 -> new Own();
        default -> new Unit(1 + random.nextInt(UNITS));
      };
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void eachPermissionReachesTheUnionOfTheParts(long seed) {
    var world = World.of(seed);
    int self = 1 + world.random().nextInt(GUIDES);
    var assignments = world.assignments();

    var scopes = Assignment.scopes(assignments, scope -> world.resolve(scope, self));

    for (var permission : Permission.ALL) {
      boolean isForParts = Permission.SCOPED.contains(permission);
      for (int unit = 0; unit <= UNITS; unit++) {
        for (int guide = 0; guide <= GUIDES; guide++) {
          boolean expected = false;
          for (var assignment : assignments) {
            expected |=
                assignment.permissions().contains(permission)
                    && switch (assignment.scope()) {
                      case Brand _ -> true;
                      case Unit(int above) -> isForParts && unit != 0 && world.isBelow(unit, above);
                      case Own _ -> isForParts && guide == self;
                    };
          }
          var actual = scopes.getOrDefault(permission, DataScope.NOTHING).covers(unit, guide);
          assertThat(actual)
              .as("%s of unit %d, guide %d", permission, unit, guide)
              .isEqualTo(expected);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void nobodyGivesMoreThanSheHas(long seed) {
    var world = World.of(seed);
    int self = 1 + world.random().nextInt(GUIDES);
    int other = 1 + world.random().nextInt(GUIDES);
    var giver =
        new Caller(
            "giver",
            "Giver",
            false,
            Assignment.scopes(world.assignments(), scope -> world.resolve(scope, self)));
    var given = world.assignments();
    boolean mayAppoint = giver.permissions().contains(Permission.STAFF_APPOINT);

    var refused = Giving.refused(giver, given, world::atMost);

    var gained = Assignment.scopes(given, scope -> world.resolve(scope, other));
    for (var entry : gained.entrySet()) {
      if (refused.contains(entry.getKey())) {
        continue;
      }
      boolean isFree = mayAppoint && Duty.of(entry.getKey()).isEmpty();
      for (int unit = 0; unit <= UNITS; unit++) {
        for (int guide = 0; guide <= GUIDES; guide++) {
          if (entry.getValue().covers(unit, guide)) {
            assertThat(isFree || giver.scope(entry.getKey()).covers(unit, guide))
                .as("%s of unit %d, guide %d", entry.getKey(), unit, guide)
                .isTrue();
          }
        }
      }
    }
  }

  /** Whoever has the whole brand gives it, and whoever has a unit gives it and those below. */
  @ParameterizedTest
  @MethodSource("seeds")
  void everybodyGivesWhatSheHas(long seed) {
    var world = World.of(seed);
    var own = new ArrayList<>(world.assignments());
    own.removeIf(each -> each.scope() instanceof Own);
    own.replaceAll(each ->
        new Assignment(
            each.roleId(),
            each.roleName(),
            each.permissions().stream().filter(Permission.SCOPED::contains).toList(),
            each.scope()));
    var giver =
        new Caller(
            "giver", "Giver", false, Assignment.scopes(own, scope -> world.resolve(scope, 1)));

    assertThat(Giving.refused(giver, own, world::atMost)).isEmpty();
  }
}
