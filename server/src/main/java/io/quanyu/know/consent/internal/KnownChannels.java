package io.quanyu.know.consent.internal;

import io.quanyu.know.consent.spi.ConsentChannels;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The channels on which something can be decided, or was. */
@Component
final class KnownChannels {

  private final ObjectProvider<ConsentChannels> channels;

  /** A provider, because the module behind it asks for consent in turn. */
  KnownChannels(ObjectProvider<ConsentChannels> channels) {
    this.channels = channels;
  }

  /** Those over which customers are reached, then others that decisions name. */
  SequencedSet<String> with(Collection<String> named) {
    var codes = new LinkedHashSet<String>();
    channels.orderedStream().forEach(one -> codes.addAll(one.codes()));
    codes.addAll(named);
    return codes;
  }
}
