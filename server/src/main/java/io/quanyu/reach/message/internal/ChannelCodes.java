package io.quanyu.reach.message.internal;

import io.quanyu.know.consent.spi.ConsentChannels;
import io.quanyu.reach.channel.Channel;
import java.util.List;
import org.springframework.stereotype.Component;

/** Tells consent over which channels customers are reached. */
@Component
final class ChannelCodes implements ConsentChannels {

  private final Channels channels;

  ChannelCodes(Channels channels) {
    this.channels = channels;
  }

  @Override
  public List<String> codes() {
    return channels.list().stream().map(Channel::code).toList();
  }
}
