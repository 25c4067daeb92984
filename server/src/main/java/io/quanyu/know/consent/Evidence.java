package io.quanyu.know.consent;

import java.util.Optional;

/**
 * How it is known what a customer decided. Never personal data: it is kept in clear.
 *
 * @param textVersion the text of the purpose that was shown
 * @param wording what was shown where it was no published text, up to {@value #WORDING_LENGTH_MAX}
 *     characters
 * @param place where: a form, a page, a store; up to {@value #LENGTH_MAX} characters
 * @param document reference of a paper, a recording or a ticket; up to {@value #LENGTH_MAX}
 *     characters
 */
public record Evidence(
    DecisionSource source,
    Optional<Integer> textVersion,
    Optional<String> wording,
    Optional<String> place,
    Optional<String> document) {

  public static final int WORDING_LENGTH_MAX = 4_000;
  public static final int LENGTH_MAX = 200;

  /** Of a decision of which no more is known than where it came from. */
  public static Evidence of(DecisionSource source) {
    return new Evidence(
        source, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }
}
