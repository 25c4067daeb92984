package io.quanyu.know.metric.internal;

import io.quanyu.core.rfm.Rfm;
import io.quanyu.know.tag.spi.TagDefinition;
import io.quanyu.know.tag.spi.TagKind;
import io.quanyu.know.tag.spi.TagSource;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Supplier;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The three RFM scores as tags; what a score is, {@link Rfm} says. */
@Configuration(proxyBeanMethods = false)
class RfmTags {

  @Bean
  TagSource recencyTag(MetricSql sql) {
    return new ScoreTag("rfm_recency", "最近购买 (R)", "Recency (R)", sql::recency);
  }

  @Bean
  TagSource frequencyTag(MetricSql sql) {
    return new ScoreTag("rfm_frequency", "购买频次 (F)", "Frequency (F)", sql::frequency);
  }

  @Bean
  TagSource moneyTag(MetricSql sql) {
    return new ScoreTag("rfm_monetary", "消费金额 (M)", "Monetary (M)", sql::money);
  }

  private record ScoreTag(
      String code, String nameZh, String nameEn, Supplier<Map<String, RoaringBitmap>> scores)
      implements TagSource {

    @Override
    public TagDefinition definition() {
      return new TagDefinition(code, TagKind.RFM, nameZh, nameEn, names());
    }

    @Override
    public Map<String, RoaringBitmap> customersByValue(Instant asOf) {
      return scores.get();
    }

    private static SequencedMap<String, TagDefinition.Names> names() {
      var names = new LinkedHashMap<String, TagDefinition.Names>();
      for (int score = Rfm.SCORE_MAX; score >= 1; score--) {
        names.put(String.valueOf(score), new TagDefinition.Names(score + " 分", "Score " + score));
      }
      return names;
    }
  }
}
