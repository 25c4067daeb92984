package io.quanyu.brand.access;

import io.quanyu.platform.web.ProblemCategory;
import io.quanyu.platform.web.ProblemCode;
import io.quanyu.platform.web.ProblemWords;

/** Why someone cannot sign in, change a password, or manage staff. */
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
      "no-password", ProblemCategory.CONFLICT, "The command line has no password", "命令行没有密码"),
  STAFF_UNKNOWN(
      "staff-unknown", ProblemCategory.NOT_FOUND, "There is no such member of staff", "没有这位员工"),
  USERNAME_TAKEN("username-taken", ProblemCategory.CONFLICT, "The username is taken", "用户名已被使用"),
  PERMISSION_LACKING(
      "permission-lacking",
      ProblemCategory.FORBIDDEN,
      "You cannot manage permissions that you lack",
      "您不能管理自己没有的权限"),
  OWN_ACCOUNT(
      "own-account", ProblemCategory.CONFLICT, "You cannot do this to yourself", "不能对自己的账号执行此操作"),
  LAST_ADMINISTRATOR(
      "last-administrator",
      ProblemCategory.CONFLICT,
      "This is the last administrator",
      "这是最后一位管理员");

  private final ProblemWords words;

  AccessProblem(String slug, ProblemCategory category, String title, String titleZh) {
    this.words = new ProblemWords(slug, category, title, titleZh);
  }

  @Override
  public ProblemWords words() {
    return words;
  }
}
