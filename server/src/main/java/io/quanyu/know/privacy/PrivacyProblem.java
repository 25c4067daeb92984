package io.quanyu.know.privacy;

import io.quanyu.platform.web.ProblemCategory;
import io.quanyu.platform.web.ProblemCode;
import io.quanyu.platform.web.ProblemWords;

/** Why something about the requests of persons is refused. */
public enum PrivacyProblem implements ProblemCode {
  REQUEST_UNKNOWN(
      "request-unknown", ProblemCategory.NOT_FOUND, "There is no such privacy request", "没有该隐私请求"),
  CUSTOMER_UNKNOWN(
      "customer-unknown",
      ProblemCategory.NOT_FOUND,
      "There is no such customer, or she is erased",
      "客户不存在或已删除"),
  REQUEST_MOVED(
      "request-moved",
      ProblemCategory.CONFLICT,
      "The request is not in a state that allows this",
      "请求当前状态不允许此操作"),
  SECOND_PERSON_NEEDED(
      "second-person-needed",
      ProblemCategory.FORBIDDEN,
      "A second person has to approve an erasure",
      "删除须由另一人审批"),
  COPY_GONE(
      "copy-gone",
      ProblemCategory.NOT_FOUND,
      "The copy is not there, or it has expired",
      "副本不存在或已过期");

  private final ProblemWords words;

  PrivacyProblem(String slug, ProblemCategory category, String title, String titleZh) {
    this.words = new ProblemWords(slug, category, title, titleZh);
  }

  @Override
  public ProblemWords words() {
    return words;
  }
}
