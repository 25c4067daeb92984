package io.quanyu.brand.access;

import io.quanyu.brand.audit.Audited;
import io.quanyu.platform.web.Caller;
import io.quanyu.platform.web.SessionCookie;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where the caller is signed in. */
@RestController
@RequestMapping("/api/sessions")
final class OwnSessionsController {

  private final EndingSessions ending;

  OwnSessionsController(EndingSessions ending) {
    this.ending = ending;
  }

  @GetMapping
  List<OpenSession> list(@CookieValue(name = SessionCookie.NAME, defaultValue = "") String token) {
    return ending.own(Caller.current(), token);
  }

  @DeleteMapping
  @Audited(action = "session.end-others", object = "session")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void endOthers(@CookieValue(name = SessionCookie.NAME, defaultValue = "") String token) {
    ending.endOthers(Caller.current(), token);
  }

  @DeleteMapping("/{id}")
  @Audited(action = "session.end", object = "session")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void end(@PathVariable UUID id) {
    ending.endOwn(Caller.current(), id);
  }
}
