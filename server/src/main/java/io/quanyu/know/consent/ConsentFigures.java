package io.quanyu.know.consent;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many of the caller's customers agreed to what, now.
 *
 * @param customers all of them
 * @param rows for each purpose that is decided and in use, and each channel on which one is
 */
public record ConsentFigures(long customers, List<Row> rows) {

  public ConsentFigures {
    rows = List.copyOf(rows);
  }

  /**
   * One purpose on one channel.
   *
   * @param channel left out where the purpose is decided for all channels together
   * @param unknown said nothing
   * @param usable whose data may be used
   * @param minors may not because they are under 14
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Row(
      String purpose,
      @Nullable String channel,
      long granted,
      long withdrawn,
      long unknown,
      long usable,
      long minors) {}
}
