package io.quanyu.brand.access;

import io.quanyu.brand.audit.Audited;
import io.quanyu.platform.web.Caller;
import io.quanyu.platform.web.Permission;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where another person is signed in: a lost phone, somebody who was tricked. */
@RestController
@RequestMapping("/api/staff/{id}/sessions")
@PreAuthorize("hasAuthority('" + Permission.STAFF_MANAGE + "')")
class StaffSessionsController {

  private final EndingSessions ending;

  StaffSessionsController(EndingSessions ending) {
    this.ending = ending;
  }

  @GetMapping
  List<OpenSession> list(@PathVariable UUID id) {
    return ending.of(Caller.current(), id);
  }

  @DeleteMapping
  @Audited(action = "staff.end-sessions", object = "staff")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void endAll(@PathVariable UUID id) {
    ending.endAll(Caller.current(), id);
  }

  @DeleteMapping("/{sessionId}")
  @Audited(action = "staff.end-session", object = "staff")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void end(@PathVariable UUID id, @PathVariable UUID sessionId) {
    ending.end(Caller.current(), id, sessionId);
  }
}
