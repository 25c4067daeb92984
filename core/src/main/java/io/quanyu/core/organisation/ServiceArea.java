package io.quanyu.core.organisation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Where a store delivers: a polygon as GeoJSON writes it (RFC 7946 §3.1.6), the outer ring first,
 * then holes.
 *
 * @param type always {@code Polygon}
 * @param coordinates 1 to {@value #RINGS_MAX} rings of [longitude, latitude], each closed: the last
 *     position is the first again. A ring does not cross or touch itself. At most {@value
 *     #POSITIONS_MAX} positions in all
 */
public record ServiceArea(String type, List<List<List<Double>>> coordinates) {

  private static final String POLYGON = "Polygon";
  private static final int RINGS_MAX = 20;

  /** Enough for a district's border, and crossings are still looked for in a millisecond. */
  private static final int POSITIONS_MAX = 1_000;

  private static final int RING_POSITIONS_MIN = 4;

  public ServiceArea {
    require(POLYGON.equals(type), "type must be Polygon");
    require(
        coordinates != null && !coordinates.isEmpty() && coordinates.size() <= RINGS_MAX,
        "coordinates must hold 1 to " + RINGS_MAX + " rings");
    int positions = 0;
    var rings = new ArrayList<List<List<Double>>>();
    for (var ring : coordinates) {
      require(ring != null, "a ring is missing");
      positions += ring.size();
      require(positions <= POSITIONS_MAX, "at most " + POSITIONS_MAX + " positions");
      rings.add(checkedRing(ring));
    }
    coordinates = List.copyOf(rings);
  }

  private static List<List<Double>> checkedRing(List<List<Double>> ring) {
    require(
        ring.size() >= RING_POSITIONS_MIN,
        "a ring needs " + RING_POSITIONS_MIN + " positions, the last being the first again");
    var checked = ring.stream().map(ServiceArea::checkedPosition).toList();
    require(checked.getFirst().equals(checked.getLast()), "a ring must end where it began");
    var corners = checked.subList(0, checked.size() - 1);
    require(
        new HashSet<>(corners).size() == corners.size(),
        "a ring must not touch itself at a corner");
    require(!crossesItself(checked), "a ring must not cross itself");
    return checked;
  }

  private static List<Double> checkedPosition(List<Double> position) {
    require(
        position != null
            && position.size() == 2
            && position.stream().noneMatch(number -> number == null),
        "a position must be [longitude, latitude]");
    var place = new Coordinates(position.get(1), position.get(0));
    return List.of(place.longitude(), place.latitude());
  }

  /** Every edge against every later one that is not its neighbour. */
  private static boolean crossesItself(List<List<Double>> ring) {
    int edges = ring.size() - 1;
    for (int i = 0; i < edges; i++) {
      for (int j = i + 2; j < edges; j++) {
        boolean areNeighbours = i == 0 && j == edges - 1;
        if (!areNeighbours && cross(ring.get(i), ring.get(i + 1), ring.get(j), ring.get(j + 1))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether two edges share a point: each one's ends lie on both sides of, or on, the other. */
  private static boolean cross(List<Double> a, List<Double> b, List<Double> c, List<Double> d) {
    double side1 = side(a, b, c);
    double side2 = side(a, b, d);
    double side3 = side(c, d, a);
    double side4 = side(c, d, b);
    if (side1 * side2 > 0 || side3 * side4 > 0) {
      return false;
    }
    // On one line, they meet only if their boxes do.
    return meet(a.get(0), b.get(0), c.get(0), d.get(0))
        && meet(a.get(1), b.get(1), c.get(1), d.get(1));
  }

  private static double side(List<Double> from, List<Double> to, List<Double> point) {
    return Math.signum(
        (to.get(0) - from.get(0)) * (point.get(1) - from.get(1))
            - (to.get(1) - from.get(1)) * (point.get(0) - from.get(0)));
  }

  private static boolean meet(double a, double b, double c, double d) {
    return Math.max(Math.min(a, b), Math.min(c, d)) <= Math.min(Math.max(a, b), Math.max(c, d));
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
