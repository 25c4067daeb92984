package io.quanyu.know.profile;

import io.quanyu.know.identity.AccountMove;
import io.quanyu.know.profile.internal.RecordingProfiles;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

/** Keeps what is known of customers. */
@Service
public final class Profiles {

  private final RecordingProfiles recording;

  public Profiles(RecordingProfiles recording) {
    this.recording = recording;
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
    recording.record(moves, claims);
  }

  /** The golden records of some tens of customers; those without one are missing. */
  public Map<Integer, Profile> find(Collection<Integer> customerNos) {
    return recording.find(customerNos);
  }
}
