package io.quanyu.know.consent;

import java.util.UUID;

/** What became of a decision that was to be recorded. */
public sealed interface RecordedDecision {

  /**
   * It is in the ledger.
   *
   * @param isRepeated it was there before, under the same key
   */
  record Recorded(UUID decisionId, boolean isRepeated) implements RecordedDecision {}

  /**
   * It is not.
   *
   * @param field what is wrong in it; empty if it is right in itself
   */
  record Refused(ConsentProblem why, String field, String detail) implements RecordedDecision {}
}
