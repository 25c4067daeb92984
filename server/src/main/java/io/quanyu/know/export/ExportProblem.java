package io.quanyu.know.export;

import io.quanyu.platform.web.ProblemCategory;
import io.quanyu.platform.web.ProblemCode;
import io.quanyu.platform.web.ProblemWords;

/** Refusals of exports. */
public enum ExportProblem implements ProblemCode {
  EXPORT_NOT_FOUND(
      "export-not-found", ProblemCategory.NOT_FOUND, "There is no such export", "导出不存在"),
  STATE_WRONG(
      "state-wrong",
      ProblemCategory.CONFLICT,
      "The export is not in a state for that",
      "导出当前状态不允许此操作"),
  CLEAR_NOT_ALLOWED(
      "clear-not-allowed",
      ProblemCategory.FORBIDDEN,
      "You may export masked values only",
      "您只能导出脱敏数据"),
  SECOND_PERSON_NEEDED(
      "second-person-needed", ProblemCategory.FORBIDDEN, "A second person must decide", "须由另一人审批"),
  NOTHING_TO_EXPORT(
      "nothing-to-export", ProblemCategory.CONFLICT, "There is nobody to export", "没有可导出的客户"),
  TOO_MANY_ROWS("too-many-rows", ProblemCategory.CONFLICT, "Too many customers", "客户数量超出上限"),
  TOO_MANY_OPEN(
      "too-many-open",
      ProblemCategory.LIMIT_EXCEEDED,
      "You have too many open exports",
      "未完成的导出过多"),
  FILE_GONE("file-gone", ProblemCategory.NOT_FOUND, "The file is gone", "文件已不存在");

  private final ProblemWords words;

  ExportProblem(String slug, ProblemCategory category, String title, String titleZh) {
    this.words = new ProblemWords(slug, category, title, titleZh);
  }

  @Override
  public ProblemWords words() {
    return words;
  }
}
