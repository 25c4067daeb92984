package io.quanyu.know.privacy.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.brand.audit.AuditTrail;
import io.quanyu.know.collect.client.CommandLine;
import io.quanyu.know.identity.ErasedCustomers;
import io.quanyu.platform.personal.PersonalDataHolder;
import io.quanyu.platform.storage.DataDirectory;
import io.quanyu.testing.ServerClient;
import io.quanyu.testing.ServerTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** A person is erased once and for all, wherever the server dies while it is at it. */
@ServerTest
@Import(PrivacyStaff.class)
@TestPropertySource(properties = "quanyu.privacy.pause=1h") // this test does the rounds itself
class PersonErasureIT {

  /** The server dies. */
  private static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private final Environment environment;
  private final DataDirectory data;
  private final PlatformTransactionManager transactions;
  private final RequestSql requests;
  private final ErasureSteps steps;
  private final ErasedCustomers customers;
  private final List<PersonalDataHolder> holders;
  private final AuditTrail audit;
  private final RunningRequests running;
  private final Clock clock;
  private final JdbcClient jdbc;

  @TempDir Path folder;

  private String phone = "";
  private static int people;

  PersonErasureIT(
      Environment environment,
      DataDirectory data,
      PlatformTransactionManager transactions,
      RequestSql requests,
      ErasureSteps steps,
      ErasedCustomers customers,
      List<PersonalDataHolder> holders,
      AuditTrail audit,
      RunningRequests running,
      Clock clock,
      JdbcClient jdbc) {
    this.environment = environment;
    this.data = data;
    this.transactions = transactions;
    this.requests = requests;
    this.steps = steps;
    this.customers = customers;
    this.holders = holders;
    this.audit = audit;
    this.running = running;
    this.clock = clock;
    this.jdbc = jdbc;
  }

  @BeforeEach
  void anotherPerson() {
    phone = "1380000%04d".formatted(7000 + people++);
  }

  @Test
  void anErasureThatDiesBehindAnyStepEndsAsIfItHadNot() throws IOException {
    var customer = aCustomerWithAliases();
    int customerNo = customerNo(customer);
    var numbers = numbersOf(customerNo);
    assertThat(numbers).as("she has former numbers").hasSizeGreaterThan(1);
    withdraw(customer);
    var request = approvedErasure(customer);

    int crashes = runUntilItEnds(request);

    assertThat(crashes).isEqualTo(holders.size() + 2);
    assertThat(state(request)).isEqualTo("done");
    for (var table :
        List.of(
            "know_identity.account",
            "know_profile.account_profile",
            "know_profile.profile",
            "know_profile.customer_key")) {
      assertThat(
              count("select count(*) from " + table + " where customer_no in (:numbers)", numbers))
          .as(table)
          .isZero();
    }
    assertThat(
            count(
                "select count(*) from know_identity.customer where customer_no in (:numbers) and"
                    + " erased_at is not null",
                numbers))
        .isEqualTo(numbers.size());
    assertThat(
            jdbc.sql(
                    "select count(*) from brand_audit.entry where action = 'privacy.erased' and"
                        + " object_id = ?")
                .param(customer.toString())
                .query(Long.class)
                .single())
        .isOne();
    assertThat(get("/api/customers?query=" + phone).get("items")).isEmpty();
  }

  @Test
  void ordersStayAndAreNobodysWhilstHerPageSaysThatSheIsErased() throws IOException {
    var customer = aCustomerWithAliases();
    int customerNo = customerNo(customer);
    var before = orderLines(customerNo);
    assertThat(before).isPositive();

    erase(customer);

    assertThat(orderLines(customerNo)).isEqualTo(before);
    var page = get("/api/customers/" + customer);
    assertThat(page.get("erasedAt").asString()).isNotBlank();
    assertThat(page.has("name")).isFalse();
    assertThat(page.has("phone")).isFalse();
    assertThat(page.get("identifiers")).isEmpty();
  }

