package io.quanyu;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** Modules depend on each other only as their cards (package-info) say. */
class ModularityTests {

  private final ApplicationModules modules = ApplicationModules.of(QuanyuServer.class);

  @Test
  void modulesKeepToTheirAllowedDependencies() {
    modules.verify();
  }
}
