package io.quanyu.reach.message;

import io.quanyu.platform.web.ProblemCategory;
import io.quanyu.platform.web.ProblemCode;
import io.quanyu.platform.web.ProblemWords;

/** Why the rules of contact cannot be saved, or an address not be suppressed. */
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
  SUPPRESSION_INVALID(
      "suppression-invalid", ProblemCategory.INVALID, "The entry is not valid", "禁发信息无效"),
  SUPPRESSION_WITHOUT_ADDRESS(
      "suppression-without-address",
      ProblemCategory.CONFLICT,
      "The customer has no address on this channel",
      "该客户在此渠道没有联系方式"),
  SUPPRESSION_NOT_FOUND(
      "suppression-not-found", ProblemCategory.NOT_FOUND, "There is no such entry", "禁发记录不存在"),
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
