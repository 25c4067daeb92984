package io.quanyu.reach.broadcast.internal;

import io.quanyu.know.identity.KnownCustomers;
import io.quanyu.platform.web.ProblemException;
import io.quanyu.reach.broadcast.BroadcastProblem;
import io.quanyu.reach.broadcast.BroadcastTrace;
import io.quanyu.reach.broadcast.BroadcastTrace.Question;
import io.quanyu.reach.broadcast.BroadcastTrace.TraceStep;
import io.quanyu.reach.broadcast.BroadcastTrace.TracedMessage;
import io.quanyu.reach.broadcast.internal.AudienceStore.Part;
import io.quanyu.reach.message.LoggedMessage;
import io.quanyu.reach.message.MessageLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Why one customer got a broadcast or did not, from what was kept at the launch. */
@Component
public final class TracingCustomer {

  private final BroadcastStore broadcasts;
  private final AudienceStore audiences;
  private final KnownCustomers customers;
  private final MessageLog messages;

  public TracingCustomer(
      BroadcastStore broadcasts,
      AudienceStore audiences,
      KnownCustomers customers,
      MessageLog messages) {
    this.broadcasts = broadcasts;
    this.audiences = audiences;
    this.customers = customers;
    this.messages = messages;
  }

  public BroadcastTrace trace(UUID id, UUID customerId) {
    var broadcast = broadcasts.get(id);
    var _ = ReportingBroadcast.launchedAt(broadcast);
    int customerNo =
        customers
            .find(customerId)
            .orElseThrow(() ->
                new ProblemException(
                    BroadcastProblem.CUSTOMER_NOT_FOUND, "No customer has this id."))
            .customerNo();
    // All that the broadcast kept is as it was at the launch, under the numbers of then.
    var numbers = customers.numbersOf(customerNo);
    return new BroadcastTrace(
        steps(id, broadcast.channels(), numbers),
        messages.find(AdvancingBroadcasts.sourceOf(id), numbers).stream()
            .map(TracingCustomer::message)
            .toList());
  }

  private List<TraceStep> steps(UUID id, List<String> channels, List<Integer> numbers) {
    List<TraceStep> steps = new ArrayList<>();
    var place = place(id, numbers);
    if (place.isEmpty()) {
      steps.add(step(Question.SEGMENT, "not_in_segment"));
      return steps;
    }
    int customerNo = place.get().customerNo();
    steps.add(step(Question.SEGMENT, null));
    var refusals = audiences.refusals(id, customerNo);
    for (var channel : channels) {
      var reason = refusals.get(channel);
      steps.add(
          new TraceStep(
              Question.CHANNEL,
              reason == null,
              channel,
              reason == null ? null : reason.code(),
              null));
    }
    var group = place.get().group();
    if (group == Part.AUDIENCE) {
      steps.add(step(Question.REACHABLE, "unreachable"));
      return steps;
    }
    steps.add(step(Question.REACHABLE, null));
    steps.add(step(Question.GROUP, group == Part.CHOSEN ? null : code(group)));
    audiences
        .writtenTo(id, numbers)
        .forEach((visit, channel) ->
            steps.add(new TraceStep(Question.MESSAGE, true, channel, null, visit)));
    return steps;
  }

  /**
   * What became of a customer at the launch.
   *
   * @param group the audience if she could not be reached
   * @param customerNo the number that she had then
   */
  private record Place(Part group, int customerNo) {}

  /** Of customers who are one now, the one who came nearest to a message; empty: none was meant. */
  private Optional<Place> place(UUID id, List<Integer> numbers) {
    for (var group : List.of(Part.CHOSEN, Part.CONTROL, Part.GLOBAL_CONTROL, Part.AUDIENCE)) {
      var members = audiences.load(id, group);
      for (int number : numbers) {
        if (members.contains(number)) {
          return Optional.of(new Place(group, number));
        }
      }
    }
    return Optional.empty();
  }

  private static String code(Part group) {
    return group.name().toLowerCase(Locale.ROOT);
  }

  private static TraceStep step(Question question, @Nullable String reason) {
    return new TraceStep(question, reason == null, null, reason, null);
  }

  private static TracedMessage message(LoggedMessage message) {
    return new TracedMessage(
        message.at(),
        message.channel(),
        message.sender().isEmpty() ? null : message.sender(),
        message.visit(),
        message.state().code(),
        message.reason().orElse(null),
        message.text(),
        message.receivedAt().orElse(null));
  }
}
