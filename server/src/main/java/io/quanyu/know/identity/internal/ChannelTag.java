package io.quanyu.know.identity.internal;

import io.quanyu.know.identity.CustomerSets;
import io.quanyu.know.tag.spi.TagDefinition;
import io.quanyu.know.tag.spi.TagKind;
import io.quanyu.know.tag.spi.TagSource;
import java.time.Instant;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/** The channels that know a customer, as a tag; a customer may carry several. */
@Component
class ChannelTag implements TagSource {

  private final CustomerSets customers;

  ChannelTag(CustomerSets customers) {
    this.customers = customers;
  }

  @Override
  public TagDefinition definition() {
    return TagDefinition.plain("channel", TagKind.ATTRIBUTE, "渠道", "Channel");
  }

  @Override
  public Map<String, RoaringBitmap> customersByValue(Instant asOf) {
    return customers.byChannel();
  }
}
