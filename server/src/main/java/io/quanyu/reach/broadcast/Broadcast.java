package io.quanyu.reach.broadcast;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quanyu.reach.content.MessageWords;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A broadcast.
 *
 * @param segmentName when it was last saved or submitted; so is {@code templateName}
 * @param channels codes in the order of preference
 * @param backUpAfterMinutes how long a channel is given before the next one takes over
 * @param controlBp share of those who can be reached that gets nothing, basis points
 * @param personalised whom it goes to is chosen by profile or behaviour: not for who objects to
 *     that
 * @param effectDays orders of so many days from the launch count
 * @param version counts changes by people and of the state
 * @param comment of who approved or rejected it last
 * @param words what is said, frozen when it was submitted
 * @param mark under which vendors know its calls; from the launch
 * @param failure why the last step did not succeed; it is tried again
 * @param figures how far it is, when it is launched and somebody asked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Broadcast(
    UUID id,
    String name,
    UUID segmentId,
    String segmentName,
    UUID templateId,
    String templateName,
    List<String> channels,
    @Nullable Integer backUpAfterMinutes,
    int controlBp,
    @Nullable Instant startAt,
    int spreadMinutes,
    boolean personalised,
    int effectDays,
    Currency currency,
    BroadcastState state,
    int version,
    String createdBy,
    Instant createdAt,
    Instant updatedAt,
    @Nullable String submittedBy,
    @Nullable Instant submittedAt,
    @Nullable String approvedBy,
    @Nullable Instant approvedAt,
    @Nullable String comment,
    @Nullable MessageWords words,
    @Nullable String mark,
    @Nullable Instant launchedAt,
    @Nullable Instant endedAt,
    @Nullable String failure,
    @Nullable BroadcastFigures figures) {

  public Broadcast {
    channels = List.copyOf(channels);
  }

  /** The same with figures. */
  public Broadcast with(BroadcastFigures now) {
    return new Broadcast(
        id,
        name,
        segmentId,
        segmentName,
        templateId,
        templateName,
        channels,
        backUpAfterMinutes,
        controlBp,
        startAt,
        spreadMinutes,
        personalised,
        effectDays,
        currency,
        state,
        version,
        createdBy,
        createdAt,
        updatedAt,
        submittedBy,
        submittedAt,
        approvedBy,
        approvedAt,
        comment,
        words,
        mark,
        launchedAt,
        endedAt,
        failure,
        now);
  }
}
