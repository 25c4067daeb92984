package io.quanyu.know.consent.internal;

import io.quanyu.know.consent.ConsentProblem;
import io.quanyu.know.consent.Purpose;
import io.quanyu.know.consent.PurposeDraft;
import io.quanyu.know.consent.PurposeText;
import io.quanyu.platform.web.ProblemException;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes purposes and publishes texts. */
@Component
public final class ChangingPurposes {

  /** Every one is a column of figures and a row on each customer's page. */
  public static final int PURPOSES_MAX = 50;

  private final PurposeStore store;
  private final TransactionTemplate transactions;
  private final Clock clock;

  public ChangingPurposes(
      PurposeStore store, PlatformTransactionManager transactions, Clock clock) {
    this.store = store;
    this.transactions = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  /** Adds a purpose of the brand. */
  public Purpose create(PurposeDraft draft) {
    var code = draft.code();
    if (code == null) {
      throw new IllegalArgumentException("code is missing");
    }
    transactions.executeWithoutResult(_ -> {
      if (store.all().size() >= PURPOSES_MAX) {
        throw new ProblemException(
            ConsentProblem.PURPOSE_LIMIT_REACHED,
            "There can be %d purposes.".formatted(PURPOSES_MAX));
      }
      if (!store.insert(code, draft, clock.instant())) {
        throw new ProblemException(
            ConsentProblem.PURPOSE_TAKEN, "Take another code, or change the purpose that has it.");
      }
    });
    return get(code);
  }

  /**
   * Changes a purpose. What the program relies on stays: the legal basis of its own purposes, and
   * whether they are decided by channel and separately.
   */
  public Purpose change(String code, int version, PurposeDraft draft) {
    transactions.executeWithoutResult(_ -> {
      var before = get(code);
      if (before.builtIn()
          && (before.legalBasis() != draft.legalBasis()
              || before.perChannel() != draft.perChannel()
              || before.separate() != draft.separate()
              || !draft.active())) {
        throw new ProblemException(
            ConsentProblem.PURPOSE_BUILT_IN,
            "The legal basis, the channels, separate consent and being in use stay as they are.");
      }
      if (!store.update(code, version, draft, clock.instant())) {
        throw new ProblemException(
            ConsentProblem.PURPOSE_CHANGED, "Read it again and repeat your change.");
      }
    });
    return get(code);
  }

  /** Publishes a text, which becomes the one that customers are asked. */
  public PurposeText publish(String code, String textZh, String textEn, String by) {
    var published =
        transactions.execute(_ -> {
          int latest =
              Optional.ofNullable(get(code).text()).map(PurposeText::textVersion).orElse(0);
          var text = new PurposeText(latest + 1, textZh, textEn, clock.instant(), by);
          if (!store.publish(code, text)) {
            throw new ProblemException(
                ConsentProblem.PURPOSE_CHANGED,
                "Somebody else published a text just now. Read it before you publish yours.");
          }
          return text;
        });
    if (published == null) {
      throw new IllegalStateException("no text of " + code);
    }
    return published;
  }

  /** A purpose that must be there. */
  public Purpose get(String code) {
    return store
        .find(code)
        .orElseThrow(() ->
            new ProblemException(
                ConsentProblem.PURPOSE_NOT_FOUND, "No purpose has the code " + code + "."));
  }
}
