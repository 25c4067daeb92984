package io.quanyu.brand.access;

import io.quanyu.platform.web.ProblemCategory;
import io.quanyu.platform.web.ProblemCode;

/** Why someone cannot sign in or change a password. */
public enum AccessProblem implements ProblemCode {
  WRONG_CREDENTIALS(
      "wrong-credentials",
      ProblemCategory.UNAUTHENTICATED,
      "Wrong username or password",
      "用户名或密码错误"),
  SIGN_IN_LOCKED(
      "sign-in-locked",
      ProblemCategory.LIMIT_EXCEEDED,
      "Too many wrong passwords",
      "密码错误次数过多，账号已暂时锁定"),
  PASSWORD_WRONG(
      "password-wrong", ProblemCategory.INVALID, "The current password is wrong", "当前密码错误"),
  PASSWORD_TOO_WEAK(
      "password-too-weak", ProblemCategory.INVALID, "The new password is too weak", "新密码强度不足"),
  NO_PASSWORD(
      "no-password", ProblemCategory.CONFLICT, "The command line has no password", "命令行没有密码");

  private final String slug;
  private final ProblemCategory category;
  private final String title;
  private final String titleZh;

  AccessProblem(String slug, ProblemCategory category, String title, String titleZh) {
    this.slug = slug;
    this.category = category;
    this.title = title;
    this.titleZh = titleZh;
  }

  @Override
  public String slug() {
    return slug;
  }

  @Override
  public ProblemCategory category() {
    return category;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public String titleZh() {
    return titleZh;
  }
}
