package io.quanyu.know.portrait;

import static io.quanyu.know.identity.ClaimedIdentifier.memberNo;
import static io.quanyu.know.identity.ClaimedIdentifier.phone;
import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.core.identity.Gender;
import io.quanyu.know.identity.Identities;
import io.quanyu.know.identity.IdentityClaim;
import io.quanyu.know.identity.Resolution;
import io.quanyu.know.metric.Metrics;
import io.quanyu.know.profile.PersonalValues;
import io.quanyu.know.profile.ProfileClaim;
import io.quanyu.know.profile.Profiles;
import io.quanyu.know.purchase.ItemKind;
import io.quanyu.know.purchase.LineKey;
import io.quanyu.know.purchase.OrderKind;
import io.quanyu.know.purchase.OrderLineFact;
import io.quanyu.know.purchase.Purchases;
import io.quanyu.testing.ServerClient;
import io.quanyu.testing.ServerTest;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The customer pages over HTTP, as docs/api/openapi.yaml describes them. */
@ServerTest
class CustomerApiIT {

  private static final Instant AT = Instant.parse("2026-03-01T08:00:00Z");
  private static final UUID FILE = new UUID(3, 3);

  private final Identities identities;
  private final Profiles profiles;
  private final Purchases purchases;
  private final Metrics metrics;
  private final TransactionTemplate transactions;
  private final Environment environment;

  CustomerApiIT(
      Identities identities,
      Profiles profiles,
      Purchases purchases,
      Metrics metrics,
      PlatformTransactionManager transactions,
      Environment environment) {
    this.identities = identities;
    this.profiles = profiles;
    this.purchases = purchases;
    this.metrics = metrics;
    this.transactions = new TransactionTemplate(transactions);
    this.environment = environment;
  }

  @BeforeEach
  void someCustomers() {
    transactions.executeWithoutResult(_ -> record());
  }

  @Test
  void listsNewestFirstByKeyset() {
    var client = ServerClient.commandLine(environment);
    List<Integer> numbers = new ArrayList<>();
    String cursor = "";
    do {
      var page = client.get("/api/customers?limit=2" + cursor).json();
      page.get("items").forEach(item -> numbers.add(item.get("customerNo").asInt()));
      cursor =
          page.get("nextCursor").isNull() ? "" : "&cursor=" + page.get("nextCursor").asString();
      assertThat(page.get("total").asInt()).isEqualTo(5);
    } while (!cursor.isEmpty());

    assertThat(numbers).hasSize(5).doesNotHaveDuplicates();
    assertThat(numbers).isSortedAccordingTo((one, other) -> Integer.compare(other, one));
  }

  @Test
  void listsBuyersByTheirLatestOrder() {
    var page = ServerClient.commandLine(environment).get("/api/customers?sort=last_order").json();

    assertThat(page.get("items")).hasSize(1);
    assertThat(page.get("items").get(0).get("name").asString()).isEqualTo("王**");
  }

