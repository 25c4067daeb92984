package io.quanyu.reach.wecom.internal;

import io.quanyu.brand.access.Leavers;
import io.quanyu.reach.wecom.WecomEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Whoever is deleted in WeCom cannot use the console a moment longer. */
@Component
final class LockingOutLeavers {

  private static final String DELETED = "delete_user";
  private static final String RENAMED = "update_user";

  private final WecomAppStore apps;
  private final Leavers leavers;

  LockingOutLeavers(WecomAppStore apps, Leavers leavers) {
    this.apps = apps;
    this.leavers = leavers;
  }

  @EventListener
  void on(WecomEvent.DirectoryChanged changed) {
    if (changed.id().isEmpty()
        || apps.findFirst().filter(app -> app.corpId().equals(changed.corpId())).isEmpty()) {
      return;
    }
    var userId = changed.id().get();
    if (changed.change().equals(DELETED)) {
      leavers.leftWecom(userId);
    } else if (changed.change().equals(RENAMED)) {
      changed.newUserId().ifPresent(renamed -> leavers.renamedInWecom(userId, renamed));
    }
  }
}
