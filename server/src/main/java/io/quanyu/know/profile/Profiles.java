package io.quanyu.know.profile;

import io.quanyu.know.identity.AccountMove;
import java.util.List;
import org.springframework.stereotype.Service;

/** Keeps what is known of customers. */
@Service
public final class Profiles {

  /**
   * Adds what a batch of records says, moves what moved accounts said, and brings the golden
   * records of all touched customers up to date. Runs in the caller's transaction, after {@code
   * Identities.resolve} of the same batch.
   *
   * @param moves of the same batch's resolution
   * @param claims in any order; several may be about one account
   */
  @SuppressWarnings("DoNotCallSuggester")
  public void record(List<AccountMove> moves, List<ProfileClaim> claims) {
    throw new UnsupportedOperationException("lands with the next step");
  }
}