  @Test
  void findsByWholePhoneMemberNumberAndOrderNumberAndMasks() {
    var client = ServerClient.commandLine(environment);
    for (var query : List.of("138 0000 1000", "+8613800001000", "VIP-1000", "ORDER-7")) {
      var found =
          client.get("/api/customers?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));

      assertThat(found.status()).isEqualTo(200);
      assertThat(found.json().get("items")).as(query).hasSize(1);
      var customer = found.json().get("items").get(0);
      assertThat(customer.get("name").asString()).isEqualTo("王**");
      assertThat(customer.get("phone").asString()).isEqualTo("138****1000");
      assertThat(customer.get("channels")).hasSize(2);
      assertThat(found.response().body()).doesNotContain("13800001000").doesNotContain("小明");
    }
    assertThat(client.get("/api/customers?query=1380000").json().get("items")).isEmpty();
  }

  @Test
  void showsAPortraitAndTheTimeline() {
    var client = ServerClient.commandLine(environment);
    var id =
        client.get("/api/customers?query=VIP-1000").json().get("items").get(0).get("id").asString();

    var portrait = client.get("/api/customers/" + id).json();
    assertThat(portrait.get("customerNo").asInt()).isPositive();
    assertThat(portrait.get("birthday").asString()).isEqualTo("****-05-20");
    assertThat(portrait.get("attributes").get("level").asString()).isEqualTo("gold");
    assertThat(portrait.get("accounts")).hasSize(2);
    assertThat(portrait.get("accounts").get(1).get("linkedBy").get(0).get("reason").asString())
        .isEqualTo("phone-and-name");
    assertThat(portrait.get("metrics").get(0).get("netRevenue").get("minorUnits").asLong())
        .isEqualTo(1990);
    assertThat(portrait.get("identifiers")).hasSize(2);

    var first = client.get("/api/customers/" + id + "/timeline?limit=1").json();
    assertThat(first.get("items").get(0).get("type").asString()).isEqualTo("order");
    assertThat(first.get("items").get(0).get("lines")).hasSize(1);
    var rest =
        client
            .get("/api/customers/" + id + "/timeline?cursor=" + first.get("nextCursor").asString())
            .json();
    assertThat(rest.get("items")).hasSize(2);
    assertThat(rest.get("nextCursor").isNull()).isTrue();
  }

  @Test
  void refusesWhatMakesNoSense() {
    var client = ServerClient.commandLine(environment);

    assertThat(client.get("/api/customers/" + new UUID(1, 1)).status()).isEqualTo(404);
    assertThat(client.get("/api/customers?sort=oldest").status()).isEqualTo(400);
    assertThat(client.get("/api/customers?tag=gender").status()).isEqualTo(400);
    assertThat(client.get("/api/customers?cursor=x").status()).isEqualTo(400);
  }

  private void record() {
    List<IdentityClaim> claims = new ArrayList<>();
    IntStream.range(0, 5)
        .forEach(i ->
            claims.add(
                new IdentityClaim(
                    "crm",
                    "c" + i,
                    List.of(phone("+861380000100" + i), memberNo("club", "VIP-100" + i)),
                    "王小明",
                    LocalDate.of(1990, 5, 20),
                    Gender.MALE,
                    AT.plusSeconds(i))));
    claims.add(
        new IdentityClaim(
            "tmall",
            "t0",
            List.of(phone("+8613800001000")),
            "王小明",
            null,
            null,
            AT.plusSeconds(60)));
    Resolution resolved = identities.resolve(claims);
    List<ProfileClaim> said = new ArrayList<>();
    for (int i = 0; i < claims.size(); i++) {
      var claim = claims.get(i);
      said.add(
          new ProfileClaim(
              resolved.accounts().get(i),
              claim.channel(),
              claim.observedAt(),
              new PersonalValues(
                  Objects.requireNonNull(claim.name()),
                  null,
                  claim.identifiers().getFirst().value(),
                  null,
                  null,
                  i < 5 ? "VIP-100" + i : null),
              claim.gender(),
              claim.birthday(),
              "浙江",
              "杭州",
              claim.observedAt(),
              Map.of("level", "gold")));
    }
    profiles.record(resolved.moves(), said);
    var bought =
        purchases.record(
            resolved.moves(),
            List.of(
                new OrderLineFact(
                    new LineKey(FILE, 1),
                    "crm",
                    "ORDER-7",
                    OrderKind.SALE,
                    AT.plusSeconds(3_600),
                    resolved.accounts().getFirst(),
                    null,
                    Currency.getInstance("CNY"),
                    "SKU-1",
                    "跑鞋",
                    ItemKind.PRODUCT,
                    BigDecimal.ONE,
                    new BigDecimal("19.90"),
                    1990)));
    metrics.refresh(bought.touchedCustomers());
  }
}
