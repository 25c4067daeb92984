package io.quanyu.platform.web;

import io.quanyu.core.access.DataScope;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Who makes the current request.
 *
 * @param username unique name; {@value #LOCAL} for the command line of this machine
 * @param displayName for people
 * @param mustChangePassword whether everything but changing the password is refused
 * @param scopes what the caller may do, e.g. {@code customers.read}, each with whose data
 */
public record Caller(
    String username,
    String displayName,
    boolean mustChangePassword,
    Map<String, DataScope> scopes) {

  /** The command line: whoever can read the run token in the data directory. */
  public static final String LOCAL = "local";

  public Caller {
    scopes = Map.copyOf(scopes);
  }

  /** Who may do all this with the whole brand's data. */
  public static Caller ofBrand(
      String username, String displayName, boolean mustChangePassword, Set<String> permissions) {
    return new Caller(
        username,
        displayName,
        mustChangePassword,
        permissions.stream().collect(Collectors.toMap(Function.identity(), _ -> DataScope.BRAND)));
  }

  /** The same caller with some of the permissions only. */
  public Caller keeping(Predicate<String> isKept) {
    return new Caller(
        username,
        displayName,
        mustChangePassword,
        scopes.entrySet().stream()
            .filter(entry -> isKept.test(entry.getKey()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /** What the caller may do, at least with some of the data. */
  public Set<String> permissions() {
    return scopes.keySet();
  }

  /** Whose data the caller may see where a permission is needed; nothing without it. */
  public DataScope scope(String permission) {
    return scopes.getOrDefault(permission, DataScope.NOTHING);
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
