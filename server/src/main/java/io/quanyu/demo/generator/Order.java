package io.quanyu.demo.generator;

import java.util.List;

/**
 * One document of an order export: a sale, or its cancellation, whose number is the sale's with the
 * prefix C and whose quantities are negative. Empty texts are absent.
 *
 * @param buyerKey platform id of the buyer, or member number in shops; empty for walk-ins and where
 *     a guide forgot it
 * @param phone the receiver's or the buyer's phone, or the guide's own
 * @param placedAt local seconds since 1970, Asia/Shanghai
 */
record Order(
    Channel channel,
    String orderNo,
    String buyerKey,
    String phone,
    String storeCode,
    String guideNo,
    long placedAt,
    List<Line> lines) {

  /**
   * @param unitPriceCents what one piece was sold for, discount already taken off
   * @param discountCents what was taken off the tag price of all pieces of the line
   */
  record Line(String sku, String name, int quantity, long unitPriceCents, long discountCents) {}
}
