package io.quanyu.platform.crypto;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The move of all data keys to a new master key, unfinished.
 *
 * @param keyId the new master key
 * @param begunAt when it was begun
 * @param begunBy username; empty: the server, for what an old key had wrapped late
 * @param tables how far it has come; empty until the first keys were counted
 */
public record KeyRotation(
    long keyId, Instant begunAt, Optional<String> begunBy, List<Table> tables) {

  public KeyRotation {
    tables = List.copyOf(tables);
  }

  /**
   * How far a table has come.
   *
   * @param name with its schema
   * @param keys how many data keys there were to wrap anew
   * @param rewrapped how many are; more than {@code keys} if some came meanwhile, fewer at the end
   *     if some were erased
   * @param unopened how many could not be opened when they were last tried
   */
  public record Table(String name, long keys, long rewrapped, long unopened) {}
}
