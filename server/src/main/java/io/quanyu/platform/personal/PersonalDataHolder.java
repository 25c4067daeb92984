package io.quanyu.platform.personal;

import java.util.Set;

/**
 * A module that keeps something of persons. Every bean of this type takes part in copies and in
 * erasures; a test fails for a table of the database that no holder names and nobody explained.
 */
public interface PersonalDataHolder {

  /** The module, e.g. {@code know.profile}. Stable: finished steps of erasures carry it. */
  String name();

  /** The tables that hold something of persons, as {@code schema.table}. */
  Set<String> tables();

  /** Adds what the module knows of a person. Reads only. */
  void copy(Person person, AccessCopy copy);

  /**
   * Erases what the module keeps of a person, in the caller's transaction. Set-wise, and
   * idempotent: files, which no transaction brings back, may be gone already. What came after
   * {@link Person#asOf} is not touched.
   *
   * @return whether nothing is left; false if something is still in use, such as a file that is
   *     being imported: the transaction counts, and the step is done again later
   */
  boolean erase(Person person);
}
