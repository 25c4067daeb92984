package io.quanyu.platform.web;

import java.util.Set;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Who makes the current request.
 *
 * @param username unique name; {@value #LOCAL} for the command line of this machine
 * @param displayName for people
 * @param mustChangePassword whether everything but changing the password is refused
 * @param permissions what the caller may do, e.g. {@code customers.read}
 */
public record Caller(
    String username, String displayName, boolean mustChangePassword, Set<String> permissions) {

  /** The command line: whoever can read the run token in the data directory. */
  public static final String LOCAL = "local";

  public Caller {
    permissions = Set.copyOf(permissions);
  }

  /**
   * The caller of the current request.
   *
   * @throws IllegalStateException if the thread serves no authenticated request
   */
  public static Caller current() {
    var authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication != null && authentication.getPrincipal() instanceof Caller caller) {
      return caller;
    }
    throw new IllegalStateException("there is no caller on this thread");
  }
}
