package io.quanyu.brand.access;

import io.quanyu.brand.audit.Audited;
import io.quanyu.platform.web.Caller;
import io.quanyu.platform.web.SessionCookie;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The caller's own second factor. */
@RestController
@RequestMapping(path = "/api/session/totp")
final class TotpController {

  private final SecondFactor secondFactor;

  TotpController(SecondFactor secondFactor) {
    this.secondFactor = secondFactor;
  }

  /** The caller's password, asked for again. */
  record Password(String password) {
    Password {
      SessionController.requirePresent(password, "password");
    }
  }

  /** A code of the app, or a recovery code. */
  record Code(String code) {
    Code {
      SessionController.requirePresent(code, "code");
    }
  }

  /** Password and code. */
  record PasswordAndCode(String password, String code) {
    PasswordAndCode {
      SessionController.requirePresent(password, "password");
      SessionController.requirePresent(code, "code");
    }
  }

  /** Shown once. */
  record RecoveryCodes(List<String> recoveryCodes) {}

  @GetMapping
  SecondFactor.State state() {
    return secondFactor.state(Caller.current());
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @Audited(action = "session.begin-totp", object = "session")
  SecondFactor.Enrolment begin(@RequestBody Password body) {
    return secondFactor.begin(Caller.current(), body.password());
  }

  @PostMapping(path = "/confirm", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Audited(action = "session.turn-on-totp", object = "session")
  RecoveryCodes confirm(
      @RequestBody Code body,
      @CookieValue(name = SessionCookie.NAME, defaultValue = "") String token) {
    return new RecoveryCodes(secondFactor.confirm(Caller.current(), token, body.code()));
  }

  @PostMapping(path = "/recovery-codes", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Audited(action = "session.renew-recovery-codes", object = "session")
  RecoveryCodes renewRecoveryCodes(@RequestBody Code body) {
    return new RecoveryCodes(secondFactor.renewRecoveryCodes(Caller.current(), body.code()));
  }

  @PostMapping(path = "/off", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Audited(action = "session.turn-off-totp", object = "session")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void turnOff(@RequestBody PasswordAndCode body) {
    secondFactor.turnOff(Caller.current(), body.password(), body.code());
  }
}
