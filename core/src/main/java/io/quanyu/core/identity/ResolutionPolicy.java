package io.quanyu.core.identity;

import io.quanyu.core.identity.IdentifierKind.Trust;
import java.util.Arrays;
import java.util.Collection;

/**
 * Bounds that keep an identifier of many from gluing strangers together. Whether an identifier is
 * blocked depends on the accounts that hold it and on nothing else, so it can be decided without
 * looking at the rest of the graph.
 *
 * @param namesPerIdentifierMax a phone or e-mail under which more different names appear links
 *     nobody: a guide's own phone, a shop's phone
 * @param accountsPerIdentifierMax an identifier on more accounts links nobody: a placeholder such
 *     as 13800138000
 */
public record ResolutionPolicy(int namesPerIdentifierMax, int accountsPerIdentifierMax) {

  public static final ResolutionPolicy DEFAULT = new ResolutionPolicy(4, 64);

  public ResolutionPolicy {
    if (namesPerIdentifierMax < 1 || accountsPerIdentifierMax < 2) {
      throw new IllegalArgumentException(
          "names " + namesPerIdentifierMax + ", accounts " + accountsPerIdentifierMax);
    }
  }

  /**
   * Whether an identifier links nobody.
   *
   * @param trust how far identifiers of its kind are trusted
   * @param holders traits of the accounts that hold it with that trust, one an account
   */
  public boolean blocks(Trust trust, Collection<PersonTraits> holders) {
    return switch (trust) {
      case LINKS -> holders.size() > accountsPerIdentifierMax;
      case LINKS_UNLESS_CONTRADICTED ->
          holders.size() > accountsPerIdentifierMax || countNames(holders) > namesPerIdentifierMax;
      case ATTACHES -> false;
    };
  }

  /** Different full names, plus different masked names that fit none of them. */
  private static int countNames(Collection<PersonTraits> holders) {
    long[] full = sorted(holders.stream().mapToLong(PersonTraits::nameHash).toArray());
    long[] surnames =
        sorted(
            holders.stream()
                .filter(holder -> holder.nameHash() != PersonTraits.UNKNOWN)
                .mapToLong(PersonTraits::surnameHash)
                .toArray());
    long[] masked =
        sorted(
            holders.stream()
                .filter(holder -> holder.nameHash() == PersonTraits.UNKNOWN)
                .mapToLong(PersonTraits::surnameHash)
                .filter(surname -> Arrays.binarySearch(surnames, surname) < 0)
                .toArray());
    return full.length + masked.length;
  }

  private static long[] sorted(long[] values) {
    return Arrays.stream(values)
        .filter(value -> value != PersonTraits.UNKNOWN)
        .sorted()
        .distinct()
        .toArray();
  }
}
