package io.quanyu.know.segment;

import io.quanyu.core.segment.SegmentCondition;
import io.quanyu.know.segment.internal.ChangingSegments;
import io.quanyu.know.segment.internal.EvaluatingSegments;
import io.quanyu.know.segment.internal.ExplainingCustomer;
import io.quanyu.know.segment.internal.PreviewingCondition;
import io.quanyu.know.segment.internal.SegmentStore;
import io.quanyu.platform.web.Cursor;
import io.quanyu.platform.web.Page;
import io.quanyu.platform.web.PageRequest;
import io.quanyu.platform.web.ProblemException;
import java.time.Instant;
import java.util.UUID;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Service;

/** Segments: their definitions and who is in them now. */
@Service
public final class Segments {

  /** Parts of the cursor of {@link #list}: when changed, id. */
  public static final int CURSOR_PARTS = 2;

  private final SegmentStore store;
  private final ChangingSegments changing;
  private final EvaluatingSegments evaluating;
  private final PreviewingCondition previewing;
  private final ExplainingCustomer explaining;

  public Segments(
      SegmentStore store,
      ChangingSegments changing,
      EvaluatingSegments evaluating,
      PreviewingCondition previewing,
      ExplainingCustomer explaining) {
    this.store = store;
    this.changing = changing;
    this.evaluating = evaluating;
    this.previewing = previewing;
    this.explaining = explaining;
  }

  /** One segment. */
  public Segment get(UUID id) {
    return store.find(id).orElseThrow(() -> ChangingSegments.notFound(id));
  }

  /** Last changed first. */
  public Page<Segment> list(PageRequest request) {
    var after = request.after();
    var rows =
        store.list(
            after.map(cursor -> Instant.parse(cursor.part(0))).orElse(null),
            after.map(cursor -> UUID.fromString(cursor.part(1))).orElse(null),
            request.rows());
    return Page.of(
        rows,
        request,
        (long) store.count(),
        segment -> Cursor.after(segment.updatedAt(), segment.id()));
  }

  /**
   * Saves a new segment and counts it.
   *
   * @throws ProblemException if the condition makes no sense or refers to what is not there
   */
  public Segment create(SegmentDraft draft) {
    return changing.create(draft);
  }

  /**
   * Replaces a definition and counts it.
   *
   * @param version the version that the draft was made from
   * @throws ProblemException {@link SegmentProblem#SEGMENT_CHANGED} if it has another one by now
   */
  public Segment replace(UUID id, int version, SegmentDraft draft) {
    return changing.replace(id, version, draft);
  }

  /**
   * Deletes a segment.
   *
   * @throws ProblemException {@link SegmentProblem#SEGMENT_IN_USE} while another refers to it
   */
  public void delete(UUID id) {
    changing.delete(id);
  }

  /** Who is in the segment now. A new set. */
  public RoaringBitmap members(UUID id) {
    return evaluating.start().customers(get(id).condition());
  }

  /** Who satisfies a condition now. A new set. */
  public RoaringBitmap members(SegmentCondition condition) {
    changing.check(condition);
    return evaluating.start().customers(condition);
  }

  /** How many satisfy a condition and each part of it, with some of them to look at. */
  public SegmentPreview preview(SegmentCondition condition) {
    changing.check(condition);
    return previewing.preview(condition);
  }

  /** Why a customer satisfies a condition or does not. */
  public SegmentExplanation explain(SegmentCondition condition, UUID customerId) {
    changing.check(condition);
    return explaining.explain(condition, customerId);
  }

  /** Counts all segments anew, over facts as they are now. */
  public void refresh() {
    changing.refreshSizes();
  }
}
