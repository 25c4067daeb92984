package io.quanyu.reach.wecom.internal;

import java.io.Serial;
import java.time.Duration;

/** WeCom did not do what it was asked; says whether that is certain. */
final class WecomCallException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /** What is known. */
  enum Kind {
    /** Surely nothing was done: not connected, no token, at a limit, or the settings are wrong. */
    NOT_NOW,
    /** errcode -1: WeCom is busy, and does not say where it stopped. */
    BUSY,
    /** Cut, timed out, or an answer that makes no sense: it may have been done. */
    LOST,
    /** WeCom refuses; surely nothing was done, and asking again does not help. */
    REFUSED
  }

  private final Kind kind;
  private final int errorCode;
  private final Duration pause;

  private WecomCallException(
      Kind kind, int errorCode, Duration pause, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.errorCode = errorCode;
    this.pause = pause;
  }

  private WecomCallException(Kind kind, int errorCode, Duration pause, String message) {
    super(message);
    this.kind = kind;
    this.errorCode = errorCode;
    this.pause = pause;
  }

  static WecomCallException notNow(int errorCode, Duration pause, String message) {
    return new WecomCallException(Kind.NOT_NOW, errorCode, pause, message);
  }

  static WecomCallException notSent(Throwable cause) {
    return new WecomCallException(
        Kind.NOT_NOW, 0, Duration.ofSeconds(5), "not reached: " + named(cause), cause);
  }

  static WecomCallException busy() {
    return new WecomCallException(Kind.BUSY, -1, Duration.ofSeconds(1), "WeCom is busy (-1)");
  }

  static WecomCallException lost(Throwable cause) {
    return new WecomCallException(
        Kind.LOST, 0, Duration.ZERO, "no answer that makes sense: " + named(cause), cause);
  }

  static WecomCallException refused(int errorCode) {
    return new WecomCallException(
        Kind.REFUSED, errorCode, Duration.ZERO, "WeCom refuses with errcode " + errorCode);
  }

  /** Never the message: it may hold the address with the token, or what was answered. */
  private static String named(Throwable cause) {
    return cause.getClass().getSimpleName();
  }

  Kind kind() {
    return kind;
  }

  /** WeCom's errcode; 0 if it gave none. */
  int errorCode() {
    return errorCode;
  }

  /** How much later it makes sense to ask again. */
  Duration pause() {
    return pause;
  }

  /** In short, for what is stored with a message. */
  String reason() {
    return errorCode == 0 ? String.valueOf(getMessage()) : "wecom_" + errorCode;
  }
}
