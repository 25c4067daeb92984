package io.quanyu.know.segment;

import io.quanyu.platform.web.ProblemCategory;
import io.quanyu.platform.web.ProblemCode;

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

  private final String slug;
  private final ProblemCategory category;
  private final String title;
  private final String titleZh;

  SegmentProblem(String slug, ProblemCategory category, String title, String titleZh) {
    this.slug = slug;
    this.category = category;
    this.title = title;
    this.titleZh = titleZh;
  }

  @Override
  public String slug() {
    return slug;
  }

  @Override
  public ProblemCategory category() {
    return category;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public String titleZh() {
    return titleZh;
  }
}
