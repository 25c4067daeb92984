package io.quanyu.core.rfm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Recency, frequency and money, each scored 1 to 5 against all buyers.
 *
 * <p>A score is {@code 1 + floor(5 · (rank − 1) / n)} over the {@code n} buyers, where buyers are
 * ranked upwards and equal buyers share the lowest of their ranks. So equal customers always have
 * equal scores, more is never scored lower, and the least buyer scores 1. Only sale orders count:
 * cancellations, stock corrections and adjustments say nothing about the will to buy.
 */
public final class Rfm {

  /** Scores run from 1 to this. */
  public static final int SCORE_MAX = 5;

  private Rfm() {}

  /**
   * A customer with at least one sale order at or before the as-of time.
   *
   * @param lastOrderAtMicros when the last sale order was placed, microseconds since 1970 (what
   *     PostgreSQL keeps); later is better
   * @param orders number of sale orders
   * @param saleRevenueMinor net revenue of sale orders in one currency, minor units
   */
  public record Buyer(int customerNo, long lastOrderAtMicros, long orders, long saleRevenueMinor) {}

  /** Each 1 to 5; 5 is the most recent, the most frequent, the most money. */
  public record Scores(int recency, int frequency, int money) {}

  /** The scores of every buyer, whatever the order in which buyers are given. */
  public static Map<Integer, Scores> score(List<Buyer> buyers) {
    var recency = scores(buyers, Comparator.comparingLong(Buyer::lastOrderAtMicros));
    var frequency = scores(buyers, Comparator.comparingLong(Buyer::orders));
    var money = scores(buyers, Comparator.comparingLong(Buyer::saleRevenueMinor));
    var scores = new HashMap<Integer, Scores>();
    for (int i = 0; i < buyers.size(); i++) {
      scores.put(buyers.get(i).customerNo(), new Scores(recency[i], frequency[i], money[i]));
    }
    return scores;
  }

  /**
   * The score of a rank.
   *
   * @param rank 1 for the lowest
   * @param buyers how many are ranked
   */
  public static int score(long rank, long buyers) {
    if (rank < 1 || rank > buyers) {
      throw new IllegalArgumentException("rank " + rank + " of " + buyers);
    }
    return Math.toIntExact(1 + SCORE_MAX * (rank - 1) / buyers);
  }

  /** The score of each buyer, at the buyer's position in the list. */
  private static int[] scores(List<Buyer> buyers, Comparator<Buyer> upwards) {
    var positions = new ArrayList<Integer>();
    for (int i = 0; i < buyers.size(); i++) {
      positions.add(i);
    }
    positions.sort((a, b) -> upwards.compare(buyers.get(a), buyers.get(b)));
    var scores = new int[buyers.size()];
    int rank = 1;
    for (int i = 0; i < positions.size(); i++) {
      var buyer = buyers.get(positions.get(i));
      if (i > 0 && upwards.compare(buyers.get(positions.get(i - 1)), buyer) != 0) {
        rank = i + 1;
      }
      scores[positions.get(i)] = score(rank, buyers.size());
    }
    return scores;
  }
}
