package io.quanyu.reach.sms.internal;

import io.quanyu.core.sms.SmsPrice;
import io.quanyu.core.sms.SmsSignature;
import io.quanyu.reach.content.spi.SmsAccount;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Signature and price of the gateway account, for previews and estimates. */
@Component
class GatewayTerms implements SmsAccount {

  private final GatewayStore store;

  GatewayTerms(GatewayStore store) {
    this.store = store;
  }

  @Override
  public Optional<SmsSignature> signature() {
    return store.find().map(Gateway::signature);
  }

  @Override
  public Optional<SmsPrice> price() {
    return store.find().map(Gateway::price);
  }
}
