package io.quanyu.reach.message.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quanyu.brand.audit.Audited;
import io.quanyu.core.contact.ContactPolicy;
import io.quanyu.core.contact.ControlDraw;
import io.quanyu.core.contact.FrequencyCap;
import io.quanyu.core.contact.QuietHours;
import io.quanyu.platform.web.FieldError;
import io.quanyu.platform.web.Permission;
import io.quanyu.platform.web.ProblemException;
import io.quanyu.platform.web.VersionTag;
import io.quanyu.reach.message.BrandContactPolicy;
import io.quanyu.reach.message.MessageProblem;
import io.quanyu.reach.message.internal.Channels;
import io.quanyu.reach.message.internal.ContactPolicySql;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/contact-policy")
@PreAuthorize("hasAuthority('" + Permission.BROADCASTS_READ + "')")
class ContactPolicyController {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

  private final ContactPolicySql policies;
  private final Channels channels;
  private final Clock clock;

  ContactPolicyController(ContactPolicySql policies, Channels channels, Clock clock) {
    this.policies = policies;
    this.channels = channels;
    this.clock = clock;
  }

  /**
   * At most so many marketing messages to a customer in so many days.
   *
   * @param channel left out: all channels together
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Cap(@Nullable String channel, int messagesMax, int days) {}

  /**
   * Hours in which marketing waits, by the clock of a zone.
   *
   * @param from first quiet minute, {@code 21:00}
   * @param until first minute that is no longer quiet
   */
  record Quiet(String from, String until, String zone) {}

  /**
   * The rules.
   *
   * @param quietHours left out: no hour is quiet
   * @param globalControlBp share of all customers who get no marketing, basis points
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Policy(List<Cap> caps, @Nullable Quiet quietHours, int globalControlBp) {}

  /** The rules that are in force. */
  @GetMapping
  ResponseEntity<Policy> get() {
    return answer(policies.current());
  }

  @PutMapping
  @Audited(action = "contact-policy.change", object = "contact-policy")
  @PreAuthorize("hasAuthority('" + Permission.CHANNELS_MANAGE + "')")
  ResponseEntity<Policy> replace(
      @RequestHeader("If-Match") String ifMatch, @RequestBody Policy policy) {
    int version = VersionTag.read(ifMatch);
    var errors = new ArrayList<FieldError>();
    var caps = caps(policy.caps(), errors);
    var quiet = quiet(policy.quietHours(), errors);
    if (policy.globalControlBp() < 0 || policy.globalControlBp() > ControlDraw.SHARE_MAX_BP) {
      errors.add(new FieldError("globalControlBp", "must be from 0 to 10000 basis points"));
    }
    if (!errors.isEmpty()) {
      throw new ProblemException(
          MessageProblem.CONTACT_POLICY_INVALID,
          "Correct the fields that are named.",
          List.copyOf(errors));
    }
    if (!policies.replace(
        version, new ContactPolicy(caps, quiet), policy.globalControlBp(), clock.instant())) {
      throw new ProblemException(
          MessageProblem.CONTACT_POLICY_CHANGED,
          "They have another version now. Read them again and redo the change.");
    }
    return answer(policies.current());
  }

  private List<FrequencyCap> caps(@Nullable List<Cap> given, List<FieldError> errors) {
    if (given == null || given.size() > ContactPolicy.CAPS_MAX) {
      errors.add(
          new FieldError("caps", "must be a list of at most " + ContactPolicy.CAPS_MAX + " caps"));
      return List.of();
    }
    List<FrequencyCap> caps = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      var cap = given.get(i);
      var field = "caps[" + i + "]";
      if (cap == null
          || cap.messagesMax() < 0
          || cap.days() < 1
          || cap.days() > FrequencyCap.DAYS_MAX) {
        errors.add(
            new FieldError(
                field, "messagesMax must be at least 0, days from 1 to " + FrequencyCap.DAYS_MAX));
      } else if (cap.channel() == null) {
        caps.add(FrequencyCap.overall(cap.messagesMax(), cap.days()));
      } else if (channels.find(cap.channel()).isEmpty()) {
        errors.add(new FieldError(field + ".channel", "must be the code of a channel"));
      } else {
        caps.add(FrequencyCap.onChannel(cap.channel(), cap.messagesMax(), cap.days()));
      }
    }
    return caps;
  }

  private static QuietHours quiet(@Nullable Quiet given, List<FieldError> errors) {
    if (given == null) {
      return QuietHours.none();
    }
    if (given.from() == null || given.until() == null || given.zone() == null) {
      errors.add(new FieldError("quietHours", "needs from, until and zone"));
      return QuietHours.none();
    }
    try {
      return new QuietHours.Daily(
          LocalTime.parse(given.from(), TIME),
          LocalTime.parse(given.until(), TIME),
          ZoneId.of(given.zone()));
    } catch (DateTimeException | IllegalArgumentException e) {
      errors.add(
          new FieldError(
              "quietHours",
              "must be two different times such as 21:00 and a zone such as Asia/Shanghai"));
      return QuietHours.none();
    }
  }

  private static ResponseEntity<Policy> answer(BrandContactPolicy brand) {
    var quiet =
        switch (brand.policy().quietHours()) {
          case QuietHours.None _ -> null;
          case QuietHours.Daily(var from, var until, var zone) ->
              new Quiet(TIME.format(from), TIME.format(until), zone.getId());
        };
    var caps =
        brand.policy().caps().stream()
            .map(cap ->
                new Cap(
                    switch (cap.scope()) {
                      case FrequencyCap.Scope.AllChannels _ -> null;
                      case FrequencyCap.Scope.OneChannel(var channel) -> channel;
                    },
                    cap.messagesMax(),
                    cap.days()))
            .toList();
    return ResponseEntity.ok()
        .eTag(VersionTag.of(brand.version()))
        .body(new Policy(caps, quiet, brand.globalControlBp()));
  }
}
