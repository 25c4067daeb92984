package io.quanyu.know.purchase;

import org.roaringbitmap.RoaringBitmap;

/**
 * What came of a batch of lines.
 *
 * @param newLines lines that were not known before
 * @param knownLines lines that were there already and changed nothing
 * @param touchedCustomers numbers of the customers whose orders are not what they were; includes
 *     those that lost orders to another customer
 */
public record RecordedPurchases(int newLines, int knownLines, RoaringBitmap touchedCustomers) {}
