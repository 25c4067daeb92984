package io.quanyu.know.metric.internal;

import io.quanyu.core.identity.IdentifierKind;
import io.quanyu.core.rfm.LifecycleRules;
import io.quanyu.core.rfm.LifecycleStage;
import io.quanyu.know.identity.CustomerSets;
import io.quanyu.know.tag.spi.TagDefinition;
import io.quanyu.know.tag.spi.TagDefinition.Names;
import io.quanyu.know.tag.spi.TagKind;
import io.quanyu.know.tag.spi.TagSource;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/** The lifecycle stage as a tag: every customer in exactly one, as {@link LifecycleRules} says. */
@Component
class LifecycleTag implements TagSource {

  /** What reaches a customer; an order's phone may be anybody's. */
  private static final Set<IdentifierKind> CONTACTS =
      EnumSet.of(
          IdentifierKind.PHONE,
          IdentifierKind.EMAIL,
          IdentifierKind.UNIONID,
          IdentifierKind.EXTERNAL_USERID,
          IdentifierKind.OPENID);

  private static final LifecycleRules RULES = LifecycleRules.STANDARD;

  private final MetricSql sql;
  private final CustomerSets customers;

  LifecycleTag(MetricSql sql, CustomerSets customers) {
    this.sql = sql;
    this.customers = customers;
  }

  @Override
  public TagDefinition definition() {
    var names = new LinkedHashMap<String, Names>();
    for (var stage : LifecycleStage.values()) {
      names.put(stage.code(), nameOf(stage));
    }
    return new TagDefinition(
        "lifecycle_stage", TagKind.LIFECYCLE, "生命周期阶段", "Lifecycle stage", names);
  }

  @Override
  public Map<String, RoaringBitmap> customersByValue(Instant asOf) {
    var stages = new LinkedHashMap<String, RoaringBitmap>();
    var left = customers.everyone();
    sql.buyersByStage(RULES, asOf)
        .forEach((stage, buyers) -> {
          buyers.and(left);
          stages.put(stage.code(), buyers);
        });
    stages.values().forEach(left::andNot);
    var members = customers.with(Set.of(IdentifierKind.MEMBER_NO));
    members.and(left);
    left.andNot(members);
    var contacts = customers.with(CONTACTS);
    contacts.and(left);
    left.andNot(contacts);
    stages.put(LifecycleStage.MEMBER.code(), members);
    stages.put(LifecycleStage.CONTACT.code(), contacts);
    stages.put(LifecycleStage.STRANGER.code(), left);
    return stages;
  }

  private static Names nameOf(LifecycleStage stage) {
    return switch (stage) {
      case STRANGER -> new Names("陌生人", "Stranger");
      case CONTACT -> new Names("联系人", "Contact");
      case MEMBER -> new Names("会员", "Member");
      case FIRST_PURCHASE -> new Names("首购", "First purchase");
      case REPEAT -> new Names("复购", "Repeat");
      case LOYAL -> new Names("忠诚", "Loyal");
      case SLEEPING -> new Names("沉睡", "Sleeping");
      case LOST -> new Names("流失", "Lost");
    };
  }
}
