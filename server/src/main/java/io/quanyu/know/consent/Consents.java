package io.quanyu.know.consent;

import io.quanyu.core.consent.ConsentTerms.Verdict;
import io.quanyu.know.consent.internal.AnsweringNow;
import io.quanyu.know.consent.internal.BindingAddresses;
import io.quanyu.know.consent.internal.RecordingDecisions;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Service;

/** What customers decided, recorded and asked for a few at a time. */
@Service
public final class Consents {

  /** The most decisions that are recorded at once. */
  public static final int BATCH_MAX = 1_000;

  private final RecordingDecisions recording;
  private final BindingAddresses addresses;
  private final AnsweringNow answering;

  public Consents(
      RecordingDecisions recording, BindingAddresses addresses, AnsweringNow answering) {
    this.recording = recording;
    this.addresses = addresses;
    this.answering = answering;
  }

  /**
   * Records decisions, all in one transaction; each takes effect with its commit. Those that are
   * refused do not keep the others back.
   *
   * @param decisions at most {@value #BATCH_MAX}
   * @param by username of who records them
   * @return what became of each, in their order
   */
  public List<RecordedDecision> record(List<NewDecision> decisions, String by) {
    if (decisions.size() > BATCH_MAX) {
      throw new IllegalArgumentException(decisions.size() + " decisions at once");
    }
    return recording.record(decisions, by);
  }

  /**
   * Records that addresses withdrew: it binds every customer who holds one of them, now or later,
   * until she agrees again herself.
   *
   * @param identifiers keyed hashes, see {@code KnownCustomers.hash}
   * @param by whose word it is: a username, or the name of a channel
   */
  public void withdrawAddresses(
      String purpose,
      String channel,
      Collection<UUID> identifiers,
      DecisionSource source,
      Instant at,
      String by) {
    addresses.withdraw(purpose, channel, identifiers, source, at, by);
  }

  /**
   * Whose data must not be used now, of some hundred thousand customers, straight from the ledger:
   * the last look before something leaves. Runs in the caller's transaction.
   *
   * @param addresses keyed hashes of the addresses that will be used: what these decided binds who
   *     holds them now
   * @return why, for those who must be left out
   */
  public Map<Integer, Verdict> refused(
      String purpose, String channel, Collection<Integer> customerNos, Collection<UUID> addresses) {
    return answering.refused(purpose, channel, customerNos, addresses);
  }

  /** Whether any address decided anything, so that it is worth to know addresses. */
  public boolean isAnyOfAddress() {
    return answering.isAnyOfAddress();
  }

  /**
   * Customers who withdrew a purpose at or after a moment, for one of the channels or all; a new
   * set.
   */
  public RoaringBitmap withdrawnSince(String purpose, Set<String> channels, Instant from) {
    return answering.withdrawnSince(purpose, channels, from);
  }
}
