package io.quanyu.brand.encryption;

import io.quanyu.platform.web.ProblemCategory;
import io.quanyu.platform.web.ProblemCode;
import io.quanyu.platform.web.ProblemWords;

/** Why a master key is not rotated or destroyed. */
public enum EncryptionProblem implements ProblemCode {
  KEY_UNKNOWN("key-unknown", ProblemCategory.NOT_FOUND, "There is no such master key", "没有这个主密钥"),
  KEY_IN_USE("key-in-use", ProblemCategory.CONFLICT, "The master key is still needed", "主密钥仍在使用"),
  KEY_JUST_RETIRED(
      "key-just-retired",
      ProblemCategory.CONFLICT,
      "The master key was retired a moment ago",
      "主密钥刚刚停用，暂不能销毁"),
  ROTATION_RUNNING(
      "rotation-running", ProblemCategory.CONFLICT, "A rotation is under way", "密钥轮换正在进行");

  private final ProblemWords words;

  EncryptionProblem(String slug, ProblemCategory category, String title, String titleZh) {
    this.words = new ProblemWords(slug, category, title, titleZh);
  }

  @Override
  public ProblemWords words() {
    return words;
  }
}
