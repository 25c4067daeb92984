package io.quanyu.reach.broadcast.internal;

import io.quanyu.know.segment.Segments;
import io.quanyu.platform.web.Cursor;
import io.quanyu.platform.web.FieldError;
import io.quanyu.platform.web.Page;
import io.quanyu.platform.web.PageRequest;
import io.quanyu.platform.web.ProblemException;
import io.quanyu.reach.broadcast.Broadcast;
import io.quanyu.reach.broadcast.BroadcastDraft;
import io.quanyu.reach.broadcast.BroadcastProblem;
import io.quanyu.reach.broadcast.BroadcastState;
import io.quanyu.reach.broadcast.internal.BroadcastStore.Frozen;
import io.quanyu.reach.broadcast.internal.BroadcastStore.Names;
import io.quanyu.reach.content.Templates;
import io.quanyu.reach.message.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes broadcasts and lets them go: nobody alone does both. */
@Component
public class ChangingBroadcasts {

  /** Parts of the cursor of {@link #list}: when created, id. */
  public static final int CURSOR_PARTS = 2;

  private static final int COMMENT_LENGTH_MAX = 500;

  private final BroadcastStore store;
  private final Segments segments;
  private final Templates templates;
  private final RunningSql running;
  private final Outbox outbox;
  private final ReadingChannels channels;
  private final TransactionTemplate transactions;
  private final Clock clock;

  public ChangingBroadcasts(
      BroadcastStore store,
      Segments segments,
      Templates templates,
      RunningSql running,
      Outbox outbox,
      ReadingChannels channels,
      TransactionTemplate transactions,
      Clock clock) {
    this.store = store;
    this.segments = segments;
    this.templates = templates;
    this.running = running;
    this.outbox = outbox;
    this.channels = channels;
    this.transactions = transactions;
    this.clock = clock;
  }

  public Broadcast get(UUID id) {
    return store.get(id);
  }

  /** Newest first. */
  public Page<Broadcast> list(PageRequest request) {
    var after = request.after();
    var rows =
        store.list(
            after.map(cursor -> Instant.parse(cursor.part(0))).orElse(null),
            after.map(cursor -> UUID.fromString(cursor.part(1))).orElse(null),
            request.rows());
    return Page.of(
        rows,
        request,
        (long) store.count(),
        broadcast -> Cursor.after(broadcast.createdAt(), broadcast.id()));
  }

  public Broadcast create(BroadcastDraft draft, String by) {
    return store.insert(draft, check(draft), by, clock.instant());
  }

  public Broadcast replace(UUID id, int version, BroadcastDraft draft) {
    var names = check(draft);
    return store
        .update(id, version, draft, names, clock.instant())
        .orElseThrow(() -> {
          var now = get(id);
          return now.state() == BroadcastState.DRAFT
              ? changed(now)
              : wrongState(now, List.of(BroadcastState.DRAFT));
        });
  }

  public void delete(UUID id) {
    if (!store.delete(id)) {
      throw wrongState(get(id), List.of(BroadcastState.DRAFT, BroadcastState.IN_REVIEW));
    }
  }

  /** Freezes what is said and to whom, and asks for a second person. */
  public Broadcast submit(UUID id, String by) {
    return move(
        id,
        Optional.empty(),
        List.of(BroadcastState.DRAFT),
        broadcast -> {
          var segment = segments.get(broadcast.segmentId());
          var template = templates.get(broadcast.templateId());
          var words = template.words();
          templates.check(words);
          for (var channel : broadcast.channels()) {
            if (!words.contents().containsKey(channel)) {
              throw invalid("templateId", "the template has no text for " + channel);
            }
          }
          var names = new Names(segment.name(), template.name());
          return store.submit(
              id, new Frozen(names, words, segment.condition()), by, clock.instant());
        });
  }

  /**
   * Lets it go.
   *
   * @param version the version that was looked at; empty if whoever approves does not care
   */
  public Broadcast approve(
      UUID id, Optional<Integer> version, @Nullable String comment, String by) {
    var words = comment(comment);
    return move(
        id,
        version,
        List.of(BroadcastState.IN_REVIEW),
        broadcast -> {
          if (by.equals(broadcast.createdBy()) || by.equals(broadcast.submittedBy())) {
            throw new ProblemException(
                BroadcastProblem.SECOND_PERSON_NEEDED,
                "You wrote or submitted this broadcast; somebody else must approve it.");
          }
          return store.approve(id, words, by, clock.instant());
        });
  }

