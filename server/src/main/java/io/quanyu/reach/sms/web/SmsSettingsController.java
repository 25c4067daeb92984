package io.quanyu.reach.sms.web;

import io.quanyu.brand.audit.Audited;
import io.quanyu.platform.web.Permission;
import io.quanyu.platform.web.VersionTag;
import io.quanyu.reach.sms.GatewayTest;
import io.quanyu.reach.sms.SmsSettings;
import io.quanyu.reach.sms.SmsSettingsDraft;
import io.quanyu.reach.sms.internal.ChangingGateway;
import io.quanyu.reach.sms.internal.TestingGateway;
import java.util.Locale;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/channels/sms")
@PreAuthorize("hasAuthority('" + Permission.CHANNELS_MANAGE + "')")
class SmsSettingsController {

  private final ChangingGateway settings;
  private final TestingGateway testing;

  SmsSettingsController(ChangingGateway settings, TestingGateway testing) {
    this.settings = settings;
    this.testing = testing;
  }

  @GetMapping
  ResponseEntity<SmsSettings> get() {
    return withEtag(settings.get());
  }

  @PutMapping
  @Audited(action = "sms.change-settings", object = "channel")
  ResponseEntity<SmsSettings> replace(
      @RequestHeader("If-Match") String ifMatch, @RequestBody SmsSettingsDraft draft) {
    return withEtag(settings.replace(VersionTag.read(ifMatch), draft));
  }

  /** What is wrong with the connection is the answer here, not a refusal. */
  @PostMapping("/test")
  @Audited(action = "sms.test", object = "channel")
  GatewayTest test(Locale locale) {
    return testing.test(locale);
  }

  private static ResponseEntity<SmsSettings> withEtag(SmsSettings settings) {
    return ResponseEntity.ok().eTag(VersionTag.of(settings.version())).body(settings);
  }
}
