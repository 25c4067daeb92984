package io.quanyu.reach.wecom.web;

import io.quanyu.brand.audit.Audited;
import io.quanyu.platform.web.Permission;
import io.quanyu.platform.web.VersionTag;
import io.quanyu.reach.wecom.ConnectionTest;
import io.quanyu.reach.wecom.WecomSettings;
import io.quanyu.reach.wecom.WecomSettingsDraft;
import io.quanyu.reach.wecom.internal.ChangingSettings;
import io.quanyu.reach.wecom.internal.TestingConnection;
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
@RequestMapping("/api/channels/wecom")
@PreAuthorize("hasAuthority('" + Permission.CHANNELS_MANAGE + "')")
class WecomSettingsController {

  private final ChangingSettings settings;
  private final TestingConnection testing;

  WecomSettingsController(ChangingSettings settings, TestingConnection testing) {
    this.settings = settings;
    this.testing = testing;
  }

  @GetMapping
  ResponseEntity<WecomSettings> get() {
    return withEtag(settings.get());
  }

  @PutMapping
  @Audited(action = "wecom.change-settings", object = "channel")
  ResponseEntity<WecomSettings> replace(
      @RequestHeader("If-Match") String ifMatch, @RequestBody WecomSettingsDraft draft) {
    return withEtag(settings.replace(VersionTag.read(ifMatch), draft));
  }

  /** What is wrong with the connection is the answer here, not a refusal. */
  @PostMapping("/test")
  @Audited(action = "wecom.test", object = "channel")
  ConnectionTest test(Locale locale) {
    return testing.test(locale);
  }

  private static ResponseEntity<WecomSettings> withEtag(WecomSettings settings) {
    return ResponseEntity.ok().eTag(VersionTag.of(settings.version())).body(settings);
  }
}
