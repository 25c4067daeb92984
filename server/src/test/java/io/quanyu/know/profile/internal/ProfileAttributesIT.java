package io.quanyu.know.profile.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.core.segment.AttributeOperator;
import io.quanyu.core.segment.GeneratedSegments;
import io.quanyu.core.segment.LeafQuery;
import io.quanyu.core.segment.LeafQuery.AttributeMatches;
import io.quanyu.core.segment.LeafSource;
import io.quanyu.core.segment.MemoryEvaluator;
import io.quanyu.core.segment.SegmentCompiler;
import io.quanyu.core.segment.SegmentEvaluator;
import io.quanyu.know.segment.spi.AttributeField;
import io.quanyu.platform.database.NumberSets;
import io.quanyu.platform.scope.VisibleCustomers;
import io.quanyu.platform.scope.spi.CustomersOfScope;
import io.quanyu.testing.TestDatabase;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import tools.jackson.databind.json.JsonMapper;

/** Conditions on attributes, asked of golden records in PostgreSQL. */
class ProfileAttributesIT {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int CUSTOMERS = 200;
  private static final CustomersOfScope EVERYBODY =
      _ -> RoaringBitmap.bitmapOfRange(1, CUSTOMERS + 1L);

  private final ProfileAttributes attributes =
      new ProfileAttributes(
          database.dsl(),
          new NumberSets(database.dsl(), database.transactionManager()),
          new VisibleCustomers(
              new StaticListableBeanFactory(Map.of("all", EVERYBODY))
                  .getBeanProvider(CustomersOfScope.class)),
          ZoneId.of("Asia/Shanghai"));

  @BeforeEach
  void empty() {
    database.dsl().execute("truncate know_profile.profile");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void findsWhomTheMemoryEvaluatorFinds(long seed) {
    var generator = new GeneratedSegments(new Random(seed));
    var customers = generator.customers(CUSTOMERS);
    customers.forEach(customer -> profile(customer.customerNo(), customer.attributes()));
    var memory = new MemoryEvaluator(GeneratedSegments.AS_OF);
    var evaluator = new SegmentEvaluator(new Leaves(attributes));
    var everyone = RoaringBitmap.bitmapOfRange(0, CUSTOMERS);
    for (int i = 0; i < 200; i++) {
      var condition = generator.attribute();
      var expected = new RoaringBitmap();
      customers.stream()
          .filter(customer -> memory.matches(condition, customer))
          .forEach(customer -> expected.add(customer.customerNo()));
      assertThat(evaluator.evaluate(SegmentCompiler.compile(condition), everyone))
          .as("%s", condition)
          .isEqualTo(expected);
    }
  }

  private record Leaves(ProfileAttributes attributes) implements LeafSource {
    @Override
    public RoaringBitmap find(LeafQuery query) {
      return query instanceof AttributeMatches matches
          ? attributes.find(matches)
          : new RoaringBitmap();
    }

    @Override
    public OptionalLong knownSize(LeafQuery query) {
      return OptionalLong.empty();
    }
  }

  @Test
  void ourOwnAttributesHaveColumnsAndWinOverThoseOfFiles() {
    profile(1, Map.of("gender", "robot", "shoe", "42"));
    database
        .dsl()
        .execute(
            """
            update know_profile.profile set gender = 'FEMALE', birthday = '1990-05-20',
              province = '浙江', city = '杭州'
            """);

    assertThat(attributes.value(1, "gender")).contains("female");
    assertThat(attributes.value(1, "birthday")).contains("1990-05-20");
    assertThat(attributes.value(1, "province")).contains("浙江");
    assertThat(attributes.value(1, "city")).contains("杭州");
    assertThat(attributes.value(1, "shoe")).contains("42");
    assertThat(attributes.value(1, "hat")).isEmpty();
    assertThat(attributes.value(2, "gender")).isEmpty();
    assertThat(found("gender", AttributeOperator.IS, "female"))
        .isEqualTo(RoaringBitmap.bitmapOf(1));
    assertThat(found("gender", AttributeOperator.IS, "robot")).isEqualTo(new RoaringBitmap());
    assertThat(found("birthday", AttributeOperator.BETWEEN, "1990-05-20", "1990-05-20"))
        .isEqualTo(RoaringBitmap.bitmapOf(1));
  }

  /** A file that writes {@code 2026-03-01} means the brand's day, wherever UTC was. */
  @Test
  void theDayOfRegistrationIsTheBusinessZones() {
    profile(1, Map.of());
    database
        .dsl()
        .execute("update know_profile.profile set registered_at = '2026-02-28T16:00:00Z'");

    assertThat(attributes.value(1, "registered_on")).contains("2026-03-01");
    assertThat(found("registered_on", AttributeOperator.AT_LEAST, "2026-03-01"))
        .isEqualTo(RoaringBitmap.bitmapOf(1));
    assertThat(found("registered_on", AttributeOperator.AT_MOST, "2026-02-28"))
        .isEqualTo(new RoaringBitmap());
  }

  @Test
  void offersAttributesWithTheTypeThatAllTheirValuesHave() {
    profile(1, Map.of("size", "36.5", "joined", "2026-01-31", "mixed", "1", "level", "gold"));
    profile(2, Map.of("size", "37", "joined", "2025-12-01", "mixed", "one", "level", "silver"));
    for (int no = 3; no < 60; no++) {
      profile(no, Map.of("code", "c" + no, "level", ""));
    }

    assertThat(attributes.attributes())
        .containsExactly(
            new AttributeField("birthday", AttributeField.Type.DATE, List.of()),
            new AttributeField("city", AttributeField.Type.TEXT, List.of()),
            new AttributeField("code", AttributeField.Type.TEXT, List.of()), // too many to list
            new AttributeField("gender", AttributeField.Type.TEXT, List.of("female", "male")),
            new AttributeField(
                "joined", AttributeField.Type.DATE, List.of("2025-12-01", "2026-01-31")),
            new AttributeField("level", AttributeField.Type.TEXT, List.of("gold", "silver")),
            new AttributeField("mixed", AttributeField.Type.TEXT, List.of("1", "one")),
            new AttributeField("province", AttributeField.Type.TEXT, List.of()),
            new AttributeField("registered_on", AttributeField.Type.DATE, List.of()),
            new AttributeField("size", AttributeField.Type.NUMBER, List.of("36.5", "37")));
  }

  private RoaringBitmap found(String attribute, AttributeOperator operator, String... values) {
    return attributes.find(new AttributeMatches(attribute, operator, List.of(values)));
  }

  private static void profile(int customerNo, Map<String, String> stated) {
    database
        .dsl()
        .execute(
            """
            insert into know_profile.profile
              (customer_no, sealed_values, attributes, city, channels, updated_at)
            values (?, '', ?::jsonb, ?, '{}', now())
            """,
            customerNo,
            JSON.writeValueAsString(stated),
            stated.get("city"));
  }
}
