package io.quanyu.know.profile;

import io.quanyu.know.identity.AccountMove;
import io.quanyu.know.identity.Identities;
import io.quanyu.know.identity.PendingResolution;
import io.quanyu.know.profile.internal.RecordingProfiles;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

/** Keeps what is known of customers. */
@Service
public final class Profiles {

  private final RecordingProfiles recording;
  private final Identities identities;

  public Profiles(RecordingProfiles recording, Identities identities) {
    this.recording = recording;
    this.identities = identities;
  }

  /**
   * Adds what a batch of records says, moves what moved accounts said, and brings the golden
   * records of all touched customers up to date. Runs in the caller's transaction, after {@code
   * Identities.resolve} of the same batch.
   *
   * @param moves of the same batch's resolution
   * @param claims in any order; several may be about one account
   */
  public void record(List<AccountMove> moves, List<ProfileClaim> claims) {
    var pending = recording.prepare(moves, claims, identities::customerIds);
    pending.compose();
    pending.store();
  }

  /**
   * The same in parts, of a batch that is resolved and not stored yet: reads what it needs, so that
   * the rest can be composed while the resolution is stored.
   *
   * @param claims about the accounts of the resolution
   */
  public PendingProfiles prepare(PendingResolution resolved, List<ProfileClaim> claims) {
    return recording.prepare(resolved.resolution().moves(), claims, resolved::customerIds);
  }

  /** The golden records of some tens of customers; those without one are missing. */
  public Map<Integer, Profile> find(Collection<Integer> customerNos) {
    return recording.find(customerNos);
  }
}
