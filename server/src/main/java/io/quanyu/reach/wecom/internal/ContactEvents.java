package io.quanyu.reach.wecom.internal;

import io.quanyu.reach.wecom.WecomEvent;
import java.time.Clock;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Keeps contacts up to date with what people do in WeCom, within the callback's transaction. What a
 * callback does not tell (names, unionid) is asked for afterwards, see {@link SyncingContacts}.
 */
@Component
final class ContactEvents {

  private static final String RENAMED = "update_user";

  private final WecomAppStore apps;
  private final ContactSql sql;
  private final ContactHashes hashes;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  ContactEvents(
      WecomAppStore apps,
      ContactSql sql,
      ContactHashes hashes,
      ApplicationEventPublisher events,
      Clock clock) {
    this.apps = apps;
    this.sql = sql;
    this.hashes = hashes;
    this.events = events;
    this.clock = clock;
  }

  @EventListener
  void on(WecomEvent event) {
    switch (event) {
      case WecomEvent.CustomerAdded added -> {
        // A half contact cannot be written to before the member has accepted her.
        if (!added.isHalf()) {
          appOf(added)
              .ifPresent(app ->
                  sql.add(
                      app.id(),
                      hashes.identifier(added.externalUserId()),
                      added.externalUserId(),
                      added.userId(),
                      added.occurredAt(),
                      clock.instant()));
          changed();
        }
      }
      case WecomEvent.CustomerDeletedByMember deleted ->
          end(deleted, deleted.externalUserId(), deleted.userId(), "MEMBER");
      case WecomEvent.MemberDeletedByCustomer deleted ->
          end(deleted, deleted.externalUserId(), deleted.userId(), "CUSTOMER");
      case WecomEvent.CustomerEdited edited ->
          appOf(edited)
              .ifPresent(app ->
                  sql.forgetFingerprint(
                      app.id(), hashes.identifier(edited.externalUserId()), edited.userId()));
      case WecomEvent.DirectoryChanged directory -> {
        if (directory.change().equals(RENAMED)
            && directory.id().isPresent()
            && directory.newUserId().isPresent()) {
          appOf(directory)
              .ifPresent(app ->
                  sql.renameMember(app.id(), directory.id().get(), directory.newUserId().get()));
          changed();
        }
      }
      case WecomEvent.TransferFailed _,
          WecomEvent.ArchiveApproved _,
          WecomEvent.GroupChatChanged _,
          WecomEvent.CustomerTagChanged _,
          WecomEvent.AcquisitionChanged _,
          WecomEvent.Other _ -> {
        // Says nothing of who has whom.
      }
    }
  }

  private void end(WecomEvent event, String externalUserId, String userId, String endedBy) {
    appOf(event)
        .ifPresent(app ->
            sql.end(
                app.id(),
                hashes.identifier(externalUserId),
                userId,
                endedBy,
                event.occurredAt(),
                clock.instant()));
    changed();
  }

  private void changed() {
    events.publishEvent(new KeepingContactBook.ContactsChanged());
  }

  private Optional<WecomApp> appOf(WecomEvent event) {
    return apps.findFirst().filter(app -> app.corpId().equals(event.corpId()));
  }
}
