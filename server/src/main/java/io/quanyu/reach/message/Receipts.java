package io.quanyu.reach.message;

import io.quanyu.reach.channel.Receipt;
import io.quanyu.reach.message.internal.RecordingReceipts;
import java.util.List;
import org.springframework.stereotype.Service;

/** Takes what vendors tell by callbacks about messages. */
@Service
public final class Receipts {

  private final RecordingReceipts recording;

  public Receipts(RecordingReceipts recording) {
    this.recording = recording;
  }

  /**
   * Counts receipts of a call, each kind for each customer once, however often it is told. Receipts
   * that overtake the answer to their call are kept and counted when the call is accepted; those of
   * customers to whom the call was not addressed are left out. In the caller's transaction, or one
   * of its own.
   *
   * @param vendorId how the vendor names the call
   * @return how many were not known before
   */
  public int record(String channel, String vendorId, List<Receipt> receipts) {
    return receipts.isEmpty() ? 0 : recording.record(channel, vendorId, receipts);
  }
}
