package io.quanyu.know.purchase;

/** What a line is about: something from the catalogue, or postage, discounts, fees. */
public enum ItemKind {
  PRODUCT,
  CHARGE
}
