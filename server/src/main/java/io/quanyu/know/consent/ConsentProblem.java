package io.quanyu.know.consent;

import io.quanyu.platform.web.ProblemCategory;
import io.quanyu.platform.web.ProblemCode;
import io.quanyu.platform.web.ProblemWords;

/** Refusals about consent. */
public enum ConsentProblem implements ProblemCode {
  PURPOSE_NOT_FOUND(
      "purpose-not-found", ProblemCategory.NOT_FOUND, "There is no such purpose", "用途不存在"),
  PURPOSE_CHANGED(
      "purpose-changed",
      ProblemCategory.CONFLICT,
      "Someone changed the purpose meanwhile",
      "用途已被他人修改"),
  PURPOSE_TAKEN(
      "purpose-taken", ProblemCategory.CONFLICT, "There is a purpose of this code", "用途编码已存在"),
  PURPOSE_BUILT_IN(
      "purpose-built-in",
      ProblemCategory.CONFLICT,
      "The program relies on this part of the purpose",
      "系统内置用途的该项不能修改"),
  PURPOSE_LIMIT_REACHED(
      "purpose-limit-reached", ProblemCategory.CONFLICT, "There are too many purposes", "用途数量已达上限"),
  DECISION_INVALID(
      "decision-invalid", ProblemCategory.INVALID, "The decision cannot be recorded", "无法记录该决定"),
  KEY_REUSED(
      "key-reused", ProblemCategory.CONFLICT, "The key stands for another decision", "该键已用于另一项决定"),
  CUSTOMER_NOT_FOUND(
      "customer-not-found", ProblemCategory.NOT_FOUND, "There is no such customer", "客户不存在"),
  CUSTOMER_MOVED(
      "customer-moved",
      ProblemCategory.CONFLICT,
      "The customer was merged with another one just now",
      "客户刚刚被合并");

  private final ProblemWords words;

  ConsentProblem(String slug, ProblemCategory category, String title, String titleZh) {
    this.words = new ProblemWords(slug, category, title, titleZh);
  }

  @Override
  public ProblemWords words() {
    return words;
  }
}
