package io.quanyu.reach.wecom;

import io.quanyu.platform.web.ProblemCategory;
import io.quanyu.platform.web.ProblemCode;
import io.quanyu.platform.web.ProblemWords;

/** Why the WeCom settings cannot be saved or tested, or a callback is not taken. */
public enum WecomProblem implements ProblemCode {
  SETTINGS_INVALID(
      "settings-invalid", ProblemCategory.INVALID, "The WeCom settings are not valid", "企业微信设置无效"),
  SETTINGS_CHANGED(
      "settings-changed",
      ProblemCategory.CONFLICT,
      "Someone changed the WeCom settings meanwhile",
      "企业微信设置已被他人修改"),
  NOT_CONFIGURED("not-configured", ProblemCategory.CONFLICT, "WeCom is not set up yet", "尚未配置企业微信"),
  TEST_UNDER_WAY(
      "test-under-way",
      ProblemCategory.LIMIT_EXCEEDED,
      "Another test of the connection is under way",
      "正在进行另一次连接测试"),
  CALLBACK_UNKNOWN(
      "callback-unknown",
      ProblemCategory.NOT_FOUND,
      "No callback is expected at this address",
      "该地址不接收回调"),
  CALLBACK_SIGNATURE_WRONG(
      "callback-signature-wrong",
      ProblemCategory.FORBIDDEN,
      "The callback's signature is wrong",
      "回调签名错误"),
  CALLBACK_OUT_OF_TIME(
      "callback-out-of-time",
      ProblemCategory.FORBIDDEN,
      "The callback is too old or from the future",
      "回调时间超出允许范围"),
  CALLBACK_FOR_ANOTHER(
      "callback-for-another",
      ProblemCategory.FORBIDDEN,
      "The callback is for another corporation",
      "回调不属于本企业"),
  CALLBACK_UNREADABLE(
      "callback-unreadable", ProblemCategory.INVALID, "The callback cannot be read", "无法读取回调内容");

  private final ProblemWords words;

  WecomProblem(String slug, ProblemCategory category, String title, String titleZh) {
    this.words = new ProblemWords(slug, category, title, titleZh);
  }

  @Override
  public ProblemWords words() {
    return words;
  }
}
