package io.quanyu.core.identity;

import io.quanyu.core.identity.IdentityConflict.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known about a person from all her accounts. Immutable. */
final class PersonFacts {

  private static final long[] NONE = {};
  private static final HeldIdentifier[] NO_EXCLUSIVES = {};
  private static final Comparator<HeldIdentifier> BY_NAMESPACE =
      Comparator.comparingInt(HeldIdentifier::namespace);

  // Every array is sorted and free of duplicates.
  private final long[] names;
  private final long[] surnames;
  private final long[] maskedSurnames;
  private final long[] birthdays;
  private final int genders;
  private final HeldIdentifier[] exclusives;

  /**
   * @param names hashes of full names
   * @param surnames surname hashes of the full names
   * @param maskedSurnames surname hashes of masked names
   * @param birthdays as epoch days
   * @param genders bit set: 1 for female, 2 for male
   * @param exclusives by namespace, at most one each
   */
  private PersonFacts(
      long[] names,
      long[] surnames,
      long[] maskedSurnames,
      long[] birthdays,
      int genders,
      HeldIdentifier[] exclusives) {
    this.names = names;
    this.surnames = surnames;
    this.maskedSurnames = maskedSurnames;
    this.birthdays = birthdays;
    this.genders = genders;
    this.exclusives = exclusives;
  }

  static PersonFacts of(PersonTraits traits, List<HeldIdentifier> exclusives) {
    boolean isFull = traits.nameHash() != PersonTraits.UNKNOWN;
    boolean isMasked = !isFull && traits.surnameHash() != PersonTraits.UNKNOWN;
    var birthday = traits.birthday();
    var gender = traits.gender();
    HeldIdentifier[] held =
        exclusives.isEmpty() ? NO_EXCLUSIVES : exclusives.toArray(HeldIdentifier[]::new);
    Arrays.sort(held, BY_NAMESPACE);
    return new PersonFacts(
        isFull ? new long[] {traits.nameHash()} : NONE,
        isFull ? new long[] {traits.surnameHash()} : NONE,
        isMasked ? new long[] {traits.surnameHash()} : NONE,
        birthday == null ? NONE : new long[] {birthday.toEpochDay()},
        gender == null
            ? 0
            : switch (gender) {
              case FEMALE -> 1;
              case MALE -> 2;
            },
        held);
  }

  /** Hashes of full names, ascending; not to be changed. */
  long[] names() {
    return names;
  }

  boolean hasName(long name) {
    return Arrays.binarySearch(names, name) >= 0;
  }

  boolean hasFullName() {
    return names.length > 0;
  }

  boolean hasMaskedName() {
    return maskedSurnames.length > 0;
  }

  boolean sharesFullName(PersonFacts other) {
    return intersect(names, other.names);
  }

  boolean sharesBirthday(PersonFacts other) {
    return intersect(birthdays, other.birthdays);
  }

  boolean sharesGender(PersonFacts other) {
    return (genders & other.genders) != 0;
  }

  /** What speaks against this and the other being one person; null if nothing does. */
  @Nullable Kind contradiction(PersonFacts other) {
    if (contradictsExclusively(other)) {
      return Kind.EXCLUSIVE_IDENTIFIERS;
    }
    boolean differ =
        contradictsByName(other)
            || contradicts(birthdays, other.birthdays)
            || (genders != 0 && other.genders != 0 && !sharesGender(other));
    return differ ? Kind.TRAITS : null;
  }

  boolean contradictsExclusively(PersonFacts other) {
    for (HeldIdentifier mine : exclusives) {
      for (HeldIdentifier theirs : other.exclusives) {
        if (mine.namespace() == theirs.namespace() && !mine.hash().equals(theirs.hash())) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean contradictsByName(PersonFacts other) {
    if (hasFullName() && other.hasFullName()) {
      return !sharesFullName(other);
    }
    if (hasFullName()) {
      return contradicts(surnames, other.maskedSurnames);
    }
    return contradicts(maskedSurnames, other.hasFullName() ? other.surnames : other.maskedSurnames);
  }

  /**
   * What is known when both are one person; call only if they do not contradict each other
   * exclusively.
   */
  PersonFacts plus(PersonFacts other) {
    return new PersonFacts(
        union(names, other.names),
        union(surnames, other.surnames),
        union(maskedSurnames, other.maskedSurnames),
        union(birthdays, other.birthdays),
        genders | other.genders,
        union(exclusives, other.exclusives));
  }

  private static boolean contradicts(long[] some, long[] others) {
    return some.length > 0 && others.length > 0 && !intersect(some, others);
  }

  private static boolean intersect(long[] some, long[] others) {
    for (long value : some) {
      if (Arrays.binarySearch(others, value) >= 0) {
        return true;
      }
    }
    return false;
  }

  private static long[] union(long[] some, long[] others) {
    if (others.length == 0 || Arrays.equals(some, others)) {
      return some;
    }
    if (some.length == 0) {
      return others;
    }
    long[] both = Arrays.copyOf(some, some.length + others.length);
    System.arraycopy(others, 0, both, some.length, others.length);
    return Arrays.stream(both).sorted().distinct().toArray();
  }

  private static HeldIdentifier[] union(HeldIdentifier[] some, HeldIdentifier[] others) {
    if (others.length == 0) {
      return some;
    }
    if (some.length == 0) {
      return others;
    }
    List<HeldIdentifier> both = new ArrayList<>(List.of(some));
    for (HeldIdentifier held : others) {
      if (Arrays.binarySearch(some, held, BY_NAMESPACE) < 0) {
        both.add(held);
      }
    }
    HeldIdentifier[] union = both.toArray(HeldIdentifier[]::new);
    Arrays.sort(union, BY_NAMESPACE);
    return union;
  }
}
