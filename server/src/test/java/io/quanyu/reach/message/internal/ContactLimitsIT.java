package io.quanyu.reach.message.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.core.contact.ContactDecision;
import io.quanyu.core.contact.ContactDecision.Reason;
import io.quanyu.core.contact.ContactFacts;
import io.quanyu.core.contact.ContactPolicy;
import io.quanyu.core.contact.FrequencyCap;
import io.quanyu.core.contact.FrequencyCap.SentMessage;
import io.quanyu.core.contact.MarketingWill;
import io.quanyu.core.contact.MessagePurpose;
import io.quanyu.core.contact.QuietHours;
import io.quanyu.core.identity.IdentifierKind;
import io.quanyu.reach.channel.Call;
import io.quanyu.reach.channel.CallAnswer;
import io.quanyu.reach.channel.Channel;
import io.quanyu.reach.channel.ChannelFeatures;
import io.quanyu.reach.channel.ChannelTerms;
import io.quanyu.reach.channel.MessageContent;
import io.quanyu.reach.channel.Redelivery;
import io.quanyu.reach.message.ContactLimits.Limits;
import io.quanyu.reach.message.MessageSource;
import io.quanyu.reach.message.NewDispatch;
import io.quanyu.reach.message.SuppressionReason;
import io.quanyu.testing.TestDatabase;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.roaringbitmap.RoaringBitmap;

/** The limits as sets say of everybody what the policy of core says of each. */
class ContactLimitsIT {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  /** Some days into a month, so that messages of the month before are about. */
  private static final Instant NOW = Instant.parse("2026-11-04T02:00:00Z");

  private static final int CUSTOMERS = 40;
  private static final int RUNS = 25;
  private static final int DISPATCHES = 18;
  private static final int QUOTA = 3;
  private static final String WITH_QUOTA = "quota";
  private static final String WITHOUT_QUOTA = "free";

  private final MessageFixture fixture = new MessageFixture(database, NOW);

  /** What counts, by customer; what is on which channel counts for its quota too. */
  private final Map<Integer, List<SentMessage>> marketing = new HashMap<>();

  private final Map<Integer, List<SentMessage>> any = new HashMap<>();
  private final Map<String, Map<Integer, Set<SuppressionReason>>> suppressions = new HashMap<>();
  private final Map<String, Set<Integer>> withdrawn = new HashMap<>();

  /** Present numbers of those who were merged. */
  private final Map<Integer, Integer> merged = new HashMap<>();

  @BeforeEach
  void channels() {
    fixture.channels.add(new NamedChannel(WITH_QUOTA, OptionalInt.of(QUOTA)));
    fixture.channels.add(new NamedChannel(WITHOUT_QUOTA, OptionalInt.empty()));
  }

  @Test
  void setsSayWhatThePolicySaysOfEachCustomer() {
    var seen = EnumSet.noneOf(Reason.class);
    for (int seed = 1; seed <= RUNS; seed++) {
      fixture.empty(NOW);
      marketing.clear();
      any.clear();
      suppressions.clear();
      withdrawn.clear();
      merged.clear();
      var random = new Random(seed);
      var policy = policy(random);
      fixture.policies.replace(fixture.policies.current().version(), policy, 0, NOW);
      for (int i = 0; i < DISPATCHES; i++) {
        write(random);
      }
      optOut(random);
      merge(random);
      for (var purpose : MessagePurpose.values()) {
        var found = fixture.limits.find(Set.of(WITH_QUOTA, WITHOUT_QUOTA), purpose, false, NOW);
        for (var channel : List.of(WITH_QUOTA, WITHOUT_QUOTA)) {
          for (int customerNo = 1; customerNo <= CUSTOMERS; customerNo++) {
            if (merged.containsKey(customerNo)) {
              continue; // nobody asks about her any more
            }
            var expected = expected(policy, channel, purpose, customerNo);
            expected.ifPresent(seen::add);
            assertThat(first(found.getOrDefault(channel, none()), customerNo))
                .as("seed %d, %s over %s to customer %d", seed, purpose, channel, customerNo)
                .isEqualTo(expected);
          }
        }
      }
    }
    assertThat(seen)
        .containsExactlyInAnyOrder(
            Reason.SUPPRESSED, Reason.NO_CONSENT, Reason.FREQUENCY_CAP, Reason.QUOTA);
  }

  private static Limits none() {
    var nobody = new RoaringBitmap();
    return new Limits(nobody, nobody, nobody, nobody, nobody, nobody);
  }

