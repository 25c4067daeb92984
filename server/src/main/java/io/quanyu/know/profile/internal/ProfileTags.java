package io.quanyu.know.profile.internal;

import io.quanyu.know.tag.spi.TagDefinition;
import io.quanyu.know.tag.spi.TagKind;
import io.quanyu.know.tag.spi.TagSource;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What profiles say, as tags. */
@Configuration(proxyBeanMethods = false)
class ProfileTags {

  @Bean
  TagSource genderTag(ProfileSql sql) {
    var values = new LinkedHashMap<String, TagDefinition.Names>();
    values.put("female", new TagDefinition.Names("女", "Female"));
    values.put("male", new TagDefinition.Names("男", "Male"));
    return new ProfileTag(
        new TagDefinition("gender", TagKind.ATTRIBUTE, "性别", "Gender", values),
        () -> sql.customersByValue("gender"));
  }

  @Bean
  TagSource provinceTag(ProfileSql sql) {
    return new ProfileTag(
        TagDefinition.plain("province", TagKind.ATTRIBUTE, "省份", "Province"),
        () -> sql.customersByValue("province"));
  }

  @Bean
  TagSource cityTag(ProfileSql sql) {
    return new ProfileTag(
        TagDefinition.plain("city", TagKind.ATTRIBUTE, "城市", "City"),
        () -> sql.customersByValue("city"));
  }

  private record ProfileTag(
      TagDefinition definition, Supplier<Map<String, RoaringBitmap>> values) implements TagSource {

    @Override
    public Map<String, RoaringBitmap> customersByValue(Instant asOf) {
      return values.get();
    }
  }
}
