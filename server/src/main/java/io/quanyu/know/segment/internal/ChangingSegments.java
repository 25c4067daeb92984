package io.quanyu.know.segment.internal;

import io.quanyu.core.segment.InvalidConditionException;
import io.quanyu.core.segment.SegmentCondition;
import io.quanyu.core.segment.SegmentLimits;
import io.quanyu.know.segment.Segment;
import io.quanyu.know.segment.SegmentDraft;
import io.quanyu.know.segment.SegmentProblem;
import io.quanyu.platform.web.FieldError;
import io.quanyu.platform.web.ProblemException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Creates, replaces, deletes and counts segments. */
@Component
public class ChangingSegments {

  /** Segments of one brand: all are counted again after every import. */
  static final int SEGMENTS_MAX = 2_000;

  private static final Logger log = LoggerFactory.getLogger(ChangingSegments.class);

  private final SegmentStore store;
  private final EvaluatingSegments evaluating;
  private final TransactionTemplate transactions;
  private final Clock clock;

  public ChangingSegments(
      SegmentStore store,
      EvaluatingSegments evaluating,
      TransactionTemplate transactions,
      Clock clock) {
    this.store = store;
    this.evaluating = evaluating;
    this.transactions = transactions;
    this.clock = clock;
  }

  public Segment create(SegmentDraft draft) {
    checkSize(draft.condition());
    var created =
        inTransaction(() -> {
          store.lockDefinitions();
          if (store.count() >= SEGMENTS_MAX) {
            throw new ProblemException(
                SegmentProblem.SEGMENT_LIMIT_REACHED,
                "There may be " + SEGMENTS_MAX + " segments; delete one first.");
          }
          checkReferences(Optional.empty(), draft.condition());
          return store.insert(draft, clock.instant());
        });
    return counted(created);
  }

  public Segment replace(UUID id, int version, SegmentDraft draft) {
    checkSize(draft.condition());
    var replaced =
        inTransaction(() -> {
          store.lockDefinitions();
          checkReferences(Optional.of(id), draft.condition());
          return store
              .update(id, version, draft, clock.instant())
              .orElseThrow(() -> changedOrGone(id));
        });
    return counted(replaced);
  }

  public void delete(UUID id) {
    transactions.executeWithoutResult(_ -> {
      store.lockDefinitions();
      var users = store.usersOf(id);
      if (!users.isEmpty()) {
        throw new ProblemException(
            SegmentProblem.SEGMENT_IN_USE,
            "First take it out of: " + String.join(", ", users) + ".");
      }
      if (!store.delete(id)) {
        throw notFound(id);
      }
    });
  }

  /** Refuses a condition that could not be saved. */
  public void check(SegmentCondition condition) {
    checkSize(condition);
    checkReferences(Optional.empty(), condition);
  }

  /** Counts every segment once more. A segment that fails does not keep the others from it. */
  public void refreshSizes() {
    evaluating.forget();
    var evaluation = evaluating.start();
    for (var segment : store.list(null, null, SEGMENTS_MAX)) {
      count(segment, evaluation);
    }
  }

  public static ProblemException notFound(UUID id) {
    return new ProblemException(
        SegmentProblem.SEGMENT_NOT_FOUND, "No segment has the id " + id + "; it may be deleted.");
  }

  private ProblemException changedOrGone(UUID id) {
    return store
        .find(id)
        .map(now ->
            new ProblemException(
                SegmentProblem.SEGMENT_CHANGED,
                "It has version " + now.version() + " now. Read it again and redo the change."))
        .orElseGet(() -> notFound(id));
  }

  /** Counts after the change is committed; the change stands whatever becomes of the count. */
  private Segment counted(Segment segment) {
    count(segment, evaluating.start());
    return store.find(segment.id()).orElse(segment);
  }

  private void count(Segment segment, Evaluation evaluation) {
    try {
      store.keepSize(
          segment.id(),
          segment.version(),
          evaluation.customers(segment.condition()).getLongCardinality(),
          evaluation.asOf());
    } catch (RuntimeException e) {
      log.error("segment {} could not be counted; the next refresh tries again", segment.id(), e);
    }
  }

  private void checkReferences(Optional<UUID> self, SegmentCondition condition) {
    if (SegmentLimits.references(condition).isEmpty()) {
      return;
    }
    var stored = store.conditions(SEGMENTS_MAX);
    refusing(() ->
        SegmentLimits.checkReferences(self, condition, id -> Optional.ofNullable(stored.get(id))));
  }

  private static void checkSize(SegmentCondition condition) {
    refusing(() -> SegmentLimits.check(condition));
  }

  private static void refusing(Runnable check) {
    try {
      check.run();
    } catch (InvalidConditionException e) {
      throw new ProblemException(
          SegmentProblem.CONDITION_INVALID,
          "Change the condition.",
          List.of(new FieldError("condition", String.valueOf(e.getMessage()))));
    }
  }

  private <T> T inTransaction(Supplier<T> work) {
    var result = transactions.execute(_ -> work.get());
    if (result == null) {
      throw new IllegalStateException("a transaction without a result");
    }
    return result;
  }
}
