package io.quanyu.testing;

import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The folder of real files, named by the environment variable {@value #VARIABLE}. */
public final class TestData {
  public static final String VARIABLE = "QUANYU_TEST_DATA";

  private TestData() {}

  /**
   * A real file. Without the variable the calling test is skipped and says so; with it, a missing
   * file is a failure.
   *
   * @param relative e.g. {@code online_retail/transactions_2010-12_2011-08.csv.gz}
   */
  public static Path file(String relative) {
    var folder = System.getenv(VARIABLE);
    Assumptions.assumeTrue(
        folder != null && !folder.isBlank(),
        VARIABLE + " is not set: tests on real files are skipped");
    var file = Path.of(String.valueOf(folder)).resolve(relative);
    return Files.isReadable(file) ? file : fail(VARIABLE + " is set, but there is no " + file);
  }
}
