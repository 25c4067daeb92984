package io.quanyu.know.consent;

import io.quanyu.core.consent.MinorRule;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A purpose as somebody writes it; each part as in {@link Purpose}.
 *
 * @param code of a new purpose; the address names that of an existing one
 */
public record PurposeDraft(
    @Nullable String code,
    String nameZh,
    String nameEn,
    @Nullable String descriptionZh,
    @Nullable String descriptionEn,
    LegalBasis legalBasis,
    boolean assumed,
    boolean perChannel,
    boolean separate,
    MinorRule minors,
    boolean active) {

  private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9_]{1,39}");
  private static final int NAME_LENGTH_MAX = 60;
  private static final int DESCRIPTION_LENGTH_MAX = 500;

  public PurposeDraft {
    require(
        code == null || CODE.matcher(code).matches(),
        "code has 2 to 40 lower-case letters, digits and underscores, a letter first");
    nameZh = named("nameZh", nameZh);
    nameEn = named("nameEn", nameEn);
    descriptionZh = described("descriptionZh", descriptionZh);
    descriptionEn = described("descriptionEn", descriptionEn);
    require(legalBasis != null, "legalBasis is missing");
    require(minors != null, "minors is missing");
    require(
        legalBasis != LegalBasis.CONTRACT || (assumed && !separate),
        "what is part of a contract is assumed and needs no separate consent");
    require(!(separate && assumed), "separate consent is never assumed");
  }

  private static String named(String field, @Nullable String name) {
    var stripped = name == null ? "" : name.strip();
    require(
        !stripped.isEmpty() && stripped.length() <= NAME_LENGTH_MAX,
        field + " has 1 to " + NAME_LENGTH_MAX + " characters");
    return stripped;
  }

  private static String described(String field, @Nullable String description) {
    var stripped = description == null ? "" : description.strip();
    require(
        stripped.length() <= DESCRIPTION_LENGTH_MAX,
        field + " has at most " + DESCRIPTION_LENGTH_MAX + " characters");
    return stripped;
  }

  private static void require(boolean isFulfilled, String what) {
    if (!isFulfilled) {
      throw new IllegalArgumentException(what);
    }
  }
}