  private static Optional<Reason> first(Limits limits, int customerNo) {
    if (limits.suppressed().contains(customerNo)) {
      return Optional.of(Reason.SUPPRESSED);
    }
    if (limits.noConsent().contains(customerNo)) {
      return Optional.of(Reason.NO_CONSENT);
    }
    if (limits.capped().contains(customerNo)) {
      return Optional.of(Reason.FREQUENCY_CAP);
    }
    return limits.quotaUsed().contains(customerNo) ? Optional.of(Reason.QUOTA) : Optional.empty();
  }

  private Optional<Reason> expected(
      ContactPolicy policy, String channel, MessagePurpose purpose, int customerNo) {
    var reasons = suppressions.getOrDefault(channel, Map.of()).getOrDefault(customerNo, Set.of());
    var month = YearMonth.from(NOW.atZone(SHANGHAI));
    long used =
        to(customerNo, any).stream()
            .filter(sent -> sent.channel().equals(channel))
            .filter(sent -> YearMonth.from(sent.sentAt().atZone(SHANGHAI)).equals(month))
            .count();
    var facts =
        new ContactFacts(
            channel,
            !reasons.isEmpty(),
            withdrawn.getOrDefault(channel, Set.of()).contains(customerNo)
                ? MarketingWill.WITHHELD
                : MarketingWill.GIVEN,
            true,
            !channel.equals(WITH_QUOTA) || used < QUOTA);
    return policy.decide(facts, purpose, to(customerNo, marketing), NOW)
            instanceof ContactDecision.Refused refused
        ? Optional.of(refused.reason())
        : Optional.empty();
  }

  /** What was sent to a customer under any of her numbers. */
  private List<SentMessage> to(int customerNo, Map<Integer, List<SentMessage>> sent) {
    return sent.entrySet().stream()
        .filter(one -> merged.getOrDefault(one.getKey(), one.getKey()) == customerNo)
        .flatMap(one -> one.getValue().stream())
        .toList();
  }

  /** Every third is merged into an older one, who may have been merged herself. */
  private void merge(Random random) {
    for (int no = 2; no <= CUSTOMERS; no++) {
      if (random.nextInt(3) == 0) {
        int into = 1 + random.nextInt(no - 1);
        fixture.merge(no, into);
        merged.put(no, merged.getOrDefault(into, into));
      }
    }
  }

