package io.quanyu.core.contact;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.stream.IntStream;
import org.roaringbitmap.RoaringBitmap;
import org.roaringbitmap.RoaringBitmapWriter;

/**
 * Draws a share of all customers, the same ones at every asking.
 *
 * <p>A customer's fate depends on the salt and the customer number alone. So it does not change
 * when an audience grows or is computed again, a larger share contains the smaller one, and draws
 * under two salts are independent: who is kept out of one broadcast is not more likely to be kept
 * out of the next. Of n customers, share·n are drawn give or take the luck of n throws of a coin; a
 * draw of exactly that many could not be stable under growth.
 *
 * <p>After a merge the customer has the fate of the number that stays; a broadcast keeps the groups
 * of its audience snapshot.
 */
public final class ControlDraw {

  /** Share of everybody, in basis points. */
  public static final int SHARE_MAX_BP = 10_000;

  private final long key0;
  private final long key1;
  private final int shareBp;

  /**
   * A draw.
   *
   * @param salt names the draw: one for ever for the global control group, one for each broadcast;
   *     not blank
   * @param shareBp the share to draw, 0 to {@link #SHARE_MAX_BP} basis points
   */
  public ControlDraw(String salt, int shareBp) {
    if (salt.isBlank() || shareBp < 0 || shareBp > SHARE_MAX_BP) {
      throw new IllegalArgumentException("salt '" + salt + "', share " + shareBp);
    }
    var key = ByteBuffer.wrap(sha256(salt)).order(ByteOrder.LITTLE_ENDIAN);
    this.key0 = key.getLong();
    this.key1 = key.getLong();
    this.shareBp = shareBp;
  }

  /** Whether the customer is drawn. */
  public boolean isDrawn(int customerNo) {
    long hash = SipHash.hash(key0, key1, customerNo);
    // Scales the unsigned hash to 0…9,999: even to one part in 2^50.
    return Math.unsignedMultiplyHigh(hash, SHARE_MAX_BP) < shareBp;
  }

  /** Those of {@code customers} who are drawn; a new set. */
  public RoaringBitmap drawnOf(RoaringBitmap customers) {
    var drawn = new RoaringBitmap();
    if (shareBp > 0 && !customers.isEmpty()) {
      // A second for some ten million customers on one processor: each container by itself.
      IntStream.rangeClosed(customers.first() >>> 16, customers.last() >>> 16)
          .parallel()
          .mapToObj(container -> drawnOf(customers, container))
          .toList()
          .forEach(drawn::or);
    }
    return drawn;
  }

  private RoaringBitmap drawnOf(RoaringBitmap customers, int container) {
    var drawn = RoaringBitmapWriter.writer().get();
    var numbers = customers.getIntIterator();
    numbers.advanceIfNeeded(container << 16);
    while (numbers.hasNext() && numbers.peekNext() >>> 16 == container) {
      int customerNo = numbers.next();
      if (isDrawn(customerNo)) {
        drawn.add(customerNo);
      }
    }
    return drawn.get();
  }

  private static byte[] sha256(String salt) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(salt.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
