package io.quanyu.core.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceAreaTests {

  private static final List<List<Double>> SQUARE =
      ring(121.4, 31.2, 121.5, 31.2, 121.5, 31.3, 121.4, 31.3, 121.4, 31.2);

  @Test
  void takesAPolygonWithAHole() {
    var hole = ring(121.42, 31.22, 121.44, 31.22, 121.44, 31.24, 121.42, 31.22);

    assertThat(area(SQUARE, hole).coordinates()).containsExactly(SQUARE, hole);
  }

  @Test
  void otherShapesAreRefused() {
    assertRefused("Polygon", () -> new ServiceArea("Point", List.of(SQUARE)));
    assertRefused("rings", () -> new ServiceArea("Polygon", List.of()));
  }

  @Test
  void aRingIsClosedAndHasThreeCorners() {
    assertRefused("end where it began", () -> area(ring(0, 0, 1, 0, 1, 1, 0, 1)));
    assertRefused("4 positions", () -> area(ring(0, 0, 1, 0, 0, 0)));
  }

  @Test
  void placesAreOnEarth() {
    assertRefused("latitude", () -> area(ring(0, 0, 1, 0, 1, 90.1, 0, 0)));
    assertRefused("longitude", () -> area(ring(0, 0, 180.1, 0, 1, 1, 0, 0)));
    assertRefused("latitude", () -> area(ring(0, 0, 1, Double.NaN, 1, 1, 0, 0)));
    assertRefused(
        "[longitude, latitude]",
        () -> area(List.of(List.of(0.0), List.of(1.0), List.of(2.0), List.of(0.0))));
  }

  @Test
  void aRingDoesNotCrossOrTouchItself() {
    assertRefused("cross", () -> area(ring(0, 0, 2, 2, 2, 0, 0, 2, 0, 0)));
    assertRefused("touch", () -> area(ring(0, 0, 2, 0, 1, 1, 2, 2, 0, 2, 1, 1, 0, 0)));
    assertRefused("cross", () -> area(ring(0, 0, 4, 0, 4, 4, 2, 0, 0, 4, 0, 0)));
  }

  @Test
  void theNumberOfPositionsIsBounded() {
    var ring = new ArrayList<List<Double>>();
    for (int i = 0; i < 999; i++) {
      double angle = 2 * Math.PI * i / 999;
      ring.add(List.of(Math.cos(angle), Math.sin(angle)));
    }
    ring.add(ring.getFirst());

    assertThat(area(ring).coordinates().getFirst()).hasSize(1_000);
    assertRefused("at most", () -> area(ring, SQUARE));
  }

  private static ServiceArea area(List<List<Double>> ring) {
    return new ServiceArea("Polygon", List.of(ring));
  }

  private static ServiceArea area(List<List<Double>> ring, List<List<Double>> hole) {
    return new ServiceArea("Polygon", List.of(ring, hole));
  }

  private static List<List<Double>> ring(double... numbers) {
    var ring = new ArrayList<List<Double>>();
    for (int i = 0; i < numbers.length; i += 2) {
      ring.add(List.of(numbers[i], numbers[i + 1]));
    }
    return ring;
  }

  private static void assertRefused(String words, Runnable making) {
    assertThatThrownBy(making::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(words);
  }
}
