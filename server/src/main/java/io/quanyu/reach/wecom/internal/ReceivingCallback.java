package io.quanyu.reach.wecom.internal;

import io.quanyu.platform.crypto.KeyedHashes;
import io.quanyu.platform.web.ProblemException;
import io.quanyu.reach.wecom.WecomProblem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes what WeCom sends, if it proves to be WeCom's, is meant for us and is of now; each event has
 * its effect once.
 *
 * <p>A request that is sent again within {@link #SKEW_MAX} may be WeCom's own retry after an answer
 * that was lost, so it is answered like the first, without effect; later it is refused. What has
 * been accepted is remembered for {@link #KEPT}, far longer than a request stays fresh.
 */
@Component
public class ReceivingCallback {

  /** How far WeCom's clock and ours may differ, retries of WeCom included. */
  public static final Duration SKEW_MAX = Duration.ofMinutes(10);

  /** How long accepted events are kept: as the event log's window. */
  static final Duration KEPT = Duration.ofDays(30);

  private final WecomAppStore store;
  private final KeyedHashes hashes;
  private final TransactionTemplate transactions;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  public ReceivingCallback(
      WecomAppStore store,
      KeyedHashes hashes,
      TransactionTemplate transactions,
      ApplicationEventPublisher events,
      Clock clock) {
    this.store = store;
    this.hashes = hashes;
    this.transactions = transactions;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Answers WeCom's question whether this address is ours.
   *
   * @param echo encrypted text
   * @return the text decrypted, which only we can
   */
  public String checkUrl(UUID appId, CallbackProof proof, String echo) {
    try {
      return opened(app(appId), proof, echo);
    } catch (UnreadableCallbackException e) {
      throw unreadable(e);
    }
  }

  /**
   * Keeps and publishes an event.
   *
   * @param body XML with the event encrypted
   */
  public void receive(UUID appId, CallbackProof proof, String body) {
    var app = app(appId);
    try {
      var encrypted = CallbackXml.required(CallbackXml.fields(body), "Encrypt");
      var xml = opened(app, proof, encrypted);
      var fields = CallbackXml.fields(xml);
      var kind = ReadingEvent.kindOf(fields);
      var event = ReadingEvent.read(app.corpId(), fields);
      transactions.executeWithoutResult(_ -> {
        if (store.keepCallback(
            app, dedupeKey(app, fields), kind, event.occurredAt(), clock.instant(), xml)) {
          events.publishEvent(event);
        }
      });
    } catch (UnreadableCallbackException e) {
      throw unreadable(e);
    }
  }

  void deleteOld() {
    store.deleteCallbacksBefore(clock.instant().minus(KEPT));
  }

  private WecomApp app(UUID id) {
    return store
        .find(id)
        .orElseThrow(() ->
            new ProblemException(
                WecomProblem.CALLBACK_UNKNOWN,
                "Copy the callback's address from the channel's settings."));
  }

  /** The order matters: nothing is decrypted, or said, before the signature is right. */
  private String opened(WecomApp app, CallbackProof proof, String encrypted)
      throws UnreadableCallbackException {
    var crypto = app.callbackCrypto();
    if (!crypto.isSigned(proof, encrypted)) {
      throw new ProblemException(
          WecomProblem.CALLBACK_SIGNATURE_WRONG,
          "Compare the token of the app's callback with the one of the channel's settings.");
    }
    if (!isOfNow(proof.timestamp())) {
      throw new ProblemException(
          WecomProblem.CALLBACK_OUT_OF_TIME,
          "Its time differs from this server's by more than %d minutes."
              .formatted(SKEW_MAX.toMinutes()));
    }
    var opened = crypto.open(encrypted);
    if (!opened.receiveId().equals(app.corpId())) {
      throw new ProblemException(
          WecomProblem.CALLBACK_FOR_ANOTHER,
          "Compare the corp id with the one of the channel's settings.");
    }
    return opened.message();
  }

  private boolean isOfNow(String timestamp) {
    try {
      var sent = Instant.ofEpochSecond(Integer.toUnsignedLong(Integer.parseUnsignedInt(timestamp)));
      return Duration.between(sent, clock.instant()).abs().compareTo(SKEW_MAX) <= 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /**
   * What makes two callbacks the same event: every field, for CreateTime is in whole seconds and
   * one second may change many customers and groups. Not the welcome code, which may be a new one
   * when WeCom tries again.
   */
  private UUID dedupeKey(WecomApp app, SortedMap<String, String> fields) {
    return hashes.hash(
        "wecom-callback:" + app.id(),
        fields.entrySet().stream()
            .filter(field -> !field.getKey().equals("WelcomeCode"))
            // Lengths first, so that no text can look like a field's end.
            .map(field -> field.getKey() + ' ' + field.getValue().length() + ' ' + field.getValue())
            .collect(Collectors.joining("\n")));
  }

  private static ProblemException unreadable(UnreadableCallbackException e) {
    return new ProblemException(
        WecomProblem.CALLBACK_UNREADABLE, "The callback is refused: " + e.getMessage() + ".");
  }
}
