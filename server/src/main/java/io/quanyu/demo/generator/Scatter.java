package io.quanyu.demo.generator;

/**
 * Hands out numbers that look random and never repeat, without remembering any: an affine bijection
 * of [0, size).
 *
 * <p>{@code factor} must have no divisor in common with {@code size}; two slots below {@code size}
 * then never share a number. The largest slot times {@code factor} must stay below 2^63.
 */
record Scatter(long size, long factor, long shift) {

  static Scatter of(long size, long factor, long seed, int topic) {
    return new Scatter(size, factor, Math.floorMod(SeededRandom.mix(seed + topic), size));
  }

  long at(long slot) {
    return (slot * factor + shift) % size;
  }
}
