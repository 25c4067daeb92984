package io.quanyu.reach.sms.internal;

import io.micrometer.core.instrument.MeterRegistry;
import io.quanyu.core.sms.OptOutReplies;
import io.quanyu.know.consent.Consents;
import io.quanyu.know.consent.DecisionSource;
import io.quanyu.know.consent.Purpose;
import io.quanyu.know.identity.ClaimedIdentifier;
import io.quanyu.know.identity.KnownCustomers;
import io.quanyu.know.identity.PhoneNumbers;
import io.quanyu.platform.web.ProblemException;
import io.quanyu.reach.channel.Receipt;
import io.quanyu.reach.message.Receipts;
import io.quanyu.reach.sms.SmsProblem;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes what the gateway sends, if it proves to be the gateway's and is of now; each callback has
 * its effect once. What is accepted is kept sealed for {@link #KEPT}, far longer than a request
 * stays fresh: the same again, a repetition or a replay, is answered alike without effect.
 */
@Component
public class ReceivingSmsCallback {

  /** How far the gateway's clock and ours may differ. */
  public static final Duration SKEW_MAX = Duration.ofMinutes(5);

  /** How long callbacks are kept, replies of customers among them. */
  static final Duration KEPT = Duration.ofDays(30);

  private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1,200}");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,11}");
  private static final String CHINA = "CN";

  private final GatewayStore gateways;
  private final CallbackStore callbacks;
  private final Receipts receipts;
  private final Consents consents;
  private final KnownCustomers customers;
  private final TransactionTemplate transactions;
  private final MeterRegistry metrics;
  private final Clock clock;

  public ReceivingSmsCallback(
      GatewayStore gateways,
      CallbackStore callbacks,
      Receipts receipts,
      Consents consents,
      KnownCustomers customers,
      TransactionTemplate transactions,
      MeterRegistry metrics,
      Clock clock) {
    this.gateways = gateways;
    this.callbacks = callbacks;
    this.receipts = receipts;
    this.consents = consents;
    this.customers = customers;
    this.transactions = transactions;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * Keeps a callback and has it take effect.
   *
   * @param body as it came: the signature covers its bytes
   */
  public void receive(UUID gatewayId, CallbackProof proof, byte[] body) {
    var gateway =
        gateways
            .find(gatewayId)
            .orElseThrow(() ->
                new ProblemException(
                    SmsProblem.CALLBACK_UNKNOWN,
                    "Copy the callback's address from the channel's settings."));
    // The order matters: nothing is read, or said, before the signature is right.
    if (!ID.matcher(proof.id()).matches()
        || !new CallbackSignature(gateway.secrets().callbackSecret()).isSigned(proof, body)) {
      throw new ProblemException(
          SmsProblem.CALLBACK_SIGNATURE_WRONG,
          "Compare the gateway's secret for callbacks with the one of the channel's settings.");
    }
    var now = clock.instant();
    if (!isOfNow(proof.timestamp(), now)) {
      throw new ProblemException(
          SmsProblem.CALLBACK_OUT_OF_TIME,
          "Its time differs from this server's by more than %d minutes."
              .formatted(SKEW_MAX.toMinutes()));
    }
    try {
      var told = Told.read(body);
      var text = new String(body, StandardCharsets.UTF_8);
      transactions.executeWithoutResult(_ -> {
        if (callbacks.keep(gatewayId, proof.id(), told.type(), now, text)) {
          takeEffect(told, now);
        }
      });
    } catch (UnreadableCallbackException e) {
      throw new ProblemException(
          SmsProblem.CALLBACK_UNREADABLE, "The callback is refused: " + e.getMessage() + ".");
    }
  }

  void deleteOld() {
    callbacks.deleteBefore(clock.instant().minus(KEPT));
  }

  private void takeEffect(Told told, Instant now) {
    switch (told) {
      case Told.Reports(var vendorId, var reported) -> {
        receipts.record(
            SmsChannel.CODE, vendorId, reported.stream().map(one -> noLater(one, now)).toList());
        count("report");
      }
      case Told.Reply reply -> {
        var phone = PhoneNumbers.normalise(reply.from(), CHINA);
        if (phone.isPresent() && OptOutReplies.isOptOut(reply.text())) {
          consents.withdrawAddresses(
              Purpose.MARKETING,
              SmsChannel.CODE,
              List.of(customers.hash(ClaimedIdentifier.phone(phone.get()))),
              DecisionSource.SMS_REPLY,
              earlier(reply.at(), now),
              SmsChannel.CODE);
          count("opt_out");
        } else {
          count("reply");
        }
      }
      case Told.Other _ -> count("other");
    }
  }

  private void count(String type) {
    metrics.counter("quanyu.sms.callbacks", "type", type).increment();
  }

  /** A gateway's clock may be ahead; nothing happens in the future. */
  private static Receipt noLater(Receipt told, Instant now) {
    return new Receipt(told.customerNo(), told.kind(), earlier(told.at(), now), told.reason());
  }

  private static Instant earlier(Instant told, Instant now) {
    return told.isAfter(now) ? now : told;
  }

  private static boolean isOfNow(String timestamp, Instant now) {
    return SECONDS.matcher(timestamp).matches()
        && Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now)
                .abs()
                .compareTo(SKEW_MAX)
            <= 0;
  }
}
