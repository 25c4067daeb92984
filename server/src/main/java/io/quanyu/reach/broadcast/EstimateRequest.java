package io.quanyu.reach.broadcast;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a broadcast would be; each part as in {@link BroadcastDraft}. */
public record EstimateRequest(
    UUID segmentId,
    UUID templateId,
    List<String> channels,
    int controlBp,
    @Nullable Boolean personalised,
    int effectDays,
    Currency currency) {

  public EstimateRequest {
    // The same bounds, in the same words.
    var draft =
        new BroadcastDraft(
            "estimate",
            segmentId,
            templateId,
            channels,
            null,
            controlBp,
            null,
            0,
            personalised,
            effectDays,
            currency);
    channels = draft.channels();
  }

  /** Whether whom it goes to is chosen by profile or behaviour. */
  @JsonIgnore
  public boolean isPersonalised() {
    return personalised == null || personalised;
  }
}
