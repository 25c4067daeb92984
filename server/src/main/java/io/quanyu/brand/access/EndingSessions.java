package io.quanyu.brand.access;

import io.quanyu.platform.web.Caller;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Shows sessions and ends them: one's own, and those of people whom one manages. Ending one that
 * has ended already changes nothing, so that nobody learns which ids exist.
 */
final class EndingSessions {

  private final StaffTable staff;
  private final Sessions sessions;
  private final ManagingStaff managing;
  private final TransactionOperations transactions;

  EndingSessions(
      StaffTable staff,
      Sessions sessions,
      ManagingStaff managing,
      TransactionOperations transactions) {
    this.staff = staff;
    this.sessions = sessions;
    this.managing = managing;
    this.transactions = transactions;
  }

  /** The caller's, last seen first; none for the command line. */
  List<OpenSession> own(Caller caller, String token) {
    return idOf(caller).map(id -> sessions.list(id, token)).orElse(List.of());
  }

  void endOwn(Caller caller, UUID sessionId) {
    idOf(caller).ifPresent(id -> sessions.end(id, sessionId));
  }

  /** All of the caller's but the one of the token. */
  void endOthers(Caller caller, String token) {
    idOf(caller).ifPresent(id -> sessions.closeOthers(id, token));
  }

  List<OpenSession> of(Caller caller, UUID staffId) {
    return managed(caller, staffId, () -> sessions.list(staffId, ""));
  }

  void end(Caller caller, UUID staffId, UUID sessionId) {
    managed(caller, staffId, () -> sessions.end(staffId, sessionId));
  }

  void endAll(Caller caller, UUID staffId) {
    managed(
        caller,
        staffId,
        () -> {
          sessions.closeAll(staffId);
          return true;
        });
  }

  private <T> T managed(Caller caller, UUID staffId, Supplier<T> work) {
    return Objects.requireNonNull(
        transactions.execute(_ -> {
          var _ = managing.getManageable(caller, staffId);
          return work.get();
        }));
  }

  private Optional<UUID> idOf(Caller caller) {
    return staff.findActive(caller.username()).map(Staff::staffId);
  }
}
