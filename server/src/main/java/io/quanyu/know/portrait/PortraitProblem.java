package io.quanyu.know.portrait;

import io.quanyu.platform.web.ProblemCategory;
import io.quanyu.platform.web.ProblemCode;

/** Why a request for customers is refused. */
public enum PortraitProblem implements ProblemCode {
  CUSTOMER_UNKNOWN(
      "customer-unknown", ProblemCategory.NOT_FOUND, "There is no such customer", "没有这位客户");

  private final String slug;
  private final ProblemCategory category;
  private final String title;
  private final String titleZh;

  PortraitProblem(String slug, ProblemCategory category, String title, String titleZh) {
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
