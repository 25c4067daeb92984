package io.quanyu.know.consent;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quanyu.core.consent.ConsentTerms;
import io.quanyu.core.consent.MinorRule;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What customers' data is used for.
 *
 * @param code stable, such as {@code marketing}
 * @param builtIn the program itself goes by it
 * @param assumed whether the data may be used while the customer has decided nothing
 * @param perChannel whether a decision may be about one channel
 * @param separate agreed to by itself, with its text shown (PIPL art. 23)
 * @param minors what is demanded of customers under 14
 * @param active whether decisions about it are still recorded
 * @param version counts changes
 * @param text what customers are asked now; none was published yet if left out
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Purpose(
    String code,
    boolean builtIn,
    String nameZh,
    String nameEn,
    String descriptionZh,
    String descriptionEn,
    LegalBasis legalBasis,
    boolean assumed,
    boolean perChannel,
    boolean separate,
    MinorRule minors,
    boolean active,
    int version,
    Instant updatedAt,
    @Nullable PurposeText text) {

  /** Messages that are part of what the customer asked for. */
  public static final String SERVICE = "service";

  /** Messages that want to sell. */
  public static final String MARKETING = "marketing";

  /** Marketing whose audience is chosen by profile and behaviour (PIPL art. 24). */
  public static final String PERSONALISED_MARKETING = "personalised_marketing";

  /** Handing identifiers to advertising platforms (PIPL art. 23). */
  public static final String ADVERTISING = "advertising";

  /** The rule by which its decisions are read. */
  @JsonIgnore
  public ConsentTerms terms() {
    return new ConsentTerms(assumed, minors);
  }

  /** Whether customers decide about it at all. */
  @JsonIgnore
  public boolean isDecided() {
    return legalBasis != LegalBasis.CONTRACT;
  }
}
