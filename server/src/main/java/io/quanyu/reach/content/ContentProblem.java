package io.quanyu.reach.content;

import io.quanyu.platform.web.ProblemCategory;
import io.quanyu.platform.web.ProblemCode;
import io.quanyu.platform.web.ProblemWords;

/** Refusals of templates. */
public enum ContentProblem implements ProblemCode {
  TEMPLATE_NOT_FOUND(
      "template-not-found", ProblemCategory.NOT_FOUND, "There is no such template", "模板不存在"),
  TEMPLATE_CHANGED(
      "template-changed",
      ProblemCategory.CONFLICT,
      "Someone changed the template meanwhile",
      "模板已被他人修改"),
  TEMPLATE_LIMIT_REACHED(
      "template-limit-reached",
      ProblemCategory.CONFLICT,
      "There are too many templates",
      "模板数量已达上限"),
  CONTENT_INVALID(
      "content-invalid",
      ProblemCategory.INVALID,
      "The texts cannot be sent as they are",
      "消息内容无法发送");

  private final ProblemWords words;

  ContentProblem(String slug, ProblemCategory category, String title, String titleZh) {
    this.words = new ProblemWords(slug, category, title, titleZh);
  }

  @Override
  public ProblemWords words() {
    return words;
  }
}
