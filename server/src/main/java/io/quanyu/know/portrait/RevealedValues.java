package io.quanyu.know.portrait;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Personal values of a customer in clear, for the eyes of one person and a short time. What was not
 * asked for, or nobody knows, is left out.
 *
 * @param phone E.164
 * @param hideAt when whoever shows them hides them again
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RevealedValues(
    @Nullable String name,
    @Nullable String phone,
    @Nullable String email,
    @Nullable String address,
    @Nullable String memberNo,
    @Nullable LocalDate birthday,
    Instant hideAt) {

  /** Never tells a value. */
  @Override
  public String toString() {
    return "RevealedValues[…]";
  }
}
