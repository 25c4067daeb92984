package io.quanyu.demo.generator;

import java.time.LocalDate;
import java.util.List;

/**
 * A person as they are, which no channel knows in full: the truth the resolved customers are
 * compared with.
 *
 * @param number 0 to customers − 1
 * @param accounts one to five, at most one a channel, in the order of {@link Channel}
 */
public record Person(
    int number,
    String name,
    boolean female,
    LocalDate birthday,
    String province,
    String city,
    List<Account> accounts) {}
