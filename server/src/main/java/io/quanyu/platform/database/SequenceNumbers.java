package io.quanyu.platform.database;

import static java.util.Objects.requireNonNull;

import org.springframework.jdbc.core.JdbcTemplate;

/** Takes many numbers of a sequence in one step, which asking for one after the other is not. */
public final class SequenceNumbers {

  private SequenceNumbers() {}

  /**
   * Takes numbers that follow each other. The caller holds a lock without which nobody takes any of
   * this sequence: another one could come in between otherwise.
   *
   * @param sequence as SQL names it
   * @param count at least one
   * @return the first of them
   */
  public static long take(JdbcTemplate jdbc, String sequence, int count) {
    long last =
        requireNonNull(
            jdbc.queryForObject(
                "select setval(s, nextval(s) + ? - 1) from (select ?::regclass as s)",
                Long.class,
                count,
                sequence));
    return last - count + 1;
  }
}
