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
  TOO_MANY_SIGN_INS(
      "too-many-sign-ins",
      ProblemCategory.LIMIT_EXCEEDED,
      "Too many attempts to sign in",
      "登录尝试过于频繁"),
  PASSWORD_WRONG(
      "password-wrong", ProblemCategory.INVALID, "The current password is wrong", "当前密码错误"),
  PASSWORD_TOO_WEAK(
      "password-too-weak", ProblemCategory.INVALID, "The new password is too weak", "新密码强度不足"),
  CODE_REQUIRED("code-required", ProblemCategory.UNAUTHENTICATED, "A code is needed too", "还需要验证码"),
  CODE_WRONG("code-wrong", ProblemCategory.INVALID, "The code is wrong", "验证码错误"),
  SIGN_IN_TOO_LATE(
      "sign-in-too-late", ProblemCategory.UNAUTHENTICATED, "That took too long", "操作超时"),
  TOTP_ON("totp-on", ProblemCategory.CONFLICT, "The second factor is on already", "两步验证已开启"),
  TOTP_OFF("totp-off", ProblemCategory.CONFLICT, "The second factor is off", "两步验证未开启"),
  TOTP_NOT_BEGUN(
      "totp-not-begun", ProblemCategory.CONFLICT, "Setting up was not begun", "尚未开始设置两步验证"),
  OIDC_OFF("oidc-off", ProblemCategory.CONFLICT, "There is no identity provider", "未设置身份提供方"),
  OIDC_INVALID(
      "oidc-invalid",
      ProblemCategory.INVALID,
      "The identity provider cannot be set up so",
      "身份提供方设置有误"),
  OIDC_UNUSABLE(
      "oidc-unusable",
      ProblemCategory.UPSTREAM,
      "The identity provider does not answer as it should",
      "身份提供方没有正确应答"),
  WECOM_UNUSABLE(
      "wecom-unusable",
      ProblemCategory.UPSTREAM,
      "WeCom cannot be asked who this is",
      "无法通过企业微信确认身份"),
  WECOM_REFUSED(
      "wecom-refused",
      ProblemCategory.UNAUTHENTICATED,
      "The answer of WeCom was refused",
      "企业微信的登录应答未通过校验"),
  OIDC_REFUSED(
      "oidc-refused",
      ProblemCategory.UNAUTHENTICATED,
      "The identity provider's answer was refused",
      "身份提供方的应答未通过校验"),
  NOBODY_EXPECTED(
      "nobody-expected",
      ProblemCategory.UNAUTHENTICATED,
      "This company account belongs to nobody here",
      "该企业账号未对应任何员工"),
  ACCOUNT_TAKEN(
      "account-taken",
      ProblemCategory.CONFLICT,
      "This company account belongs to somebody else",
      "该企业账号已属于他人"),
  KEY_UNKNOWN("key-unknown", ProblemCategory.NOT_FOUND, "There is no such key", "没有这个密钥"),
  KEYS_TOO_MANY("keys-too-many", ProblemCategory.CONFLICT, "You have too many keys", "您的密钥数量过多"),
  NO_PASSWORD(
      "no-password", ProblemCategory.CONFLICT, "The command line has no password", "命令行没有密码"),
  STAFF_UNKNOWN(
      "staff-unknown", ProblemCategory.NOT_FOUND, "There is no such member of staff", "没有这位员工"),
  USERNAME_TAKEN("username-taken", ProblemCategory.CONFLICT, "The username is taken", "用户名已被使用"),
  STAFF_CHANGED(
      "staff-changed",
      ProblemCategory.CONFLICT,
      "Someone changed her roles meanwhile",
      "该员工的角色已被他人修改"),
  PERMISSION_LACKING(
      "permission-lacking",
      ProblemCategory.FORBIDDEN,
      "You cannot manage permissions that you lack",
      "您不能管理自己没有的权限"),
  DUTIES_COMBINED(
      "duties-combined",
      ProblemCategory.CONFLICT,
      "These duties are kept apart",
      "系统管理、安全管理与审计职责必须分离"),
  SCOPE_UNFIT(
      "scope-unfit",
      ProblemCategory.INVALID,
      "The role is not given for such a part of the data",
      "该角色不能授予这种数据范围"),
  ROLE_UNKNOWN("role-unknown", ProblemCategory.NOT_FOUND, "There is no such role", "没有这个角色"),
  ROLE_BUILT_IN(
      "role-built-in", ProblemCategory.CONFLICT, "Built-in roles stay as they are", "内置角色不能修改"),
  ROLE_CHANGED(
      "role-changed", ProblemCategory.CONFLICT, "Someone changed the role meanwhile", "角色已被他人修改"),
  ROLE_NAME_TAKEN(
      "role-name-taken", ProblemCategory.CONFLICT, "Another role has this name", "角色名称已被使用"),
  ROLE_ASSIGNED("role-assigned", ProblemCategory.CONFLICT, "People have this role", "仍有员工拥有此角色"),
  ROLE_LIMIT_REACHED(
      "role-limit-reached", ProblemCategory.CONFLICT, "There are too many roles", "角色数量已达上限"),
  OWN_ACCOUNT(
      "own-account", ProblemCategory.CONFLICT, "You cannot do this to yourself", "不能对自己的账号执行此操作"),
  LAST_ADMINISTRATOR(
      "last-administrator", ProblemCategory.CONFLICT, "This is the last owner", "这是最后一位所有者");

  private final ProblemWords words;

  AccessProblem(String slug, ProblemCategory category, String title, String titleZh) {
    this.words = new ProblemWords(slug, category, title, titleZh);
  }

  @Override
  public ProblemWords words() {
    return words;
  }
}
