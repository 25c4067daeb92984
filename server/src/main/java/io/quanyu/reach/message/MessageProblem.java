package io.quanyu.reach.message;

import io.quanyu.platform.web.ProblemCategory;
import io.quanyu.platform.web.ProblemCode;
import io.quanyu.platform.web.ProblemWords;

/** Why the rules of contact cannot be saved, or an opt-out not be entered. */
public enum MessageProblem implements ProblemCode {
  CONTACT_POLICY_INVALID(
      "contact-policy-invalid",
      ProblemCategory.INVALID,
      "The rules of contact are not valid",
      "触达规则无效"),
  CONTACT_POLICY_CHANGED(
      "contact-policy-changed",
      ProblemCategory.CONFLICT,
      "Someone changed the rules of contact meanwhile",
      "触达规则已被他人修改"),
  OPT_OUT_INVALID("opt-out-invalid", ProblemCategory.INVALID, "The opt-out is not valid", "退订信息无效"),
  OPT_OUT_WITHOUT_ADDRESS(
      "opt-out-without-address",
      ProblemCategory.CONFLICT,
      "The customer has no address on this channel",
      "该客户在此渠道没有联系方式"),
  OPT_OUT_NOT_FOUND(
      "opt-out-not-found", ProblemCategory.NOT_FOUND, "There is no such opt-out", "退订记录不存在"),
  FILTER_INVALID("filter-invalid", ProblemCategory.INVALID, "The filter is not valid", "筛选条件无效");

  private final ProblemWords words;

  MessageProblem(String slug, ProblemCategory category, String title, String titleZh) {
    this.words = new ProblemWords(slug, category, title, titleZh);
  }

  @Override
  public ProblemWords words() {
    return words;
  }
}
