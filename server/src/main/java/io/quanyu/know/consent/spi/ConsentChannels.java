package io.quanyu.know.consent.spi;

import java.util.List;

/** The channels over which customers are reached, set up or not. A Spring bean or none. */
@FunctionalInterface
public interface ConsentChannels {

  /** Their codes, such as {@code sms}, in the order in which they are shown. */
  List<String> codes();
}
