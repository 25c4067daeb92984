package io.quanyu.brand.access;

import io.quanyu.platform.storage.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The administrator of a new installation. The one-time password is printed, and kept in {@code
 * run/first-password} (mode 0600) until it was changed; it never goes to the log.
 */
final class FirstPassword {

  private static final Logger log = LoggerFactory.getLogger(FirstPassword.class);

  static final String USERNAME = "admin";

  private final StaffTable staff;
  private final AssignmentTable assignments;
  private final TransactionOperations transactions;
  private final Passwords passwords;
  private final Path file;

  FirstPassword(
      StaffTable staff,
      AssignmentTable assignments,
      TransactionOperations transactions,
      Passwords passwords,
      DataDirectory data) {
    this.staff = staff;
    this.assignments = assignments;
    this.transactions = transactions;
    this.passwords = passwords;
    this.file = data.privateFolder("run").resolve("first-password");
  }

  /** Creates the administrator if nobody works here yet. */
  void ensureAdministrator() {
    if (!staff.isEmpty()) {
      if (Files.exists(file)) {
        log.info("the one-time password of {} is still in {}", USERNAME, file);
      }
      return;
    }
    var password = passwords.oneTimePassword();
    // The file first: a crash in between leaves a password that opens nothing, not a locked door.
    DataDirectory.writePrivate(file, (password + "\n").getBytes(StandardCharsets.US_ASCII));
    // Another node may start at the same time: the first one's password counts.
    var hash = passwords.hash(password);
    transactions.executeWithoutResult(_ ->
        staff
            .insert(USERNAME, "Administrator", hash)
            .ifPresent(id -> assignments.insert(id, List.of(AssignmentTable.OWNER))));
    System.out.println("First sign-in: user " + USERNAME + ", one-time password " + password);
  }

  void forget(String username) {
    if (username.equals(USERNAME)) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
