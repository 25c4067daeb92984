package io.quanyu.reach.wecom.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * How far the reading of an app's contacts is, as it is stored.
 *
 * @param tries in a row that ended because WeCom was busy or could not be reached
 * @param startedAt of the current or last run
 * @param imports that have not ended
 */
record SyncRow(
    UUID appId,
    State state,
    Instant dueAt,
    int tries,
    Optional<Instant> startedAt,
    Optional<Integer> membersTotal,
    int membersDone,
    List<UUID> imports,
    Optional<String> failure,
    Optional<Instant> syncedAt) {

  enum State {
    /** Asked for. */
    REQUESTED,
    /** Being read; after a crash again, from its beginning. */
    RUNNING,
    /** All is read; what was new is being imported. */
    IMPORTING,
    ENDED,
    FAILED
  }
}
