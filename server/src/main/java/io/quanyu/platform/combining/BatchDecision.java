package io.quanyu.platform.combining;

import java.util.List;

/**
 * Decides requests for one key, within a transaction that the combiner opened.
 *
 * @param <K> what is wanted by many
 * @param <Q> what one of them asks
 * @param <A> what she is told once it is committed
 */
@FunctionalInterface
public interface BatchDecision<K, Q, A> {

  /**
   * Decides as if the requests came one after the other: locks the key's row, decides in memory,
   * writes the result. May be called again for the same requests after a rollback, so it changes
   * nothing but the database.
   *
   * @param requests at least one, in the order in which they came
   * @return an answer for each request, in the same order. A refusal that is no fault, such as
   *     "sold out", is an answer
   */
  List<A> decide(K key, List<Q> requests);
}