  @Test
  void recordsOfThePastDoNotBringHerBackAndOneOfTodayIsSomebodyNew() throws IOException {
    var customer = aCustomerWithAliases();
    int customerNo = customerNo(customer);
    withdraw(customer);
    erase(customer);

    var late =
        importCustomers(
            "late",
            "k-%s,%s,陈晓梅,2025-01-01 00:00:00",
            "living,13899991111,王五,2025-01-01 00:00:00\n");
    assertThat(late.get("quarantined").asInt()).isEqualTo(1);
    assertThat(get("/api/customers?query=" + phone).get("items")).isEmpty();
    assertThat(
            count(
                "select count(*) from know_collect.quarantined_row where reason = 'erased' and line"
                    + " > 0 and not is_readable",
                List.of()))
        .isPositive();

    var tomorrow = java.time.LocalDateTime.now(java.time.ZoneId.of("Asia/Shanghai")).plusDays(1);
    importCustomers("anew", "k-%s,%s,陈晓梅," + tomorrow.toLocalDate() + " 00:00:00", "");
    var found = get("/api/customers?query=" + phone).get("items");
    assertThat(found).hasSize(1);
    assertThat(found.get(0).get("customerNo").asInt()).isNotEqualTo(customerNo);
    assertThat(suppressed()).as("what she did not want, she still does not").isPositive();
  }

  @Test
  void rowsOfHersInQuarantineAreEmptiedAndOthersCanStillBeRead() throws IOException {
    var customer = aCustomerWithAliases();
    var import1 =
        importCustomers(
            "broken",
            "k-%s,%s,陈晓梅,2025-01-01 00:00:00,one cell too many",
            """
            other,13899990000,李四,2025-01-01 00:00:00,one cell too many
            good,13899992222,赵六,2025-01-01 00:00:00
            """);
    var importId =
        jdbc.sql("select id from know_collect.import_job order by job_no desc limit 1")
            .query((row, _) -> row.getString(1))
            .single();
    int rejected = import1.get("quarantined").asInt();

    erase(customer);

    var emptied =
        count(
            "select count(*) from know_collect.quarantined_row q join know_collect.import_job j"
                + " using (job_no) where j.id = '"
                + importId
                + "' and q.reason = 'erased'",
            List.of());
    assertThat(rejected).isEqualTo(2);
    assertThat(emptied).isEqualTo(1);
    var csv =
        ServerClient.commandLine(environment)
            .get("/api/imports/" + importId + "/rejected.csv")
            .response()
            .body();
    assertThat(csv).contains("13899990000").doesNotContain(phone);
  }

  @Test
  void nobodyApprovesAnErasureOfTheOwnMaking() throws IOException {
    var customer = aCustomerWithAliases();
    var request = received(customer, "erasure");
    assertThat(post("clerk", "/" + request + "/start", null).status()).isEqualTo(409);
    verify(request);

    assertThat(post("clerk", "/" + request + "/approve", null).status()).isEqualTo(403);
    assertThat(post("clerk", "/" + request + "/start", null).status()).isEqualTo(409);
    assertThat(post("second", "/" + request + "/approve", null).status()).isEqualTo(200);
  }

  @Test
  void aCopyTellsAllAndIsOnRecordAndExpires() throws IOException {
    var customer = aCustomerWithAliases();
    var request = received(customer, "access");
    verify(request);
    assertThat(post("clerk", "/" + request + "/start", null).status()).isEqualTo(200);
    running.run();

    var copy = post("clerk", "/" + request + "/copy", "{\"reason\":\"she is at the counter\"}");

    assertThat(copy.status()).isEqualTo(200);
    assertThat(copy.response().body()).contains("+86" + phone, "陈晓梅", "\"order-lines\"");
    assertThat(
            jdbc.sql(
                    "select reason from brand_audit.entry where action = 'privacy.download-copy' and"
                        + " object_id = ? and outcome = 'done'")
                .param(request.toString())
                .query(String.class)
                .list())
        .containsOnly("she is at the counter");
    jdbc.sql("update know_privacy.copy set expires_at = now() - interval '1 second'").update();
    assertThat(post("clerk", "/" + request + "/copy", "{\"reason\":\"once more please\"}").status())
        .isEqualTo(404);
  }

  // --- arrange ----------------------------------------------------------------------------------

  /** Two accounts with orders that turn out to be one person. */
  private UUID aCustomerWithAliases() throws IOException {
    importCustomers("first", "k-%s,%s,陈晓梅,2024-01-01 00:00:00", "");
    var orders = folder.resolve("orders-" + phone + ".csv");
    Files.writeString(
        orders,
        """
        订单号,下单时间,商品编码,数量,金额,客户编号
        o-%s,2024-02-01 10:00:00,sku1,1,12.50,k-%s
        """
            .formatted(phone, phone));
    line()
        .imports(
            "orders",
            orders.toString(),
            "--channel",
            "tmall",
            "--zone",
            "Asia/Shanghai",
            "--currency",
            "CNY");
    // Known without a phone in another channel, then with hers: two become one.
    importInto("jd", "j1", "x-" + phone + ",,陈晓梅,2024-01-02 00:00:00");
    importInto("jd", "j2", "x-" + phone + "," + phone + ",陈晓梅,2024-01-03 00:00:00");
    return UUID.fromString(
        get("/api/customers?query=" + phone).get("items").get(0).get("id").asString());
  }

