package io.quanyu.reach.sms.internal;

import io.quanyu.core.contact.MessagePurpose;
import io.quanyu.core.identity.IdentifierKind;
import io.quanyu.know.identity.ClaimedIdentifier;
import io.quanyu.know.identity.KnownCustomers;
import io.quanyu.know.profile.Profiles;
import io.quanyu.reach.channel.Call;
import io.quanyu.reach.channel.CallAnswer;
import io.quanyu.reach.channel.Channel;
import io.quanyu.reach.channel.ChannelFeatures;
import io.quanyu.reach.channel.ChannelTerms;
import io.quanyu.reach.channel.Redelivery;
import io.quanyu.reach.sms.SmsSettings;
import io.quanyu.reach.sms.internal.BegunCalls.Addressed;
import io.quanyu.reach.sms.internal.BegunCalls.Begun;
import io.quanyu.reach.sms.internal.WritingTexts.Written;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/**
 * Texts through the gateway account of the settings.
 *
 * <p>A customer is texted at the phone of her golden record. A marketing text of one source goes to
 * a phone once, whichever of the customers who share it is first; see {@link WritingTexts} and
 * {@link BegunCalls}.
 */
@Component
public class SmsChannel implements Channel {

  /** Stable name of the channel. */
  public static final String CODE = "sms";

  /**
   * How long a keyed gateway surely remembers the key of a call, from its first attempt: the
   * protocol demands 24 hours, of which some are left for clocks that differ.
   */
  static final Duration KEY_REMEMBERED = Duration.ofHours(23);

  private static final Duration PAUSE_WITHOUT_GATEWAY = Duration.ofMinutes(1);

  private static final ChannelFeatures FEATURES =
      new ChannelFeatures(
          false, ChannelFeatures.ReceiptsBy.CALLBACK, false, WritingTexts.VARIABLES, false);

  private final GatewayStore store;
  private final GatewayClient client;
  private final BegunCalls begunCalls;
  private final PhoneHolders phones;
  private final Profiles profiles;
  private final KnownCustomers customers;
  private final Clock clock;

  public SmsChannel(
      GatewayStore store,
      GatewayClient client,
      BegunCalls begunCalls,
      PhoneHolders phones,
      Profiles profiles,
      KnownCustomers customers,
      Clock clock) {
    this.store = store;
    this.client = client;
    this.begunCalls = begunCalls;
    this.phones = phones;
    this.profiles = profiles;
    this.customers = customers;
    this.clock = clock;
  }

  @Override
  public String code() {
    return CODE;
  }

  @Override
  public boolean isSetUp() {
    return store.exists();
  }

  @Override
  public ChannelTerms terms() {
    var gateway = store.find();
    return new ChannelTerms(
        gateway.filter(Gateway::isKeyed).isPresent() ? Redelivery.IDEMPOTENT : Redelivery.NONE,
        gateway.map(Gateway::recipientsMax).orElse(SmsSettings.none().recipientsMax()),
        gateway.map(Gateway::callsPerMinute).orElse(SmsSettings.none().callsPerMinute()),
        // A third more: profiles are read and opened, what is begun is stored.
        client.wholeMax().multipliedBy(4).dividedBy(3),
        Duration.ZERO);
  }

  @Override
  public ChannelFeatures features() {
    return FEATURES;
  }

  @Override
  public IdentifierKind address() {
    return IdentifierKind.PHONE;
  }

  @Override
  public RoaringBitmap lit() {
    return isSetUp() ? phones.get() : new RoaringBitmap();
  }

  @Override
  public Map<String, RoaringBitmap> bySender(RoaringBitmap asked) {
    var reached = lit();
    reached.and(asked);
    return reached.isEmpty() ? Map.of() : Map.of("", reached);
  }

  @Override
  public void catchUp() {
    if (isSetUp()) {
      phones.catchUp();
    }
  }

  @Override
  public RoaringBitmap oneAnAddress(RoaringBitmap asked) {
    return phones.onePerPhone(asked);
  }

