package io.quanyu.know.collect.internal.job;

/**
 * How often something was wrong.
 *
 * @param reason stable slug
 * @param count rows
 * @param firstLine line of the first of them
 */
public record ReasonCount(String reason, long count, long firstLine) {

  ReasonCount and(ReasonCount other) {
    return new ReasonCount(reason, count + other.count, Math.min(firstLine, other.firstLine));
  }
}
