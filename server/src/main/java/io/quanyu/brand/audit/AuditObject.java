package io.quanyu.brand.audit;

import org.jspecify.annotations.Nullable;

/**
 * What was acted upon.
 *
 * @param kind in the API's words, e.g. {@code customer}
 * @param id as the API names it; null for all or several of the kind
 */
public record AuditObject(String kind, @Nullable String id) {

  /** The longest id that is kept. */
  public static final int ID_CHARS_MAX = 100;

  public AuditObject {
    if (kind.isEmpty() || kind.length() > 40) {
      throw new IllegalArgumentException("the kind of an object has 1 to 40 characters");
    }
    if (id != null && (id.isEmpty() || id.length() > ID_CHARS_MAX)) {
      throw new IllegalArgumentException("the id of an object has 1 to 100 characters");
    }
  }
}
