package io.quanyu.brand.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.platform.web.Permission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class BuiltInRoleTests {

  /** Permissions that are the owner's alone, each with a reason. */
  private static final Set<String> OF_OWNERS_ONLY = Set.of();

  private static final List<BuiltInRole> ADMINISTRATION =
      List.of(
          BuiltInRole.SYSTEM_ADMINISTRATOR,
          BuiltInRole.SECURITY_ADMINISTRATOR,
          BuiltInRole.AUDITOR);

  @Test
  void everyPermissionIsInARoleBesideTheOwners() {
    var missing = new TreeSet<>(Permission.ALL);
    Arrays.stream(BuiltInRole.values())
        .filter(role -> role != BuiltInRole.OWNER)
        .forEach(role -> missing.removeAll(role.permissions()));

    assertThat(missing)
        .as("place new permissions in built-in roles, or list them with a reason")
        .isEqualTo(OF_OWNERS_ONLY);
  }

  @Test
  void theOwnerMayDoEverything() {
    assertThat(BuiltInRole.OWNER.permissions()).containsExactlyInAnyOrderElementsOf(Permission.ALL);
  }

  @Test
  void administratorsHaveOneDutyEachAndSeeNoCustomers() {
    var duties = new ArrayList<Duty>();
    for (var role : ADMINISTRATION) {
      duties.addAll(Duty.in(role.permissions()));
      assertThat(role.permissions()).doesNotContainAnyElementsOf(Permission.SCOPED);
      assertThat(role.scopes()).containsExactly(ScopeKind.BRAND);
    }
    assertThat(duties).doesNotHaveDuplicates();
  }

  @Test
  void whoWorksWithCustomersHasNoDutyOfAdministration() {
    for (var role : BuiltInRole.values()) {
      if (role != BuiltInRole.OWNER && !ADMINISTRATION.contains(role)) {
        assertThat(Duty.in(role.permissions())).as(role.code()).isEmpty();
      }
    }
  }

  /** Else the role would promise what a part of the data cannot keep. */
  @Test
  void whatIsGivenForAPartOnlyAllowsWhatCanBeHadForAPart() {
    for (var role : BuiltInRole.values()) {
      if (!role.scopes().contains(ScopeKind.BRAND)) {
        assertThat(Permission.SCOPED).as(role.code()).containsAll(role.permissions());
      }
    }
  }

  @Test
  void codesAreFoundAgain() {
    for (var role : BuiltInRole.values()) {
      assertThat(BuiltInRole.find(role.code())).contains(role);
      assertThat(BuiltInRole.ofCode(role.code())).isEqualTo(role);
      assertThat(role.code()).matches("[a-z][a-z_]*");
    }
    assertThat(BuiltInRole.find("OWNER")).isEmpty();
  }
}
