package io.quanyu.e2e;

import java.nio.file.Files;
import java.nio.file.Path;

/** The real data sets, where {@code QUANYU_TEST_DATA} says; wrong is a failure, unset is said. */
final class TestData {
  private TestData() {}

  /** For {@code @EnabledIf}: whether the folder is named, which the test run prints if not. */
  static boolean isNamed() {
    if (System.getenv("QUANYU_TEST_DATA") == null) {
      System.err.println("QUANYU_TEST_DATA is not set: tests on real files do not run.");
      return false;
    }
    return true;
  }

  /**
   * @param name a file, relative to the data folder
   * @throws IllegalStateException if the folder is named and holds no such file
   */
  static Path file(String name) {
    var file = Path.of(System.getenv("QUANYU_TEST_DATA")).resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new IllegalStateException("QUANYU_TEST_DATA is set but has no file " + name);
    }
    return file.toAbsolutePath();
  }
}
