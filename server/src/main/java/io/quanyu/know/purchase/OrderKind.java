package io.quanyu.know.purchase;

/**
 * What an order document does. The order of the constants decides for a document whose lines
 * disagree.
 */
public enum OrderKind {
  SALE,
  CANCELLATION,
  ADJUSTMENT,
  STOCK_CORRECTION
}
