package io.quanyu.reach.broadcast.internal;

import io.quanyu.core.contact.AudiencePlan;
import io.quanyu.core.contact.ControlDraw;
import io.quanyu.core.contact.ControlGroups;
import io.quanyu.core.contact.QuietHours;
import io.quanyu.know.identity.KnownCustomers;
import io.quanyu.platform.web.FieldError;
import io.quanyu.platform.web.ProblemException;
import io.quanyu.reach.broadcast.BroadcastProblem;
import io.quanyu.reach.broadcast.ReasonCount;
import io.quanyu.reach.broadcast.TestSend;
import io.quanyu.reach.broadcast.TestSend.TestMessages;
import io.quanyu.reach.broadcast.TestSend.TestRefusal;
import io.quanyu.reach.broadcast.internal.WritingMessages.Timing;
import io.quanyu.reach.content.MessageWords;
import io.quanyu.reach.content.Templates;
import io.quanyu.reach.message.MessageSource;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends a broadcast to a few customers who are asked to look at it: over every channel that is open
 * for them, by the same rules, and counted under a source of its own.
 */
@Component
public final class SendingTests {

  /** People who look at a test. */
  public static final int CUSTOMERS_MAX = 20;

  private static final String SOURCE_KIND = "broadcast_test";
  private static final ControlGroups NO_CONTROL =
      new ControlGroups(new ControlDraw("none", 0), new ControlDraw("none", 0));

  private final BroadcastStore broadcasts;
  private final Templates templates;
  private final KnownCustomers customers;
  private final ReadingChannels channels;
  private final WritingMessages writing;
  private final RunningSql sql;
  private final TransactionTemplate transactions;
  private final Clock clock;

  public SendingTests(
      BroadcastStore broadcasts,
      Templates templates,
      KnownCustomers customers,
      ReadingChannels channels,
      WritingMessages writing,
      RunningSql sql,
      TransactionTemplate transactions,
      Clock clock) {
    this.broadcasts = broadcasts;
    this.templates = templates;
    this.customers = customers;
    this.channels = channels;
    this.writing = writing;
    this.sql = sql;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Writes the test messages.
   *
   * @param customerIds 1 to {@value #CUSTOMERS_MAX}
   */
  public TestSend send(UUID id, List<UUID> customerIds) {
    var broadcast = broadcasts.get(id);
    var frozen = broadcast.words();
    var words = frozen == null ? templates.get(broadcast.templateId()).words() : frozen;
    for (var channel : broadcast.channels()) {
      if (!words.contents().containsKey(channel)) {
        throw invalid("templateId", "the template has no text for " + channel);
      }
    }
    var audience = numbers(customerIds);
    return Objects.requireNonNull(
        transactions.execute(_ -> write(id, broadcast.channels(), words, audience)));
  }

  private TestSend write(UUID id, List<String> codes, MessageWords words, RoaringBitmap audience) {
    var now = clock.instant();
    // Nobody was chosen by profile for a test: the operator names her.
    var facts = channels.facts(codes, words.purpose(), false, now);
    int visit = sql.takeTestMessages(id, codes.size());
    var timing = new Timing(now, Duration.ZERO, QuietHours.none());
    List<TestMessages> messages = new ArrayList<>();
    List<TestRefusal> refused = new ArrayList<>();
    for (var one : facts) {
      // Each channel by itself: whoever looks at a test wants to see it everywhere.
      var plan = AudiencePlan.of(audience, List.of(one), NO_CONTROL);
      writing.write(
          new MessageSource(SOURCE_KIND, id), visit++, words, false, plan.first(), timing);
      messages.add(new TestMessages(one.channel(), plan.chosen().getLongCardinality()));
      refused.add(
          new TestRefusal(
              one.channel(), ReasonCount.of(plan.refused().getOrDefault(one.channel(), Map.of()))));
    }
    return new TestSend(messages, refused);
  }

  private RoaringBitmap numbers(List<UUID> customerIds) {
    if (customerIds == null || customerIds.isEmpty() || customerIds.size() > CUSTOMERS_MAX) {
      throw invalid("customerIds", "a test goes to 1 to " + CUSTOMERS_MAX + " customers");
    }
    var numbers = new RoaringBitmap();
    for (var customerId : customerIds) {
      numbers.add(
          customers
              .find(customerId)
              .orElseThrow(() -> invalid("customerIds", "no customer has the id " + customerId))
              .customerNo());
    }
    return numbers;
  }

  private static ProblemException invalid(String field, String detail) {
    return new ProblemException(
        BroadcastProblem.BROADCAST_INVALID,
        "Change the test.",
        List.of(new FieldError(field, detail)));
  }
}