  /** Sends it back to whoever wrote it. */
  public Broadcast reject(UUID id, Optional<Integer> version, @Nullable String comment) {
    var words = comment(comment);
    if (words == null) {
      throw invalid("comment", "say what must change");
    }
    return move(
        id,
        version,
        List.of(BroadcastState.IN_REVIEW),
        _ -> store.reject(id, words, clock.instant()));
  }

  /** Begins nothing more until it is resumed; what vendors have is not taken back. */
  public Broadcast pause(UUID id) {
    return move(
        id,
        Optional.empty(),
        List.of(BroadcastState.SENDING),
        _ -> {
          outbox.pause(AdvancingBroadcasts.sourceOf(id), true);
          running.paused(id, clock.instant());
          return get(id);
        });
  }

  public Broadcast resume(UUID id) {
    return move(
        id,
        Optional.empty(),
        List.of(BroadcastState.PAUSED),
        _ -> {
          outbox.pause(AdvancingBroadcasts.sourceOf(id), false);
          running.resumed(id, clock.instant());
          return get(id);
        });
  }

  /** For good: takes back what can be. */
  public Broadcast stop(UUID id) {
    return move(
        id,
        Optional.empty(),
        List.of(BroadcastState.SCHEDULED, BroadcastState.SENDING, BroadcastState.PAUSED),
        broadcast -> {
          if (broadcast.state() != BroadcastState.SCHEDULED) {
            var source = AdvancingBroadcasts.sourceOf(id);
            outbox.cancel(source, "stopped");
            for (int visit = 0; visit < broadcast.channels().size(); visit++) {
              outbox.recall(source, visit, Set.copyOf(broadcast.channels()));
            }
            // What is under way is ended and taken back, also of a broadcast that was paused.
            outbox.pause(source, false);
          }
          running.ended(id, BroadcastState.STOPPED, clock.instant());
          return get(id);
        });
  }

  /** A change of state, with the broadcast held against others. */
  Broadcast move(
      UUID id,
      Optional<Integer> version,
      List<BroadcastState> from,
      Function<Broadcast, Broadcast> change) {
    return Objects.requireNonNull(
        transactions.execute(_ -> {
          var broadcast = store.lock(id).orElseThrow(() -> BroadcastStore.notFound(id));
          if (version.isPresent() && version.get() != broadcast.version()) {
            throw changed(broadcast);
          }
          if (!from.contains(broadcast.state())) {
            throw wrongState(broadcast, from);
          }
          return change.apply(broadcast);
        }));
  }

  private Names check(BroadcastDraft draft) {
    for (var channel : draft.channels()) {
      if (channels.find(channel).isEmpty()) {
        throw invalid("channels", "there is no channel " + channel);
      }
    }
    return new Names(
        segments.get(draft.segmentId()).name(), templates.get(draft.templateId()).name());
  }

  private static @Nullable String comment(@Nullable String comment) {
    if (comment == null || comment.isBlank()) {
      return null;
    }
    if (comment.length() > COMMENT_LENGTH_MAX) {
      throw invalid("comment", "has at most " + COMMENT_LENGTH_MAX + " characters");
    }
    return comment.strip();
  }

  private static ProblemException invalid(String field, String detail) {
    return new ProblemException(
        BroadcastProblem.BROADCAST_INVALID,
        "Change the broadcast.",
        List.of(new FieldError(field, detail)));
  }

  private static ProblemException changed(Broadcast now) {
    return new ProblemException(
        BroadcastProblem.BROADCAST_CHANGED,
        "It has version " + now.version() + " now. Read it again and decide anew.");
  }

  private static ProblemException wrongState(Broadcast now, List<BroadcastState> wanted) {
    return new ProblemException(
        BroadcastProblem.STATE_WRONG,
        "It is %s; this needs %s."
            .formatted(
                now.state().code(),
                String.join(" or ", wanted.stream().map(BroadcastState::code).toList())));
  }
}
