package io.quanyu.reach.broadcast;

import java.time.Instant;
import java.util.List;

/**
 * What came of a broadcast so far.
 *
 * @param eligible could be reached at the launch: chosen, control and global control
 * @param unreachable the others of the audience, by the reason that came nearest to sending
 * @param channels messages by how far they are; the back-up of a customer is another message
 * @param optOuts chosen customers who withdrew consent to marketing over one of the channels, or
 *     whose address was suppressed, since the launch
 * @param timeline customers reached by time, at most 200 spans of equal length; empty ones are left
 *     out
 */
public record BroadcastResults(
    long audience,
    long eligible,
    long chosen,
    long control,
    long globalControl,
    List<ReasonCount> unreachable,
    List<ChannelResult> channels,
    CustomerResult customers,
    GuideResult guides,
    long optOuts,
    Instant asOf,
    List<ReachedSpan> timeline) {

  /**
   * Messages of one channel; all but the last are disjoint.
   *
   * @param sent accepted by the vendor, and nothing more is known
   * @param failed receipts say so, or none came
   * @param refused by the vendor, or because the customer withdrew consent meanwhile
   * @param unknown nobody can tell whether they were sent
   * @param waitingForGuide those of {@code sent} that a guide did not confirm yet
   */
  public record ChannelResult(
      String channel,
      long planned,
      long sending,
      long sent,
      long reached,
      long failed,
      long refused,
      long unknown,
      long cancelled,
      long waitingForGuide) {}

  /**
   * Chosen customers, over all channels. The last four are disjoint and sum up to the chosen.
   *
   * @param sent with a message that a vendor accepted, whatever became of it
   * @param reached a receipt says so
   * @param pending not reached, and something may still come
   * @param failed nothing will come
   * @param unknown nobody can tell
   */
  public record CustomerResult(long sent, long reached, long pending, long failed, long unknown) {}

  /** Guides with calls that the vendor accepted. */
  public record GuideResult(long confirmed, long unconfirmed) {}

  /** How many were reached in a span of time that starts at {@code at}. */
  public record ReachedSpan(Instant at, long reached) {}

  public BroadcastResults {
    unreachable = List.copyOf(unreachable);
    channels = List.copyOf(channels);
    timeline = List.copyOf(timeline);
  }
}
