package io.quanyu.brand.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quanyu.brand.audit.Audited;
import io.quanyu.platform.web.Caller;
import io.quanyu.platform.web.ProblemException;
import io.quanyu.platform.web.SessionCookie;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/session")
@Tag(name = "Session", description = "Who is signed in.")
final class SessionController {

  private final SigningIn signingIn;
  private final GivingCode givingCode;
  private final SignInLimits limits;
  private final ChangingPassword changingPassword;
  private final CsrfTokenRepository csrfTokens;
  private final StaffTable staff;
  private final Callers callers;

  SessionController(
      SigningIn signingIn,
      GivingCode givingCode,
      SignInLimits limits,
      ChangingPassword changingPassword,
      CsrfTokenRepository csrfTokens,
      StaffTable staff,
      Callers callers) {
    this.signingIn = signingIn;
    this.givingCode = givingCode;
    this.limits = limits;
    this.changingPassword = changingPassword;
    this.csrfTokens = csrfTokens;
    this.staff = staff;
    this.callers = callers;
  }

  /**
   * Who is signed in, as the console needs to know.
   *
   * @param permissions what the caller may do, at least with some of the data
   * @param part what the caller sees of the customers; left out if all, or if none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Session(
      String username,
      String displayName,
      boolean mustChangePassword,
      boolean owesTotp,
      List<String> permissions,
      @Nullable SeenPart part) {
    static Session of(Caller caller, boolean owesTotp, @Nullable SeenPart part) {
      return new Session(
          caller.username(),
          caller.displayName(),
          caller.mustChangePassword(),
          owesTotp,
          caller.permissions().stream().sorted().toList(),
          part);
    }
  }

  /** Name and password. */
  record SignIn(String username, String password) {
    SignIn {
      requirePresent(username, "username");
      requirePresent(password, "password");
    }
  }

  /** The caller's password, old and new. */
  record PasswordChange(String currentPassword, String newPassword) {
    PasswordChange {
      requirePresent(currentPassword, "currentPassword");
      requirePresent(newPassword, "newPassword");
    }
  }

  @GetMapping
  @Operation(operationId = "getSession", summary = "The session of the caller.")
  Session get() {
    var caller = Caller.current();
    var person = staff.findActive(caller.username());
    return Session.of(
        caller,
        person.filter(Staff::owesTotp).isPresent(),
        person.flatMap(callers::partOf).orElse(null));
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @Audited(action = "session.sign-in", object = "session")
  @Operation(operationId = "signIn", summary = "Sign in with username and password.")
  Session signIn(
      @RequestBody SignIn body, HttpServletRequest request, HttpServletResponse response) {
    var entry =
        limits.attempt(
            request.getRemoteAddr(),
            body.username(),
            () -> signingIn.signIn(body.username(), body.password(), Origin.of(request)));
    return switch (entry) {
      case SigningIn.Entry.SignedIn signedIn -> begin(signedIn, request, response);
      case SigningIn.Entry.CodeNeeded needed -> {
        TicketCookie.set(needed.ticket(), request, response);
        throw new ProblemException(
            AccessProblem.CODE_REQUIRED,
            "Send the code of your authenticator app to POST /api/session/code.");
      }
    };
  }

  @PostMapping(path = "/code", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Audited(action = "session.give-code", object = "session")
  @Operation(operationId = "giveCode", summary = "The second step of signing in.")
  Session giveCode(
      @RequestBody TotpController.Code body,
      @CookieValue(name = TicketCookie.NAME, defaultValue = "") String ticket,
      HttpServletRequest request,
      HttpServletResponse response) {
    var signedIn = givingCode.signIn(ticket, body.code(), Origin.of(request));
    TicketCookie.remove(request, response);
    return begin(signedIn, request, response);
  }

  private Session begin(
      SigningIn.Entry.SignedIn signedIn, HttpServletRequest request, HttpServletResponse response) {
    SessionCookie.set(signedIn.token(), Sessions.AGE_MAX, request, response);
    // Whoever planted the token of before does not know that of this session.
    csrfTokens.saveToken(csrfTokens.generateToken(request), request, response);
    return Session.of(
        callers.of(signedIn.staff()),
        signedIn.staff().owesTotp(),
        callers.partOf(signedIn.staff()).orElse(null));
  }

  @DeleteMapping
  @Audited(action = "session.sign-out", object = "session")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(operationId = "signOut", summary = "Sign out.")
  void signOut(
      @CookieValue(name = SessionCookie.NAME, defaultValue = "") String token,
      HttpServletRequest request,
      HttpServletResponse response) {
    signingIn.signOut(token);
    SessionCookie.remove(request, response);
  }

  @PostMapping(path = "/password", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Audited(action = "session.change-password", object = "session")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      operationId = "changePassword",
      summary = "Change the caller's own password; other sessions of the caller end.")
  void changePassword(
      @RequestBody PasswordChange body,
      @CookieValue(name = SessionCookie.NAME, defaultValue = "") String token) {
    changingPassword.change(Caller.current(), token, body.currentPassword(), body.newPassword());
  }

  static void requirePresent(@Nullable String text, String field) {
    if (text == null || text.isEmpty() || text.length() > Passwords.LENGTH_MAX) {
      throw new IllegalArgumentException(
          field + " must have 1 to " + Passwords.LENGTH_MAX + " characters");
    }
  }
}
