package io.quanyu.know.portrait;

import io.quanyu.platform.web.ProblemCategory;
import io.quanyu.platform.web.ProblemCode;
import io.quanyu.platform.web.ProblemWords;

/** Why a request for customers is refused. */
public enum PortraitProblem implements ProblemCode {
  CUSTOMER_UNKNOWN(
      "customer-unknown", ProblemCategory.NOT_FOUND, "There is no such customer", "没有这位客户"),
  REVEALED_TOO_OFTEN(
      "revealed-too-often",
      ProblemCategory.LIMIT_EXCEEDED,
      "You revealed too much within this time",
      "您在此时间内查看明文的次数过多");

  private final ProblemWords words;

  PortraitProblem(String slug, ProblemCategory category, String title, String titleZh) {
    this.words = new ProblemWords(slug, category, title, titleZh);
  }

  @Override
  public ProblemWords words() {
    return words;
  }
}
