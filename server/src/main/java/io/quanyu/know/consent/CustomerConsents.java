package io.quanyu.know.consent;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quanyu.core.consent.ConsentState;
import io.quanyu.core.consent.ConsentTerms.Verdict;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a customer agreed to.
 *
 * @param minor she is known to be under 14
 * @param states what holds, for each purpose that is in use and each channel on which one is
 *     decided
 * @param decisions what she decided, latest first, at most {@value #DECISIONS_MAX}
 */
public record CustomerConsents(
    boolean minor, List<HeldConsent> states, List<ConsentDecision> decisions) {

  /** More are not shown. */
  public static final int DECISIONS_MAX = 200;

  public CustomerConsents {
    states = List.copyOf(states);
    decisions = List.copyOf(decisions);
  }

  /**
   * What holds for one purpose on one channel.
   *
   * @param channel left out where the purpose is decided for all channels together
   * @param state what she said
   * @param byGuardian a guardian agreed for her
   * @param verdict whether her data may be used
   * @param decisionId what it follows from; left out if she said nothing
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record HeldConsent(
      String purpose,
      @Nullable String channel,
      ConsentState state,
      boolean byGuardian,
      Verdict verdict,
      @Nullable UUID decisionId) {}
}