  private JsonNode importCustomers(String name, String row, String more) throws IOException {
    return importInto("tmall", name, row.formatted(phone, phone) + "\n" + more);
  }

  private JsonNode importInto(String channel, String name, String rows) throws IOException {
    var file = folder.resolve(name + "-" + phone + ".csv");
    Files.writeString(file, "客户编号,手机号,姓名,更新时间\n" + rows.strip() + "\n");
    return line()
        .imports("customers", file.toString(), "--channel", channel, "--zone", "Asia/Shanghai");
  }

  private CommandLine line() {
    return new CommandLine(environment, data);
  }

  private void withdraw(UUID customer) {
    assertThat(
            ServerClient.as(
                    environment,
                    "clerk",
                    "POST",
                    "/api/customers/" + customer + "/consents",
                    "{\"purpose\":\"marketing\",\"granted\":false,\"source\":\"service\"}",
                    Map.of())
                .status())
        .isEqualTo(200);
  }

  private UUID received(UUID customer, String kind) {
    var created =
        post(
            "clerk",
            "",
            "{\"kind\":\"%s\",\"customerId\":\"%s\",\"channel\":\"phone\",\"note\":\"she called\"}"
                .formatted(kind, customer));
    assertThat(created.status()).isEqualTo(201);
    return UUID.fromString(created.json().get("id").asString());
  }

  private void verify(UUID request) {
    assertThat(post("clerk", "/" + request + "/verify", "{\"how\":\"phone_code\"}").status())
        .isEqualTo(200);
  }

  private UUID approvedErasure(UUID customer) {
    var request = received(customer, "erasure");
    verify(request);
    assertThat(post("second", "/" + request + "/approve", null).status()).isEqualTo(200);
    assertThat(post("clerk", "/" + request + "/start", null).status()).isEqualTo(200);
    return request;
  }

  private void erase(UUID customer) {
    var request = approvedErasure(customer);
    running.run();
    assertThat(state(request)).isEqualTo("done");
  }

  /** Dies behind every step once; returns how often. */
  private int runUntilItEnds(UUID request) {
    var passed = new HashSet<String>();
    var erasing =
        new ErasingPerson(
            new TransactionTemplate(transactions),
            requests,
            steps,
            customers,
            holders,
            audit,
            clock,
            step -> {
              if (passed.add(step)) {
                throw new Crash();
              }
            });
    int crashes = 0;
    while (true) {
      try {
        assertThat(erasing.run(request)).isTrue();
        return crashes;
      } catch (Crash _) {
        crashes++;
      }
    }
  }

  // --- ask --------------------------------------------------------------------------------------

  private ServerClient.Answer post(String who, String path, @Nullable String body) {
    return ServerClient.as(
        environment, who, "POST", "/api/privacy/requests" + path, body, Map.of());
  }

  private JsonNode get(String path) {
    var answer = ServerClient.as(environment, "clerk", "GET", path, null, Map.of());
    assertThat(answer.status()).isEqualTo(200);
    return answer.json();
  }

  private String state(UUID request) {
    return get("/api/privacy/requests/" + request).get("state").asString();
  }

  private int customerNo(UUID customer) {
    return get("/api/customers/" + customer).get("customerNo").asInt();
  }

  private List<Integer> numbersOf(int customerNo) {
    return jdbc.sql(
            "select customer_no from know_identity.customer where customer_no = :no or merged_into ="
                + " :no")
        .param("no", customerNo)
        .query((row, _) -> row.getInt(1))
        .list();
  }

  private long orderLines(int customerNo) {
    return count(
        "select count(*) from know_purchase.purchase_line l join know_purchase.purchase p using"
            + " (purchase_no) where p.customer_no in (:numbers)",
        List.of(customerNo));
  }

  private long suppressed() {
    return count(
        "select count(*) from know_consent.decision d join know_identity.account_identifier i on"
            + " i.identifier = d.identifier where not d.granted",
        List.of());
  }

  private long count(String sql, List<Integer> numbers) {
    var statement = jdbc.sql(sql);
    return (numbers.isEmpty() ? statement : statement.param("numbers", numbers))
        .query(Long.class)
        .single();
  }
}
