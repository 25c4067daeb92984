package io.quanyu.demo.generator;

import java.time.LocalDate;
import java.util.List;

/**
 * A product with its variants. {@code listPriceCents} is the tag price in fen; {@code wornBy} is 男,
 * 女, 中性 or 儿童; {@code summer} and {@code winter} say that it hardly sells in the other half of the
 * year.
 */
record Spu(
    String code,
    String name,
    Category category,
    String wornBy,
    boolean summer,
    boolean winter,
    long listPriceCents,
    LocalDate launchedOn,
    List<Sku> skus) {

  /** One colour in one size. {@code sizeRank} is the position of the size among the SPU's sizes. */
  record Sku(
      String code,
      String name,
      String colour,
      String size,
      int sizeRank,
      Category category,
      long listPriceCents) {}
}
