package io.quanyu.demo.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** One value for each channel; unlike a map it never misses one. */
final class PerChannel<T> {

  private final List<T> values;

  private PerChannel(List<T> values) {
    this.values = values;
  }

  static <T> PerChannel<T> of(Function<Channel, T> value) {
    List<T> values = new ArrayList<>();
    for (Channel channel : Channel.values()) {
      values.add(value.apply(channel));
    }
    return new PerChannel<>(values);
  }

  T get(Channel channel) {
    return values.get(channel.number());
  }

  void forEach(BiConsumer<Channel, T> action) {
    for (Channel channel : Channel.values()) {
      action.accept(channel, get(channel));
    }
  }
}
