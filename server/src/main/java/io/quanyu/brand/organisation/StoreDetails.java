package io.quanyu.brand.organisation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quanyu.core.organisation.Coordinates;
import io.quanyu.core.organisation.OpeningHours;
import io.quanyu.core.organisation.OpeningSpan;
import io.quanyu.core.organisation.ServiceArea;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a store besides name, codes and place in the tree.
 *
 * @param address at most 500 characters
 * @param coordinates where it stands
 * @param serviceArea where it delivers
 * @param openingHours of an ordinary week, see {@link OpeningHours}
 * @param ownership a word such as owned, franchised
 * @param services words such as pickup, delivery, at most 50; doubles count once
 * @param wecomDepartment department id in WeCom
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StoreDetails(
    @Nullable String address,
    @Nullable Coordinates coordinates,
    @Nullable ServiceArea serviceArea,
    List<OpeningSpan> openingHours,
    @Nullable String ownership,
    List<String> services,
    @Nullable Integer wecomDepartment) {

  /** Nothing is known. */
  public static final StoreDetails UNKNOWN =
      new StoreDetails(null, null, null, List.of(), null, List.of(), null);

  private static final int ADDRESS_LENGTH_MAX = 500;
  private static final int SERVICES_MAX = 50;
  private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9_]{0,49}");

  public StoreDetails {
    address = address == null ? null : OneLine.of(address, "address", ADDRESS_LENGTH_MAX);
    openingHours = new OpeningHours(openingHours).spans();
    if (ownership != null) {
      requireWord("ownership", ownership);
    }
    if (services == null || services.size() > SERVICES_MAX) {
      throw new IllegalArgumentException("services must be a list of at most " + SERVICES_MAX);
    }
    for (@Nullable String service : services) {
      requireWord("services", service);
    }
    services = List.copyOf(new TreeSet<>(services));
    if (wecomDepartment != null && wecomDepartment < 1) {
      throw new IllegalArgumentException("wecomDepartment must be positive");
    }
  }

  private static void requireWord(String field, @Nullable String word) {
    if (word == null || !WORD.matcher(word).matches()) {
      throw new IllegalArgumentException(
          field + " must be words of a–z, 0–9 and underscore such as pickup");
    }
  }
}
