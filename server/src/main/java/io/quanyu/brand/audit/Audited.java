package io.quanyu.brand.audit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A handler whose requests leave an entry in the audit trail, those that are refused too. Every
 * handler of an unsafe method has this or {@link NotAudited}; a test sees to it.
 *
 * <ul>
 *   <li>A change's entry commits with the first transaction of the request that writes, so nothing
 *       is done without its record.
 *   <li>A view's is durable before the answer leaves. Many share one commit.
 *   <li>An export's is durable before the handler is called; a reveal's is written by the handler.
 * </ul>
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Audited {

  /** What is done, e.g. {@code staff.reset-password}. */
  String action();

  /** What kind of doing it is. */
  AuditKind kind() default AuditKind.CHANGE;

  /** The kind of what it is done to; its id is {@code {id}} of the address, if there is one. */
  String object();
}
