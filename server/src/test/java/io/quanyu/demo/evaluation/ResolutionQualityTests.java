package io.quanyu.demo.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ResolutionQualityTests {

  /**
   * Ann has three records, the third without shared identifier, Bob two; one of each was mixed up.
   */
  @Test
  void countsWhatIsRightWrongAndMissed() {
    ResolutionQuality quality =
        ResolutionQuality.measure(
            new int[] {0, 0, 0, 1, 1}, new byte[] {0, 0, 1, 0, 0}, new int[] {7, 7, 8, 8, 9});

    assertThat(quality).isEqualTo(new ResolutionQuality(5, 2, 3, 2, 1, 4, 2, 1));
    assertThat(quality.precision()).isEqualTo(0.5);
    assertThat(quality.recall()).isEqualTo(0.25);
    assertThat(quality.pathRecall()).isEqualTo(0.5);
  }

  @Test
  void aRecordWithoutCustomerIsACustomerOfItsOwn() {
    ResolutionQuality quality =
        ResolutionQuality.measure(new int[] {3, 3, 3}, new byte[3], new int[] {-1, -1, 4});

    assertThat(quality.customers()).isEqualTo(3);
    assertThat(quality.predictedPairs()).isZero();
    assertThat(quality.precision()).isEqualTo(1);
    assertThat(quality.pathRecall()).isZero();
  }

  @Test
  void nothingIsPerfect() {
    ResolutionQuality quality = ResolutionQuality.measure(new int[0], new byte[0], new int[0]);

    assertThat(quality.precision()).isEqualTo(1);
    assertThat(quality.recall()).isEqualTo(1);
  }

  @Test
  void groupingEqualsComparingAllPairs() {
    for (long seed = 0; seed < 300; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int records = random.nextInt(60);
      int people = 1 + random.nextInt(20);
      int[] persons = random.ints(records, 0, people).toArray();
      int[] customers = random.ints(records, -2, 25).toArray();
      byte[] paths = new byte[records];
      for (int i = 0; i < records; i++) {
        paths[i] = (byte) random.nextInt(3);
      }
      assertThat(ResolutionQuality.measure(persons, paths, customers))
          .as("seed %d", seed)
          .isEqualTo(byAllPairs(persons, paths, customers));
    }
  }

  @Test
  void numbersOutOfBoundsAreRefused() {
    assertThatThrownBy(() -> ResolutionQuality.measure(new int[1], new byte[2], new int[1]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> ResolutionQuality.measure(new int[] {1 << 28}, new byte[1], new int[1]))
        .hasMessageContaining("person");
    assertThatThrownBy(() -> ResolutionQuality.measure(new int[1], new byte[] {8}, new int[1]))
        .hasMessageContaining("path");
  }

  private static ResolutionQuality byAllPairs(int[] persons, byte[] paths, int[] customers) {
    long predicted = 0;
    long correct = 0;
    long truth = 0;
    long path = 0;
    long found = 0;
    for (int i = 0; i < persons.length; i++) {
      for (int j = 0; j < i; j++) {
        boolean together = customers[i] >= 0 && customers[i] == customers[j];
        boolean same = persons[i] == persons[j];
        boolean connected = same && paths[i] == paths[j];
        predicted += together ? 1 : 0;
        correct += together && same ? 1 : 0;
        truth += same ? 1 : 0;
        path += connected ? 1 : 0;
        found += together && connected ? 1 : 0;
      }
    }
    long without = Arrays.stream(customers).filter(c -> c < 0).count();
    long with = Arrays.stream(customers).filter(c -> c >= 0).distinct().count();
    long people = Arrays.stream(persons).distinct().count();
    return new ResolutionQuality(
        persons.length, people, with + without, predicted, correct, truth, path, found);
  }
}
