package io.quanyu.brand.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key by which a source brings in behaviour and does nothing else, as people see it. It lies in
 * pages and apps where everybody can read it; it opens nothing that is not open there.
 *
 * @param shown its part that names it
 * @param lastUsedAt to the minute; null: never
 */
record WriteKey(
    UUID id,
    String name,
    Source source,
    String shown,
    String createdBy,
    Instant createdAt,
    @Nullable Instant lastUsedAt,
    @Nullable Instant revokedAt) {

  /** Where behaviour comes from. */
  enum Source {
    @JsonProperty("web")
    WEB,
    @JsonProperty("mini_program")
    MINI_PROGRAM,
    @JsonProperty("app")
    APP,
    @JsonProperty("server")
    SERVER;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Source of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /** One that is to be made. */
  record Draft(String name, Source source) {
    Draft {
      name = KeyName.of(name);
      if (source == null) {
        throw new IllegalArgumentException("source is missing");
      }
    }
  }
}