  @Override
  public CallAnswer send(Call call) {
    var gateway = store.find();
    return gateway.isEmpty()
        ? new CallAnswer.NotNow(PAUSE_WITHOUT_GATEWAY, "no gateway is set up")
        : send(call, gateway.get());
  }

  private CallAnswer send(Call call, Gateway gateway) {
    SmsBody body;
    try {
      body = new SmsBody(call.content(), call.purpose());
    } catch (IllegalArgumentException _) {
      return new CallAnswer.Refused("text_invalid"); // whoever wrote it was told why
    }
    var now = clock.instant();
    var begun = begunCalls.begin(call.mark(), gateway.accountNo(), now);
    if (!begun.isFirst() && !mayRepeat(begun, gateway, now)) {
      return new CallAnswer.Unknown("begun before, and its key means nothing to the gateway now");
    }
    var written =
        WritingTexts.write(call, body, gateway.signature(), profiles.find(call.customerNos()));
    Map<Integer, String> refused = new HashMap<>(written.refused());
    var texts =
        call.purpose() == MessagePurpose.MARKETING
            ? withNumbersOfTheirOwn(call, written.texts(), refused, now)
            : written.texts();
    if (texts.isEmpty()) {
      return nobodyReached(call, begun, refused);
    }
    var key = gateway.isKeyed() ? Optional.of(call.mark()) : Optional.<String>empty();
    var heard = client.post(gateway, "messages", GatewayAnswers.request(call.mark(), texts), key);
    return switch (GatewayAnswers.read(heard, texts, refused, clock.instant())) {
      case CallAnswer.NotNow later when begun.isFirst() -> {
        begunCalls.forget(call.mark());
        yield later;
      }
      // An earlier attempt may have been taken, so it is not as if nothing was done.
      case CallAnswer.NotNow later -> new CallAnswer.Lost(later.reason());
      case CallAnswer.Refused never -> {
        begunCalls.releaseAddresses(call.mark());
        yield never;
      }
      case CallAnswer other -> other;
    };
  }

  private static boolean mayRepeat(Begun begun, Gateway gateway, Instant now) {
    return gateway.isKeyed()
        && begun.accountNo() == gateway.accountNo()
        && now.isBefore(begun.begunAt().plus(KEY_REMEMBERED));
  }

  private CallAnswer nobodyReached(Call call, Begun begun, Map<Integer, String> refused) {
    if (!begun.isFirst()) {
      return new CallAnswer.Unknown("begun before, and nobody of it can be texted any more");
    }
    begunCalls.forget(call.mark());
    var reasons = Set.copyOf(refused.values());
    return new CallAnswer.Refused(
        reasons.size() == 1 ? reasons.iterator().next() : "nobody_reachable");
  }

  /** Those whose numbers no other customer of the source was texted at; adds the others. */
  private List<Written> withNumbersOfTheirOwn(
      Call call, List<Written> texts, Map<Integer, String> refused, Instant now) {
    List<Addressed> wanted = new ArrayList<>(texts.size());
    for (var text : texts) {
      var address = customers.hash(ClaimedIdentifier.phone(text.phone()));
      wanted.add(new Addressed(address, text.customerNo()));
    }
    var owners = begunCalls.address(source(call.mark()), call.mark(), wanted, now);
    List<Written> own = new ArrayList<>(texts.size());
    for (int i = 0; i < texts.size(); i++) {
      var owner = owners.get(wanted.get(i).address());
      if (owner != null && owner == texts.get(i).customerNo()) {
        own.add(texts.get(i));
      } else {
        refused.put(texts.get(i).customerNo(), WritingTexts.SAME_ADDRESS);
      }
    }
    return own;
  }

  /** What the marks of all calls of a source start with. */
  private static String source(String mark) {
    int end = mark.lastIndexOf('-');
    return end < 0 ? mark : mark.substring(0, end);
  }
}
