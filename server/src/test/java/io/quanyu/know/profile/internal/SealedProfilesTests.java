package io.quanyu.know.profile.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SealedProfilesTests {

  private static final String AWKWARD = "\\\"\t\n\r\b\f\u0001'{}[],: 王é😀\u2028x";

  private final SealedProfiles sealed = new SealedProfiles();
  private final JsonMapper mapper = JsonMapper.builder().build();

  @Test
  void readsWhatItWroteAndWritesWhatOthersRead() {
    var random = new Random(20261123);
    for (int i = 0; i < 2_000; i++) {
      Map<String, Dated> dated = new HashMap<>();
      Map<String, String> plain = new LinkedHashMap<>();
      for (int n = random.nextInt(6); n > 0; n--) {
        dated.put(text(random), new Dated(text(random), random.nextLong()));
        plain.put(text(random), text(random));
      }
      assertThat(sealed.parseDated(sealed.printDated(dated))).isEqualTo(dated);
      assertThat(sealed.parse(sealed.print(plain))).isEqualTo(plain);
      assertThat(mapper.readTree(sealed.print(plain))).isEqualTo(mapper.valueToTree(plain));
    }
  }

  @Test
  void readsDocumentsAsPostgreSqlPrintsThem() {
    assertThat(sealed.parseDated("{\"city\": [\"杭州\", 1767225600000], \"vip\": [\"\", -1]}"))
        .isEqualTo(Map.of("city", new Dated("杭州", 1_767_225_600_000L), "vip", new Dated("", -1)));
    assertThat(sealed.parse("{\"level\": \"gold\", \"shoe\": \"42\"}"))
        .isEqualTo(Map.of("level", "gold", "shoe", "42"));
    assertThat(sealed.parseDated("{}")).isEmpty();
    assertThat(sealed.parse("{}")).isEmpty();
  }

  private static String text(Random random) {
    var points = AWKWARD.codePoints().toArray();
    return random
        .ints(random.nextInt(12), 0, points.length)
        .collect(StringBuilder::new, (b, i) -> b.appendCodePoint(points[i]), StringBuilder::append)
        .toString();
  }
}