  private static ContactPolicy policy(Random random) {
    List<FrequencyCap> caps = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      int messagesMax = random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(4);
      int days = 1 + random.nextInt(10);
      caps.add(
          switch (random.nextInt(3)) {
            case 0 -> FrequencyCap.overall(messagesMax, days);
            case 1 -> FrequencyCap.onChannel(WITH_QUOTA, messagesMax, days);
            default -> FrequencyCap.onChannel(WITHOUT_QUOTA, messagesMax, days);
          });
    }
    return new ContactPolicy(caps, QuietHours.none());
  }

  private void optOut(Random random) {
    for (int i = random.nextInt(12); i > 0; i--) {
      int customerNo = 1 + random.nextInt(CUSTOMERS);
      var channel = random.nextBoolean() ? WITH_QUOTA : WITHOUT_QUOTA;
      var reason =
          random.nextBoolean() ? SuppressionReason.COMPLAINT : SuppressionReason.DEAD_NUMBER;
      if (random.nextInt(3) == 0) {
        fixture.consent.withdraw(channel, List.of(customerNo), NOW);
        withdrawn.computeIfAbsent(channel, _ -> new HashSet<>()).add(customerNo);
        continue;
      }
      fixture.suppressions.addCustomers(channel, List.of(customerNo), reason, NOW);
      var known =
          suppressions
              .computeIfAbsent(channel, _ -> new HashMap<>())
              .computeIfAbsent(customerNo, _ -> EnumSet.noneOf(SuppressionReason.class));
      known.add(reason);
      if (random.nextInt(5) == 0) {
        fixture.suppressions.removeCustomers(channel, List.of(customerNo), reason);
        known.remove(reason);
      }
    }
  }

  /** A call of some customers in some state, as it may have become. */
  private void write(Random random) {
    var channel = random.nextBoolean() ? WITH_QUOTA : WITHOUT_QUOTA;
    var purpose = random.nextInt(4) == 0 ? MessagePurpose.SERVICE : MessagePurpose.MARKETING;
    List<Integer> customerNos = new ArrayList<>();
    for (int no = 1; no <= CUSTOMERS; no++) {
      if (random.nextInt(3) == 0) {
        customerNos.add(no);
      }
    }
    if (customerNos.isEmpty()) {
      return;
    }
    // Often exactly at the edge of a cap's window.
    var at =
        random.nextInt(4) == 0
            ? NOW.minus(Duration.ofDays(random.nextInt(11)))
            : NOW.minus(Duration.ofMinutes(random.nextInt(12 * 24 * 60) - 24 * 60));
    database
        .transactions()
        .executeWithoutResult(_ ->
            fixture.outbox.add(
                new MessageSource("test", UUID.randomUUID()),
                List.of(
                    new NewDispatch(
                        channel,
                        "",
                        purpose,
                        false,
                        MessageContent.ofText("您好"),
                        customerNos,
                        0,
                        at))));
    boolean counts =
        switch (random.nextInt(9)) {
          case 0 -> true; // planned: it counts where it will be
          case 1 -> become("state = 'SENDING', lease_until = ?, begun_at = ?", at, true);
          case 2 -> become("state = 'UNKNOWN', ended_at = ?, begun_at = ?", at, true);
          case 3 -> become("state = 'REFUSED', ended_at = ?, begun_at = ?", at, false);
          case 4 -> become("state = 'CANCELLED', ended_at = ?, not_before = ?", at, false);
          case 5 ->
              become(
                  """
                  state = 'ACCEPTED', vendor_id = 'v', recall_at = ?, recalled_at = now(),
                  closed_at = now(), begun_at = ?
                  """,
                  at,
                  false);
          case 6 ->
              become(
                  """
                  state = 'ACCEPTED', vendor_id = 'v', recall_at = ?, recalled_at = now(),
                  confirmed_at = now(), closed_at = now(), begun_at = ?
                  """,
                  at,
                  true);
          case 7 ->
              become(
                  """
                  state = 'ACCEPTED', vendor_id = 'v', recall_at = ?, recalled_at = now(),
                  begun_at = ?
                  """,
                  at,
                  true);
          default ->
              become("state = 'ACCEPTED', vendor_id = 'v', ended_at = ?, begun_at = ?", at, true);
        };
    Set<Integer> refused = Set.of();
    if (random.nextInt(3) == 0) {
      refused = Set.of(customerNos.getFirst());
      database
          .jdbc()
          .sql(
              """
              insert into reach_message.refused_message (dispatch_no, customer_no, reason)
              select max(dispatch_no), ?, 'blocked' from reach_message.dispatch
              """)
          .param(customerNos.getFirst())
          .update();
      database
          .jdbc()
          .sql(
              """
              update reach_message.dispatch set refused = 1
              where dispatch_no = (select max(dispatch_no) from reach_message.dispatch)
              """)
          .update();
    }
    if (counts) {
      for (int no : customerNos) {
        if (!refused.contains(no)) {
          var sent = new SentMessage(channel, at);
          any.computeIfAbsent(no, _ -> new ArrayList<>()).add(sent);
          if (purpose == MessagePurpose.MARKETING) {
            marketing.computeIfAbsent(no, _ -> new ArrayList<>()).add(sent);
          }
        }
      }
    }
  }

  /** Changes the last call. */
  private static boolean become(String set, Instant at, boolean counts) {
    var time = Timestamp.from(at);
    int changed =
        database
            .jdbc()
            .sql(
                "update reach_message.dispatch set "
                    + set
                    + " where dispatch_no = (select max(dispatch_no) from reach_message.dispatch)")
            .param(time)
            .param(time)
            .update();
    assertThat(changed).isEqualTo(1);
    return counts;
  }

  /** A channel over which nothing is sent here. */
  private record NamedChannel(String code, OptionalInt quotaOfAMonth) implements Channel {

    @Override
    public boolean isSetUp() {
      return false;
    }

    @Override
    public ChannelTerms terms() {
      return MisbehavingVendor.terms(Redelivery.NONE, 1);
    }

    @Override
    public ChannelFeatures features() {
      return new ChannelFeatures(
          false, ChannelFeatures.ReceiptsBy.CALLBACK, false, Set.of(), false);
    }

    @Override
    public IdentifierKind address() {
      return IdentifierKind.PHONE;
    }

    @Override
    public RoaringBitmap lit() {
      return new RoaringBitmap();
    }

    @Override
    public Map<String, RoaringBitmap> bySender(RoaringBitmap customers) {
      return Map.of();
    }

    @Override
    public OptionalInt quota(YearMonth month) {
      return quotaOfAMonth;
    }

    @Override
    public CallAnswer send(Call call) {
      throw new AssertionError("nothing is sent");
    }
  }
}
