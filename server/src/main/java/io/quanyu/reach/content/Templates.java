package io.quanyu.reach.content;

import io.quanyu.core.sms.SmsPrice;
import io.quanyu.core.sms.SmsText;
import io.quanyu.platform.web.Cursor;
import io.quanyu.platform.web.FieldError;
import io.quanyu.platform.web.Page;
import io.quanyu.platform.web.PageRequest;
import io.quanyu.platform.web.ProblemException;
import io.quanyu.reach.content.internal.CheckingContent;
import io.quanyu.reach.content.internal.TemplateStore;
import io.quanyu.reach.content.spi.SmsAccount;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/** Templates, and what can be said of words before they are sent. */
@Service
public final class Templates {

  /** Parts of the cursor of {@link #list}: when changed, id. */
  public static final int CURSOR_PARTS = 2;

  /** Templates of one brand: all that people can find their way in, with room. */
  public static final int TEMPLATES_MAX = 5_000;

  private final TemplateStore store;
  private final CheckingContent checking;
  private final ObjectProvider<SmsAccount> account;
  private final Clock clock;

  public Templates(
      TemplateStore store,
      CheckingContent checking,
      ObjectProvider<SmsAccount> account,
      Clock clock) {
    this.store = store;
    this.checking = checking;
    this.account = account;
    this.clock = clock;
  }

  /** One template. */
  public MessageTemplate get(UUID id) {
    return store.find(id).orElseThrow(() -> notFound(id));
  }

  /** Last changed first. */
  public Page<MessageTemplate> list(PageRequest request) {
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
        template -> Cursor.after(template.updatedAt(), template.id()));
  }

  /**
   * Saves a new template.
   *
   * @throws ProblemException {@link ContentProblem#CONTENT_INVALID} if a text could not be sent
   */
  public MessageTemplate create(MessageTemplateDraft draft) {
    check(draft.words());
    if (store.count() >= TEMPLATES_MAX) {
      throw new ProblemException(
          ContentProblem.TEMPLATE_LIMIT_REACHED,
          "There may be " + TEMPLATES_MAX + " templates; delete one first.");
    }
    return store.insert(draft, clock.instant());
  }

  /**
   * Replaces a template.
   *
   * @param version the version that the draft was made from
   * @throws ProblemException {@link ContentProblem#TEMPLATE_CHANGED} if it has another one by now
   */
  public MessageTemplate replace(UUID id, int version, MessageTemplateDraft draft) {
    check(draft.words());
    return store.update(id, version, draft, clock.instant()).orElseThrow(() -> changedOrGone(id));
  }

  /** Deletes a template; what was frozen from it stays. */
  public void delete(UUID id) {
    if (!store.delete(id)) {
      throw notFound(id);
    }
  }

  /**
   * Refuses words that could not be sent.
   *
   * @throws ProblemException {@link ContentProblem#CONTENT_INVALID}
   */
  public void check(MessageWords words) {
    var issues = checking.issues(words);
    if (!issues.isEmpty()) {
      throw new ProblemException(
          ContentProblem.CONTENT_INVALID,
          "Change the texts.",
          issues.stream()
              .map(issue ->
                  new FieldError(
                      "contents." + issue.channel() + ".text",
                      issue.variable() == null
                          ? issue.kind().detail()
                          : issue.variable() + ": " + issue.kind().detail()))
              .toList());
    }
  }

  /** How words look, and what is wrong with them. */
  public MessagePreview preview(MessageWords words) {
    return checking.preview(words);
  }

  /** The SMS of these words, fallbacks filled in; empty if there is none that can be sent. */
  public Optional<SmsText> sms(MessageWords words) {
    return checking.sms(words);
  }

  /** What a part of an SMS costs, where it is known. */
  public Optional<SmsPrice> smsPrice() {
    return account.stream().findFirst().flatMap(SmsAccount::price);
  }

  private ProblemException changedOrGone(UUID id) {
    return store
        .find(id)
        .map(now ->
            new ProblemException(
                ContentProblem.TEMPLATE_CHANGED,
                "It has version " + now.version() + " now. Read it again and redo the change."))
        .orElseGet(() -> notFound(id));
  }

  private static ProblemException notFound(UUID id) {
    return new ProblemException(
        ContentProblem.TEMPLATE_NOT_FOUND, "No template has the id " + id + "; it may be deleted.");
  }
}
