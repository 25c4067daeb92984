package io.quanyu.platform.web;

/** Refusals that any request may meet. */
public enum WebProblem implements ProblemCode {
  REQUEST_MALFORMED(
      "request-malformed", ProblemCategory.INVALID, "The request cannot be understood", "无法理解该请求"),
  SIGN_IN_REQUIRED("sign-in-required", ProblemCategory.UNAUTHENTICATED, "Please sign in", "请先登录"),
  ACCESS_DENIED("access-denied", ProblemCategory.FORBIDDEN, "You may not do this", "您没有执行此操作的权限"),
  PASSWORD_CHANGE_REQUIRED(
      "password-change-required",
      ProblemCategory.FORBIDDEN,
      "Change your password first",
      "请先修改密码"),
  CSRF_TOKEN_MISSING(
      "csrf-token-missing", ProblemCategory.FORBIDDEN, "The page is out of date", "页面已过期，请刷新"),
  NOT_FOUND("not-found", ProblemCategory.NOT_FOUND, "There is nothing here", "找不到该内容"),
  METHOD_NOT_ALLOWED(
      "method-not-allowed",
      ProblemCategory.METHOD_NOT_ALLOWED,
      "This address does not take that method",
      "该地址不支持此方法"),
  NOT_ACCEPTABLE(
      "not-acceptable", ProblemCategory.NOT_ACCEPTABLE, "No format that you accept", "没有您可接受的格式"),
  PRECONDITION_FAILED(
      "precondition-failed",
      ProblemCategory.PRECONDITION_FAILED,
      "Someone changed it meanwhile",
      "内容已被他人修改"),
  TOO_LARGE("too-large", ProblemCategory.TOO_LARGE, "Too large", "内容过大"),
  BODY_TOO_SLOW(
      "body-too-slow", ProblemCategory.TIMED_OUT, "The request came too slowly", "请求发送过慢"),
  TOO_MANY_REQUESTS(
      "too-many-requests", ProblemCategory.LIMIT_EXCEEDED, "Too many requests", "请求过于频繁"),
  MEDIA_TYPE_UNSUPPORTED(
      "media-type-unsupported",
      ProblemCategory.UNSUPPORTED,
      "This kind of content is not understood",
      "不支持的内容类型"),
  IDEMPOTENCY_KEY_INVALID(
      "idempotency-key-invalid",
      ProblemCategory.INVALID,
      "The Idempotency-Key is missing or too long",
      "Idempotency-Key 缺失或过长"),
  IDEMPOTENCY_KEY_REUSED(
      "idempotency-key-reused",
      ProblemCategory.CONFLICT,
      "The Idempotency-Key was used for another request",
      "Idempotency-Key 已用于其他请求"),
  UNAVAILABLE(
      "unavailable", ProblemCategory.UNAVAILABLE, "The server is busy or restarting", "服务器繁忙或正在重启"),
  INTERNAL("internal", ProblemCategory.INTERNAL, "Something went wrong on our side", "服务器内部错误");

  private final ProblemWords words;

  WebProblem(String slug, ProblemCategory category, String title, String titleZh) {
    this.words = new ProblemWords(slug, category, title, titleZh);
  }

  @Override
  public ProblemWords words() {
    return words;
  }
}
