package io.quanyu.brand.organisation;

import io.quanyu.platform.web.ProblemCategory;
import io.quanyu.platform.web.ProblemCode;
import io.quanyu.platform.web.ProblemWords;

/** Refusals about units, people and posts. */
public enum OrganisationProblem implements ProblemCode {
  UNIT_NOT_FOUND("unit-not-found", ProblemCategory.NOT_FOUND, "There is no such unit", "组织单元不存在"),
  UNIT_CHANGED(
      "unit-changed", ProblemCategory.CONFLICT, "Someone changed the unit meanwhile", "组织单元已被他人修改"),
  UNIT_LIMIT_REACHED(
      "unit-limit-reached", ProblemCategory.CONFLICT, "There are too many units", "组织单元数量已达上限"),
  CODE_TAKEN("code-taken", ProblemCategory.CONFLICT, "The code names another unit", "编码已被其他单元使用"),
  DATE_PAST("date-past", ProblemCategory.INVALID, "The past cannot be changed", "不能修改过去的组织关系"),
  DATE_OUT_OF_RANGE(
      "date-out-of-range", ProblemCategory.INVALID, "The date is out of all reason", "日期超出合理范围"),
  ROOT_STAYS("root-stays", ProblemCategory.CONFLICT, "The root stays where it is", "总部不能移动或关闭"),
  CYCLE("cycle", ProblemCategory.CONFLICT, "The unit would stand below itself", "单元不能成为自己的下级"),
  PARENT_NOT_OPEN(
      "parent-not-open",
      ProblemCategory.CONFLICT,
      "The new parent is not open then",
      "上级单元在该期间未营业"),
  UNITS_BELOW("units-below", ProblemCategory.CONFLICT, "There are open units below", "下级单元尚未关闭"),
  UNIT_NOT_OPEN("unit-not-open", ProblemCategory.CONFLICT, "The unit is closed already", "组织单元已关闭"),
  NOT_A_STORE("not-a-store", ProblemCategory.CONFLICT, "The unit is not a store", "该单元不是门店"),
  PERSON_NOT_FOUND(
      "person-not-found", ProblemCategory.NOT_FOUND, "There is no such person", "人员不存在"),
  PERSON_CHANGED(
      "person-changed",
      ProblemCategory.CONFLICT,
      "Someone changed the person meanwhile",
      "人员已被他人修改"),
  PERSON_TAKEN(
      "person-taken",
      ProblemCategory.CONFLICT,
      "Another person has this employee number, WeCom member or account",
      "工号、企业微信成员或账号已属于其他人员"),
  ACCOUNT_UNKNOWN(
      "account-unknown", ProblemCategory.INVALID, "There is no such account", "没有这个登录账号"),
  POST_NOT_FOUND("post-not-found", ProblemCategory.NOT_FOUND, "There is no such post", "任职不存在"),
  POST_HELD("post-held", ProblemCategory.CONFLICT, "She has this post already", "该任职已存在");

  private final ProblemWords words;

  OrganisationProblem(String slug, ProblemCategory category, String title, String titleZh) {
    this.words = new ProblemWords(slug, category, title, titleZh);
  }

  @Override
  public ProblemWords words() {
    return words;
  }
}
