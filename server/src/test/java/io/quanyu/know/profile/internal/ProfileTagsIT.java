package io.quanyu.know.profile.internal;

import static io.quanyu.know.identity.ClaimedIdentifier.memberNo;
import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.core.identity.Gender;
import io.quanyu.core.identity.ResolutionPolicy;
import io.quanyu.know.identity.IdentityClaim;
import io.quanyu.know.identity.KnowFixture;
import io.quanyu.know.identity.Resolution;
import io.quanyu.know.profile.PersonalValues;
import io.quanyu.know.profile.ProfileClaim;
import io.quanyu.know.tag.spi.TagSource;
import io.quanyu.platform.database.NumberSets;
import io.quanyu.testing.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.roaringbitmap.RoaringBitmap;

/** Tags of what is known of people, from records that came in as imports bring them. */
class ProfileTagsIT {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

  private final KnowFixture know = new KnowFixture(database, ResolutionPolicy.DEFAULT);
  private final NumberSets sets = new NumberSets(database.dsl(), database.transactionManager());
  private final ProfileTags tags = new ProfileTags();

  /** Of two customers that become one the older survives, so no two are of one moment. */
  private int seconds;

  @BeforeEach
  void empty() {
    know.clear();
  }

  @Test
  void whoSaysNothingCarriesNothing() {
    int woman = record("a", "M1", Gender.FEMALE, "浙江", Map.of("level", "gold"));
    int man = record("b", "M2", Gender.MALE, null, Map.of("level", ""));
    int other = record("c", "M3", null, "浙江", Map.of("level", "gold"));

    assertThat(values(tags.genderTag(sets)))
        .isEqualTo(Map.of("female", only(woman), "male", only(man)));
    assertThat(values(tags.provinceTag(sets))).isEqualTo(Map.of("浙江", only(woman, other)));
    assertThat(values(tags.levelTag(sets))).isEqualTo(Map.of("gold", only(woman, other)));
  }

  @Test
  void aMergedCustomerCarriesTheSurvivorsValueAndTheEmptyOneNothing() {
    int first = record("a", "M1", null, "浙江", Map.of("level", "silver"));
    int second = record("b", null, Gender.FEMALE, "江苏", Map.of("level", "gold"));
    assertThat(first).isNotEqualTo(second);

    int both = record("b", "M1", null, null, Map.of());

    assertThat(both).isEqualTo(first);
    assertThat(values(tags.genderTag(sets))).isEqualTo(Map.of("female", only(first)));
    assertThat(values(tags.provinceTag(sets))).hasSize(1).containsValue(only(first));
    assertThat(values(tags.levelTag(sets))).hasSize(1).containsValue(only(first));
  }

  @Test
  void theirDefinitionsNameCodesAndValues() {
    assertThat(List.of(tags.genderTag(sets), tags.provinceTag(sets), tags.levelTag(sets)))
        .extracting(source -> source.definition().code())
        .containsExactly("gender", "province", "level");
    assertThat(tags.genderTag(sets).definition().nameOf("female").zh()).isEqualTo("女");
  }

  private static Map<String, RoaringBitmap> values(TagSource source) {
    return source.customersByValue(AT);
  }

  private static RoaringBitmap only(int... customers) {
    return RoaringBitmap.bitmapOf(customers);
  }

  private int record(
      String account,
      @Nullable String member,
      @Nullable Gender gender,
      @Nullable String province,
      Map<String, String> attributes) {
    var at = AT.plusSeconds(seconds++);
    return know.inTransaction(() -> {
      Resolution resolved =
          know.identities.resolve(
              List.of(
                  new IdentityClaim(
                      "crm",
                      account,
                      member == null ? List.of() : List.of(memberNo("club", member)),
                      null,
                      null,
                      gender,
                      at)));
      var who = resolved.accounts().getFirst();
      know.profiles.record(
          resolved.moves(),
          List.of(
              new ProfileClaim(
                  who,
                  "crm",
                  at,
                  new PersonalValues(null, null, null, null, null, member),
                  gender,
                  null,
                  province,
                  null,
                  null,
                  attributes)));
      return who.customerNo();
    });
  }
}
