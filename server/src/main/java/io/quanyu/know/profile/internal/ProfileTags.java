package io.quanyu.know.profile.internal;

import io.quanyu.know.tag.spi.TagDefinition;
import io.quanyu.know.tag.spi.TagDefinition.Names;
import io.quanyu.know.tag.spi.TagKind;
import io.quanyu.know.tag.spi.TagSource;
import io.quanyu.platform.database.NumberSets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is known of people and has few values, as tags: gender, province, level. */
@Configuration(proxyBeanMethods = false)
class ProfileTags {

  @Bean
  TagSource genderTag(NumberSets sets) {
    var names = new LinkedHashMap<String, Names>();
    names.put("female", new Names("女", "Female"));
    names.put("male", new Names("男", "Male"));
    return new ProfileTag(
        new TagDefinition("gender", TagKind.ATTRIBUTE, "性别", "Gender", names),
        sets,
        """
        select lower(gender), string_agg(int4send(customer_no), '') from know_profile.profile
        where gender is not null group by gender, customer_no >> 16
        """);
  }

  @Bean
  TagSource provinceTag(NumberSets sets) {
    return new ProfileTag(
        TagDefinition.plain("province", TagKind.ATTRIBUTE, "省份", "Province"),
        sets,
        """
        select province, string_agg(int4send(customer_no), '') from know_profile.profile
        where province is not null group by province, customer_no >> 16
        """);
  }

  /** The member level as a channel writes it, in the customer attribute of that name. */
  @Bean
  TagSource levelTag(NumberSets sets) {
    return new ProfileTag(
        TagDefinition.plain("level", TagKind.ATTRIBUTE, "会员等级", "Member level"),
        sets,
        """
        select attributes ->> 'level', string_agg(int4send(customer_no), '')
        from know_profile.profile
        where attributes ->> 'level' <> '' group by attributes ->> 'level', customer_no >> 16
        """);
  }

  private record ProfileTag(TagDefinition definition, NumberSets sets, String sql)
      implements TagSource {
    @Override
    public Map<String, RoaringBitmap> customersByValue(Instant asOf) {
      return sets.byName(sql);
    }
  }
}
