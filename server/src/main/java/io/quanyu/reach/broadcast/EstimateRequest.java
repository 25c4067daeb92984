package io.quanyu.reach.broadcast;

import java.util.Currency;
import java.util.List;
import java.util.UUID;

/** What a broadcast would be; each part as in {@link BroadcastDraft}. */
public record EstimateRequest(
    UUID segmentId,
    UUID templateId,
    List<String> channels,
    int controlBp,
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
            effectDays,
            currency);
    channels = draft.channels();
  }
}
