package io.quanyu.reach.message.internal;

import io.quanyu.reach.channel.Channel;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * All channels. They are asked for when needed and not before: a channel may itself need what this
 * module offers.
 */
@Component
public final class Channels {

  private final Supplier<List<Channel>> all;

  @Autowired
  Channels(ObjectProvider<Channel> channels) {
    this(() -> channels.orderedStream().toList());
  }

  Channels(Supplier<List<Channel>> all) {
    this.all = all;
  }

  /** The channel with a code. */
  public Optional<Channel> find(String code) {
    return all.get().stream().filter(channel -> channel.code().equals(code)).findFirst();
  }

  /**
   * The channel with a code.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Channel get(String code) {
    return find(code)
        .orElseThrow(() -> new IllegalArgumentException("there is no channel " + code));
  }

  List<Channel> list() {
    return all.get();
  }
}
