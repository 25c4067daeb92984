package io.quanyu.know.portrait;

import io.quanyu.platform.web.ProblemCategory;
import io.quanyu.platform.web.ProblemCode;
import io.quanyu.platform.web.ProblemWords;

/** Why a request for customers is refused. */
public enum PortraitProblem implements ProblemCode {
  CUSTOMER_UNKNOWN(
      "customer-unknown", ProblemCategory.NOT_FOUND, "There is no such customer", "没有这位客户");

  private final ProblemWords words;

  PortraitProblem(String slug, ProblemCategory category, String title, String titleZh) {
    this.words = new ProblemWords(slug, category, title, titleZh);
  }

  @Override
  public ProblemWords words() {
    return words;
  }
}
