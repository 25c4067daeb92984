package io.quanyu.reach.content.spi;

import io.quanyu.core.sms.SmsPrice;
import io.quanyu.core.sms.SmsSignature;
import java.util.Optional;

/** What the account that texts go through adds to them, and asks for them. */
public interface SmsAccount {

  /** The sender's registered name; empty while SMS is not set up. */
  Optional<SmsSignature> signature();

  /** What a part costs; empty while nobody said so. */
  Optional<SmsPrice> price();
}
