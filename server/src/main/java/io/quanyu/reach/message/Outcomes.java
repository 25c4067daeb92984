package io.quanyu.reach.message;

import org.roaringbitmap.RoaringBitmap;

/**
 * What became of the messages of a source and visit, by customer number. The sets are disjoint and
 * together all recipients.
 *
 * @param reached with a receipt that says so
 * @param pending to be sent, being sent, or accepted and awaiting a receipt
 * @param failed refused by the vendor or at the door, failed by receipt, or without receipt when no
 *     more were awaited
 * @param unknown nobody knows whether they were sent, and nobody can be asked
 * @param cancelled never begun
 */
public record Outcomes(
    RoaringBitmap reached,
    RoaringBitmap pending,
    RoaringBitmap failed,
    RoaringBitmap unknown,
    RoaringBitmap cancelled) {}
