package io.quanyu.know.consent.web;

import io.quanyu.platform.web.ProblemException;
import io.quanyu.platform.web.WebProblem;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code Idempotency-Key}: it is kept with the decision itself and not for some days
 * only, because the ledger is for ever.
 */
final class RequestKey {

  /** Leaves room for the place in a batch. */
  private static final int LENGTH_MAX = 90;

  private RequestKey() {}

  static String read(@Nullable String key) {
    if (key == null || key.isBlank() || key.length() > LENGTH_MAX) {
      throw new ProblemException(
          WebProblem.IDEMPOTENCY_KEY_INVALID,
          "Send a header Idempotency-Key with any unique text of 1 to %d characters."
              .formatted(LENGTH_MAX));
    }
    return key;
  }
}
