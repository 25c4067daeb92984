package io.quanyu.reach.channel.web;

import com.fasterxml.jackson.annotation.JsonValue;
import io.quanyu.platform.web.Permission;
import io.quanyu.reach.channel.Channel;
import io.quanyu.reach.channel.Redelivery;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@PreAuthorize("hasAuthority('" + Permission.BROADCASTS_READ + "')")
class ChannelController {

  private final ObjectProvider<Channel> channels;

  ChannelController(ObjectProvider<Channel> channels) {
    this.channels = channels;
  }

  /**
   * A channel for those who plan messages.
   *
   * @param isSetUp whether calls can be made
   * @param lit customers with an address now
   * @param isConfirmedBySender whether a guide must confirm before anything is sent
   * @param variables names that a text may use
   * @param recipientsMax customers of one call
   * @param callsPerMinute calls begun within any sixty seconds
   * @param redelivery what may be done with a call of which no answer is known
   */
  record ChannelSummary(
      String code,
      String nameZh,
      String nameEn,
      boolean isSetUp,
      long lit,
      boolean isConfirmedBySender,
      List<String> variables,
      int recipientsMax,
      int callsPerMinute,
      RedeliveryWord redelivery) {}

  /** {@link Redelivery} as the API names it. */
  enum RedeliveryWord {
    IDEMPOTENT,
    LOOK_UP,
    NONE;

    @JsonValue
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Every channel that there is, set up or not, by code. */
  @GetMapping("/api/channels")
  List<ChannelSummary> list() {
    return channels.stream()
        .sorted(Comparator.comparing(Channel::code))
        .map(ChannelController::summary)
        .toList();
  }

  private static ChannelSummary summary(Channel channel) {
    return new ChannelSummary(
        channel.code(),
        nameZh(channel.code()),
        nameEn(channel.code()),
        channel.isSetUp(),
        channel.isSetUp() ? channel.lit().getLongCardinality() : 0,
        channel.features().isConfirmedBySender(),
        channel.features().variables().stream().sorted().toList(),
        channel.terms().recipientsMax(),
        channel.terms().callsPerMinute(),
        RedeliveryWord.valueOf(channel.terms().redelivery().name()));
  }

  private static String nameZh(String code) {
    return switch (code) {
      case "wecom" -> "企业微信";
      case "sms" -> "短信";
      default -> code;
    };
  }

  private static String nameEn(String code) {
    return switch (code) {
      case "wecom" -> "WeCom";
      case "sms" -> "SMS";
      default -> code;
    };
  }
}
