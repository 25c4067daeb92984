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
    return new BroadcastTrace(
        steps(id, broadcast.channels(), customerNo),
        messages.find(AdvancingBroadcasts.sourceOf(id), customerNo).stream()
            .map(TracingCustomer::message)
            .toList());
  }

  private List<TraceStep> steps(UUID id, List<String> channels, int customerNo) {
    List<TraceStep> steps = new ArrayList<>();
    if (!audiences.load(id, Part.AUDIENCE).contains(customerNo)) {
      steps.add(step(Question.SEGMENT, "not_in_segment"));
      return steps;
    }
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
    var group = group(id, customerNo);
    if (group.equals("unreachable")) {
      steps.add(step(Question.REACHABLE, "unreachable"));
      return steps;
    }
    steps.add(step(Question.REACHABLE, null));
    steps.add(step(Question.GROUP, group.equals("chosen") ? null : group));
    audiences
        .writtenTo(id, customerNo)
        .forEach((visit, channel) ->
            steps.add(new TraceStep(Question.MESSAGE, true, channel, null, visit)));
    return steps;
  }

  private String group(UUID id, int customerNo) {
    if (audiences.load(id, Part.CHOSEN).contains(customerNo)) {
      return "chosen";
    }
    if (audiences.load(id, Part.CONTROL).contains(customerNo)) {
      return "control";
    }
    return audiences.load(id, Part.GLOBAL_CONTROL).contains(customerNo)
        ? "global_control"
        : "unreachable";
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
