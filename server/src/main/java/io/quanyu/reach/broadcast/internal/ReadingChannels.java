package io.quanyu.reach.broadcast.internal;

import io.quanyu.core.contact.AudiencePlan.ChannelFacts;
import io.quanyu.core.contact.MessagePurpose;
import io.quanyu.reach.channel.Channel;
import io.quanyu.reach.message.ContactLimits;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What the channels can do now, for all customers at once. */
@Component
public final class ReadingChannels {

  private final ObjectProvider<Channel> channels;
  private final ContactLimits limits;

  public ReadingChannels(ObjectProvider<Channel> channels, ContactLimits limits) {
    this.channels = channels;
    this.limits = limits;
  }

  Optional<Channel> find(String code) {
    return channels.stream().filter(channel -> channel.code().equals(code)).findFirst();
  }

  /**
   * @throws IllegalStateException if there is no such channel
   */
  Channel get(String code) {
    return find(code)
        .orElseThrow(() -> new IllegalStateException("there is no channel " + code + " any more"));
  }

  /** As {@link #facts}, of everything that is committed now: for choosing whom messages go to. */
  List<ChannelFacts> currentFacts(
      List<String> codes, MessagePurpose purpose, boolean isPersonalised, Instant now) {
    codes.forEach(code -> get(code).catchUp());
    limits.catchUp();
    return facts(codes, purpose, isPersonalised, now);
  }

  /** In the order of {@code codes}; nobody is lit on a channel that is not set up. */
  List<ChannelFacts> facts(
      List<String> codes, MessagePurpose purpose, boolean isPersonalised, Instant now) {
    var found = limits.find(new HashSet<>(codes), purpose, isPersonalised, now);
    return codes.stream()
        .map(code -> {
          var channel = get(code);
          var limit = found.get(code);
          if (limit == null) {
            throw new IllegalStateException("no limits of " + code);
          }
          return new ChannelFacts(
              code,
              channel.isSetUp() ? channel.lit() : new RoaringBitmap(),
              limit.suppressed(),
              limit.minors(),
              limit.noConsent(),
              limit.objecting(),
              limit.capped(),
              limit.quotaUsed(),
              channel::oneAnAddress);
        })
        .toList();
  }
}
