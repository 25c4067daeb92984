package io.quanyu.reach.broadcast;

import io.quanyu.platform.web.ProblemCategory;
import io.quanyu.platform.web.ProblemCode;
import io.quanyu.platform.web.ProblemWords;

/** Refusals of broadcasts. */
public enum BroadcastProblem implements ProblemCode {
  BROADCAST_NOT_FOUND(
      "broadcast-not-found", ProblemCategory.NOT_FOUND, "There is no such broadcast", "群发不存在"),
  BROADCAST_CHANGED(
      "broadcast-changed",
      ProblemCategory.CONFLICT,
      "Someone changed the broadcast meanwhile",
      "群发已被他人修改"),
  STATE_WRONG(
      "state-wrong",
      ProblemCategory.CONFLICT,
      "The broadcast is not in a state for that",
      "群发当前状态不允许此操作"),
  SECOND_PERSON_NEEDED(
      "second-person-needed", ProblemCategory.FORBIDDEN, "A second person must approve", "须由另一人审批"),
  CUSTOMER_NOT_FOUND(
      "customer-not-found", ProblemCategory.NOT_FOUND, "There is no such customer", "客户不存在"),
  BROADCAST_INVALID(
      "broadcast-invalid", ProblemCategory.INVALID, "The broadcast makes no sense", "群发设置无效");

  private final ProblemWords words;

  BroadcastProblem(String slug, ProblemCategory category, String title, String titleZh) {
    this.words = new ProblemWords(slug, category, title, titleZh);
  }

  @Override
  public ProblemWords words() {
    return words;
  }
}
