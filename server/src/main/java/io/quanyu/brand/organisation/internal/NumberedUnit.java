package io.quanyu.brand.organisation.internal;

import io.quanyu.brand.organisation.Unit;

/** A unit with the number by which rows and bitmaps know it. */
public record NumberedUnit(int unitNo, Unit unit) {}
