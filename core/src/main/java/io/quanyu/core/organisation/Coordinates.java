package io.quanyu.core.organisation;

/**
 * A place on earth, in degrees of WGS 84.
 *
 * @param latitude -90 to 90, north is positive
 * @param longitude -180 to 180, east is positive
 */
public record Coordinates(double latitude, double longitude) {

  public Coordinates {
    // Written so that NaN is refused too.
    if (!(Math.abs(latitude) <= 90)) {
      throw new IllegalArgumentException("latitude must be from -90 to 90");
    }
    if (!(Math.abs(longitude) <= 180)) {
      throw new IllegalArgumentException("longitude must be from -180 to 180");
    }
  }
}
