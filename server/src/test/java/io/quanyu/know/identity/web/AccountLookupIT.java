package io.quanyu.know.identity.web;

import static io.quanyu.know.identity.ClaimedIdentifier.memberNo;
import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.know.identity.ClaimedIdentifier;
import io.quanyu.know.identity.Identities;
import io.quanyu.know.identity.IdentityClaim;
import io.quanyu.know.identity.internal.FindingAccounts;
import io.quanyu.testing.ServerClient;
import io.quanyu.testing.ServerTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.Environment;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Which customers are behind accounts, as programs ask. */
@ServerTest
class AccountLookupIT {

  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

  private final Identities identities;
  private final TransactionTemplate transactions;
  private final ServerClient client;

  /** Of two customers that become one the older survives, so no two are of one moment. */
  private int seconds;

  AccountLookupIT(
      Identities identities, PlatformTransactionManager transactions, Environment environment) {
    this.identities = identities;
    this.transactions = new TransactionTemplate(transactions);
    this.client = ServerClient.commandLine(environment);
  }

  @Test
  void answersInTheOrderOfTheKeysWithNullForWhatIsUnknown() {
    int byId = seen("tmall", "t1");
    int byMember = seen("tmall", null, memberNo("brand", "V7"));
    int elsewhere = seen("pos", "t2");

    assertThat(lookUp("tmall", null, "V7", "t2", "t1", "nobody", "t1"))
        .isEqualTo("[%d,null,%d,null,%d]".formatted(byMember, byId, byId));
    assertThat(lookUp("pos", null, "t2", "t1")).isEqualTo("[%d,null]".formatted(elsewhere));
  }

  @Test
  void aMemberNumberIsUniqueWithinItsProgramme() {
    int brand = seen("crm", null, memberNo("brand", "100"));
    int club = seen("crm", null, memberNo("club", "100"));

    assertThat(lookUp("crm", null, "100")).isEqualTo("[%d]".formatted(brand));
    assertThat(lookUp("crm", "club", "100")).isEqualTo("[%d]".formatted(club));
    assertThat(lookUp("crm", "other", "100")).isEqualTo("[null]");
  }

  @Test
  void theChannelsOwnIdWinsOverAMemberNumberOfTheSameText() {
    int byId = seen("shop", "55");
    int byMember = seen("shop", null, memberNo("brand", "55"));

    assertThat(byId).isNotEqualTo(byMember);
    assertThat(lookUp("shop", null, "55")).isEqualTo("[%d]".formatted(byId));
  }

  @Test
  void afterAMergeTheAccountAnswersWithTheCustomerItBecame() {
    int first = seen("web", "w1", memberNo("brand", "W1"));
    assertThat(seen("web", "w2")).isNotEqualTo(first);
    seen("web", "w2", memberNo("brand", "W1"));

    assertThat(lookUp("web", null, "w2", "w1")).isEqualTo("[%d,%d]".formatted(first, first));
  }

  @Test
  void takesAsManyKeysAsItSaysAndNoMore() {
    int last = seen("many", "k" + (FindingAccounts.KEYS_MAX - 1));
    var keys = new ArrayList<String>();
    for (int i = 0; i < FindingAccounts.KEYS_MAX; i++) {
      keys.add("k" + i);
    }
    var answer = client.post("/api/accounts/lookup", body("many", null, keys));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().get("customerNos")).hasSize(FindingAccounts.KEYS_MAX);
    assertThat(answer.json().at("/customerNos/" + (FindingAccounts.KEYS_MAX - 1)).asInt())
        .isEqualTo(last);

    keys.add("one too many");
    var refused = client.post("/api/accounts/lookup", body("many", null, keys));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo("accountKeys");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"accountKeys":["a"]}                    | channel
          {"channel":" ","accountKeys":["a"]}      | channel
          {"channel":"crm"}                        | accountKeys
          {"channel":"crm","accountKeys":["a",""]} | accountKeys
          {"channel":"crm","accountKeys":[null]}   | accountKeys
          """)
  void namesTheFieldThatIsWrong(String body, String field) {
    var answer = client.send("POST", "/api/accounts/lookup", body, Map.of());

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo(field);
  }

  private String lookUp(String channel, @Nullable String programme, String... keys) {
    var answer = client.post("/api/accounts/lookup", body(channel, programme, List.of(keys)));
    assertThat(answer.status()).isEqualTo(200);
    return answer.json().get("customerNos").toString();
  }

  private static Map<String, Object> body(
      String channel, @Nullable String programme, List<String> keys) {
    return programme == null
        ? Map.of("channel", channel, "accountKeys", keys)
        : Map.of("channel", channel, "programme", programme, "accountKeys", keys);
  }

  private int seen(String channel, @Nullable String account, ClaimedIdentifier... identifiers) {
    var claims =
        Collections.singletonList(
            new IdentityClaim(
                channel,
                account,
                List.of(identifiers),
                null,
                null,
                null,
                AT.plusSeconds(seconds++)));
    var resolution = transactions.execute(_ -> identities.resolve(claims));
    return Objects.requireNonNull(resolution).accounts().getFirst().customerNo();
  }
}
