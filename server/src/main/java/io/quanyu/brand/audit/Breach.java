package io.quanyu.brand.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something in the trail that the server did not write so.
 *
 * @param blockNo where; for an entry that no block holds yet the number that its block will have
 * @param entryId which entry; null if it is the block itself
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Breach(Kind kind, long blockNo, @Nullable UUID entryId) {

  /** What is wrong. */
  public enum Kind {
    /** The block's own columns are not those that were sealed. */
    BLOCK_CHANGED,
    /** The block does not follow the one before it: some were taken away or put in between. */
    BLOCK_MISSING,
    /** The server has seen later blocks than the table holds, or others. */
    TAIL_CUT,
    /** The block names an entry that is not there. */
    ENTRY_MISSING,
    /** There is an entry that the block does not name. */
    ENTRY_ADDED,
    /** The entry's columns are not those that were sealed. */
    ENTRY_CHANGED;

    /** As the API says it: {@code tail_cut}. */
    @JsonValue
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
