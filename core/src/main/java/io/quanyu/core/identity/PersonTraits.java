package io.quanyu.core.identity;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an account says about the person: keyed hashes of her name, birthday, gender, each with the
 * time of the statement. Values from several records are combined by {@link #join}, which is
 * commutative, associative and idempotent: a full name beats a masked one, then the later statement
 * wins, equal times are decided by the value.
 *
 * @param nameHash keyed hash of the normalised name; {@link #UNKNOWN} if missing or masked
 * @param surnameHash keyed hash of the name's first character; {@link #UNKNOWN} if missing or
 *     masked away
 * @param nameAtMs when the name was stated, epoch milliseconds
 * @param birthday null if unknown
 * @param birthdayAtMs when the birthday was stated, epoch milliseconds
 * @param gender null if unknown
 * @param genderAtMs when the gender was stated, epoch milliseconds
 */
public record PersonTraits(
    long nameHash,
    long surnameHash,
    long nameAtMs,
    @Nullable LocalDate birthday,
    long birthdayAtMs,
    @Nullable Gender gender,
    long genderAtMs) {

  public static final long UNKNOWN = 0;

  /** Nothing is known. */
  public static final PersonTraits NONE = new PersonTraits(UNKNOWN, UNKNOWN, 0, null, 0, null, 0);

  public PersonTraits {
    if (nameHash != UNKNOWN && surnameHash == UNKNOWN) {
      throw new IllegalArgumentException("a full name has a first character");
    }
  }

  /** Traits that were all stated at one time. */
  public static PersonTraits at(
      long atMs,
      long nameHash,
      long surnameHash,
      @Nullable LocalDate birthday,
      @Nullable Gender gender) {
    return new PersonTraits(
        nameHash,
        surnameHash,
        surnameHash == UNKNOWN ? 0 : atMs,
        birthday,
        birthday == null ? 0 : atMs,
        gender,
        gender == null ? 0 : atMs);
  }

  /** What both say together. */
  public PersonTraits join(PersonTraits other) {
    boolean otherName = compareName(other) < 0;
    boolean otherBirthday = compareBirthday(other) < 0;
    boolean otherGender = compareGender(other) < 0;
    return new PersonTraits(
        otherName ? other.nameHash : nameHash,
        otherName ? other.surnameHash : surnameHash,
        otherName ? other.nameAtMs : nameAtMs,
        otherBirthday ? other.birthday : birthday,
        otherBirthday ? other.birthdayAtMs : birthdayAtMs,
        otherGender ? other.gender : gender,
        otherGender ? other.genderAtMs : genderAtMs);
  }

  /** Whether both say the same, at whatever times. */
  public boolean saysTheSameAs(PersonTraits other) {
    return nameHash == other.nameHash
        && surnameHash == other.surnameHash
        && Objects.equals(birthday, other.birthday)
        && gender == other.gender;
  }

  private int compareName(PersonTraits other) {
    int byDetail = Integer.compare(nameDetail(), other.nameDetail());
    if (byDetail != 0) {
      return byDetail;
    }
    int byTime = Long.compare(nameAtMs, other.nameAtMs);
    if (byTime != 0) {
      return byTime;
    }
    int byName = Long.compare(nameHash, other.nameHash);
    return byName != 0 ? byName : Long.compare(surnameHash, other.surnameHash);
  }

  private int nameDetail() {
    return nameHash != UNKNOWN ? 2 : surnameHash != UNKNOWN ? 1 : 0;
  }

  private int compareBirthday(PersonTraits other) {
    if (birthday == null || other.birthday == null) {
      return Boolean.compare(birthday != null, other.birthday != null);
    }
    int byTime = Long.compare(birthdayAtMs, other.birthdayAtMs);
    return byTime != 0 ? byTime : birthday.compareTo(other.birthday);
  }

  private int compareGender(PersonTraits other) {
    if (gender == null || other.gender == null) {
      return Boolean.compare(gender != null, other.gender != null);
    }
    int byTime = Long.compare(genderAtMs, other.genderAtMs);
    return byTime != 0 ? byTime : gender.compareTo(other.gender);
  }
}
