package io.quanyu.reach.message.internal;

import io.quanyu.core.identity.IdentifierKind;
import io.quanyu.reach.channel.AcceptedCall;
import io.quanyu.reach.channel.Call;
import io.quanyu.reach.channel.CallAnswer;
import io.quanyu.reach.channel.CallProgress;
import io.quanyu.reach.channel.Channel;
import io.quanyu.reach.channel.ChannelFeatures;
import io.quanyu.reach.channel.ChannelTerms;
import java.util.Collection;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/** A channel that takes fewer calls a minute than it could. */
record LimitedChannel(Channel channel, int callsPerMinute) implements Channel {

  @Override
  public String code() {
    return channel.code();
  }

  @Override
  public boolean isSetUp() {
    return channel.isSetUp();
  }

  @Override
  public ChannelTerms terms() {
    var terms = channel.terms();
    return new ChannelTerms(
        terms.redelivery(),
        terms.recipientsMax(),
        callsPerMinute,
        terms.callMax(),
        terms.shownAfter());
  }

  @Override
  public ChannelFeatures features() {
    return channel.features();
  }

  @Override
  public IdentifierKind address() {
    return channel.address();
  }

  @Override
  public RoaringBitmap lit() {
    return channel.lit();
  }

  @Override
  public Map<String, RoaringBitmap> bySender(RoaringBitmap customers) {
    return channel.bySender(customers);
  }

  @Override
  public CallAnswer send(Call call) {
    return channel.send(call);
  }

  @Override
  public Map<String, String> lookUp(Collection<Call> calls) {
    return channel.lookUp(calls);
  }

  @Override
  public CallProgress ask(AcceptedCall call) {
    return channel.ask(call);
  }

  @Override
  public void recall(AcceptedCall call) {
    channel.recall(call);
  }
}
