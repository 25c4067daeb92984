package io.quanyu.know.tag;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quanyu.know.tag.spi.TagKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tag with the size of each value.
 *
 * @param computedAt the as-of time of the values; null before the first computation
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TagSummary(
    String tag,
    TagKind kind,
    String nameZh,
    String nameEn,
    @Nullable Instant computedAt,
    List<Value> values) {

  /**
   * One value.
   *
   * @param customers how many carry it
   */
  public record Value(String value, String nameZh, String nameEn, long customers) {}

  public TagSummary {
    values = List.copyOf(values);
  }
}
