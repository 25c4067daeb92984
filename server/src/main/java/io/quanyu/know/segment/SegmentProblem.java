package io.quanyu.know.segment;

import io.quanyu.platform.web.ProblemCategory;
import io.quanyu.platform.web.ProblemCode;
import io.quanyu.platform.web.ProblemWords;

/** Refusals of segments. */
public enum SegmentProblem implements ProblemCode {
  SEGMENT_NOT_FOUND(
      "segment-not-found", ProblemCategory.NOT_FOUND, "There is no such segment", "分群不存在"),
  SEGMENT_CHANGED(
      "segment-changed",
      ProblemCategory.CONFLICT,
      "Someone changed the segment meanwhile",
      "分群已被他人修改"),
  SEGMENT_IN_USE(
      "segment-in-use", ProblemCategory.CONFLICT, "Another segment uses this one", "分群正被引用"),
  SEGMENT_LIMIT_REACHED(
      "segment-limit-reached", ProblemCategory.CONFLICT, "There are too many segments", "分群数量已达上限"),
  CONDITION_INVALID(
      "condition-invalid", ProblemCategory.INVALID, "The condition makes no sense", "条件无效"),
  CUSTOMER_NOT_FOUND(
      "customer-not-found", ProblemCategory.NOT_FOUND, "There is no such customer", "客户不存在");

  private final ProblemWords words;

  SegmentProblem(String slug, ProblemCategory category, String title, String titleZh) {
    this.words = new ProblemWords(slug, category, title, titleZh);
  }

  @Override
  public ProblemWords words() {
    return words;
  }
}
