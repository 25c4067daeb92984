package io.quanyu.know.collect;

import io.quanyu.platform.web.ProblemCategory;
import io.quanyu.platform.web.ProblemCode;
import io.quanyu.platform.web.ProblemWords;

/** Why collecting refuses. */
public enum CollectProblem implements ProblemCode {
  UPLOAD_NOT_FOUND(
      "upload-not-found", ProblemCategory.NOT_FOUND, "There is no such upload", "找不到该上传文件"),
  UPLOAD_GONE(
      "upload-gone",
      ProblemCategory.CONFLICT,
      "The file was imported and is not kept; upload it again",
      "文件导入后不再保留，请重新上传"),
  FILE_TOO_LARGE("file-too-large", ProblemCategory.TOO_LARGE, "The file is too large", "文件过大"),
  FILE_MISSING("file-missing", ProblemCategory.INVALID, "The request carries no file", "请求中没有文件"),
  FILE_UNREADABLE("file-unreadable", ProblemCategory.INVALID, "The file cannot be read", "无法读取该文件"),
  MAPPING_INVALID(
      "mapping-invalid", ProblemCategory.INVALID, "The mapping does not fit the file", "字段映射与文件不符"),
  MAPPING_NOT_FOUND(
      "mapping-not-found", ProblemCategory.NOT_FOUND, "There is no such mapping", "找不到该映射"),
  CURRENCY_NEEDED(
      "currency-needed", ProblemCategory.INVALID, "Say the currency of the amounts", "请指定金额的币种"),
  ZONE_NEEDED("zone-needed", ProblemCategory.INVALID, "Say the time zone of the times", "请指定时间的时区"),
  CHANNEL_INVALID(
      "channel-invalid", ProblemCategory.INVALID, "The channel code is not valid", "渠道代码不合法"),
  IMPORT_NOT_FOUND(
      "import-not-found", ProblemCategory.NOT_FOUND, "There is no such import", "找不到该导入任务"),
  IMPORT_UNDER_WAY(
      "import-under-way", ProblemCategory.CONFLICT, "The import is still under way", "导入仍在进行"),
  NOTHING_TO_REPLAY(
      "nothing-to-replay", ProblemCategory.CONFLICT, "No row waits to be replayed", "没有可重新导入的行");

  private final ProblemWords words;

  CollectProblem(String slug, ProblemCategory category, String title, String titleZh) {
    this.words = new ProblemWords(slug, category, title, titleZh);
  }

  @Override
  public ProblemWords words() {
    return words;
  }
}
