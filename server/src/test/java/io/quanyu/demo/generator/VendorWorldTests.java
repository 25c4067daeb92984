package io.quanyu.demo.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The world file: what the vendors' stand-in is told of the brand. */
class VendorWorldTests {

  private static final int CUSTOMERS = 4_000;

  @TempDir static Path folder;

  private static final Map<String, List<JsonNode>> LINES = new HashMap<>();
  private static final Set<String> ACCOUNTS = new HashSet<>();
  private static final Map<Integer, String> UNION_IDS = new HashMap<>();

  @BeforeAll
  static void generate() throws IOException {
    GeneratorSettings settings = GeneratorSettings.of(CUSTOMERS, 5, LocalDate.of(2026, 11, 1));
    GeneratedFiles files = new BrandGenerator(settings).write(folder, 2, _ -> {});
    for (String line : ExportReader.lines(files.world())) {
      Map.Entry<String, JsonNode> only =
          JsonMapper.shared().readTree(line).properties().iterator().next();
      LINES.computeIfAbsent(only.getKey(), _ -> new ArrayList<>()).add(only.getValue());
    }
    for (Map<String, String> row : ExportReader.rows(files.truth())) {
      ACCOUNTS.add(row.get("person") + " " + row.get("channel") + " " + row.get("account_key"));
    }
    People people = new People(settings);
    for (int number = 0; number < CUSTOMERS; number++) {
      for (Account account : people.person(number).accounts()) {
        if (!account.unionId().isEmpty()) {
          UNION_IDS.put(number, account.unionId());
        }
      }
    }
  }

  @Test
  void shopsAreDepartmentsAndTheirGuidesMembers() {
    assertThat(LINES.keySet()).containsExactlyInAnyOrder("department", "member", "person");
    assertThat(lines("department")).hasSize(1 + Store.COUNT);
    Set<String> guides = guides();
    assertThat(guides).hasSameSizeAs(lines("member")).allMatch(id -> id.matches("LC\\d{5}"));
    assertThat(lines("member"))
        .allSatisfy(guide -> assertThat(guide.at("/department/0").asInt()).isGreaterThan(1));
  }

  @Test
  void everyPersonIsThereOnceWithAPhoneAndAnAccountOfHers() {
    assertThat(lines("person")).hasSize(CUSTOMERS);
    for (int number = 0; number < CUSTOMERS; number++) {
      JsonNode person = lines("person").get(number);
      assertThat(person.get("personId").asString()).isEqualTo(VendorWorld.personId(number));
      assertThat(person.get("phone").asString()).matches("1\\d{10}");
      assertThat(ACCOUNTS)
          .contains(
              number
                  + " "
                  + person.at("/buyer/channel").asString()
                  + " "
                  + person.at("/buyer/account").asString());
    }
  }

  @Test
  void nearlyHalfHaveAddedAGuideAndMoreOfThoseWhoComeToShops() {
    long contacts = contacts().size();
    long shoppers = contacts().stream().filter(VendorWorldTests::buysInShops).count();
    long others = lines("person").stream().filter(VendorWorldTests::buysInShops).count() - shoppers;

    assertThat(contacts / (double) CUSTOMERS).isBetween(0.42, 0.48);
    assertThat(shoppers / (double) (shoppers + others)).isBetween(0.42, 0.52);
    assertThat(contacts().stream().filter(it -> it.get("followedBy").size() == 2).count())
        .isBetween(contacts / 15, contacts / 6);
    assertThat(contacts().stream().filter(it -> it.has("remarkMobiles")).count())
        .isBetween(contacts * 3 / 10, contacts * 4 / 10);
  }

  @Test
  void contactsAreKnownByIdsOfTheirOwnAndFollowGuidesThatExist() {
    Set<String> guides = guides();
    Set<String> ids = new HashSet<>();
    for (JsonNode contact : contacts()) {
      String id = contact.get("externalUserid").asString();
      assertThat(id).startsWith("wm");
      assertThat(ids.add(id)).as(id).isTrue();
      assertThat(guides)
          .containsAll(contact.get("followedBy").valueStream().map(JsonNode::asString).toList());
      int number = VendorWorld.personNumber(contact.get("personId").asString());
      assertThat(contact.path("unionid").asString(""))
          .isEqualTo(UNION_IDS.getOrDefault(number, ""));
      contact
          .path("remarkMobiles")
          .forEach(
              phone -> assertThat(phone.asString()).isEqualTo(contact.get("phone").asString()));
    }
  }

  private static List<JsonNode> lines(String kind) {
    return LINES.getOrDefault(kind, List.of());
  }

  private static List<JsonNode> contacts() {
    return lines("person").stream().filter(it -> it.has("externalUserid")).toList();
  }

  private static boolean buysInShops(JsonNode person) {
    return person.at("/buyer/channel").asString().equals("pos");
  }

  private static Set<String> guides() {
    Set<String> guides = new HashSet<>();
    lines("member").forEach(guide -> guides.add(guide.get("userid").asString()));
    return guides;
  }
}
