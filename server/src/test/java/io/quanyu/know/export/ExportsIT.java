package io.quanyu.know.export;

import static io.quanyu.know.identity.ClaimedIdentifier.phone;
import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.core.access.DataScope;
import io.quanyu.core.identity.Gender;
import io.quanyu.know.export.internal.ExpiringExports;
import io.quanyu.know.identity.Identities;
import io.quanyu.know.identity.IdentityClaim;
import io.quanyu.know.profile.PersonalValues;
import io.quanyu.know.profile.ProfileClaim;
import io.quanyu.know.profile.Profiles;
import io.quanyu.platform.personal.Person;
import io.quanyu.platform.personal.PersonalDataHolder;
import io.quanyu.platform.scope.VisibleCustomers;
import io.quanyu.platform.web.Caller;
import io.quanyu.platform.web.Permission;
import io.quanyu.testing.Holders;
import io.quanyu.testing.NamedCallers;
import io.quanyu.testing.ServerClient;
import io.quanyu.testing.ServerTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files of customers: who gets them, what is in them, and what is left of them. */
@ServerTest
@Import(NamedCallers.class)
@TestPropertySource(
    properties = {
      "quanyu.export.masked-without-approval=3",
      "quanyu.export.rows-max=100000",
      "quanyu.web.expensive-at-once=1000"
    })
class ExportsIT {

  private static final Instant AT = Instant.parse("2026-03-01T08:00:00Z");
  private static final String MASKED = draft("name,phone,city", false);
  private static final String CLEAR = draft("name,phone,city", true);

  private final Identities identities;
  private final Profiles profiles;
  private final VisibleCustomers visible;
  private final ExpiringExports expiring;
  private final TransactionTemplate transactions;
  private final JdbcClient jdbc;
  private final PersonalDataHolder exported;
  private final Environment environment;

  ExportsIT(
      Identities identities,
      Profiles profiles,
      VisibleCustomers visible,
      ExpiringExports expiring,
      PlatformTransactionManager transactions,
      JdbcClient jdbc,
      List<PersonalDataHolder> holders,
      Environment environment) {
    this.identities = identities;
    this.profiles = profiles;
    this.visible = visible;
    this.expiring = expiring;
    this.transactions = new TransactionTemplate(transactions);
    this.jdbc = jdbc;
    this.exported = Holders.named("know.export", holders);
    this.environment = environment;
  }

  @BeforeEach
  void peopleAndNoCustomers() {
    jdbc.sql(
            """
            truncate know_identity.customer, know_identity.account, know_identity.account_identifier,
              know_identity.change, know_profile.profile, know_profile.account_profile,
              know_profile.customer_key, know_export.export restart identity
            """)
        .update();
    visible.forget();
    NamedCallers.CALLERS.clear();
    may("lin", "exports.create", "exports.clear", "customers.read", "segments.read");
    may("masker", "exports.create", "customers.read", "segments.read");
    may("boss", "exports.approve", "exports.create", "customers.read", "segments.read");
    may("auditor", "exports.trace");
  }

  private static void may(String name, String... permissions) {
    NamedCallers.CALLERS.put(
        name, Caller.ofBrand(name, name + "'s name", false, Set.of(permissions)));
  }

  private static void seesUnits(String name, int... units) {
    var scope = DataScope.ofUnits(RoaringBitmap.bitmapOf(units));
    NamedCallers.CALLERS.put(
        name,
        new Caller(
            name,
            name,
            false,
            Permission.SCOPED.stream().collect(Collectors.toMap(p -> p, _ -> scope))));
  }

  @Test
  void theFileHoldsWhatIsKnownOfEachCustomer() {
    know("王小明", "+8613800001000", "杭州");
    know("李雷", "+447911123456", "London, \"Soho\"\nW1");
    know("欧阳娜娜", "+8613800001002", "上海");

    var masked = fileOf("masker", ask("masker", MASKED));
    assertThat(masked.getFirst().subList(0, 3)).containsExactly("name", "phone", "city");
    assertThat(masked.getFirst().get(3)).startsWith("record_mark (masker, ").contains("export ");
    assertThat(cells(masked))
        .containsExactlyInAnyOrder(
            List.of("王**", "138****1000", "杭州"),
            // Excel would take it for a product of numbers.
            List.of("李*", "'+44791****3456", "London, \"Soho\"\nW1"),
            List.of("欧***", "138****1002", "上海"));

    var clear = ask("lin", CLEAR);
    approve("boss", clear);
    assertThat(cells(fileOf("lin", clear)))
        .containsExactlyInAnyOrder(
            List.of("王小明", "+8613800001000", "杭州"),
            List.of("李雷", "+447911123456", "London, \"Soho\"\nW1"),
            List.of("欧阳娜娜", "+8613800001002", "上海"));
  }

  @Test
  void inClearAndManyNeedASecondPerson() {
    knowMany(4);
    assertThat(send("masker", "POST", "/api/exports", CLEAR).json().get("type").asString())
        .isEqualTo("/problems/know.export/clear-not-allowed");
    assertThat(estimate("masker", MASKED).get("needsApproval").asBoolean()).isTrue();
    assertThat(estimate("masker", MASKED).get("rows").asInt()).isEqualTo(4);

    var id = ask("boss", MASKED);
    assertThat(state("boss", id)).isEqualTo("requested");
    var own = decide("boss", id, "approve", "{}");
    assertThat(own.status()).isEqualTo(403);
    assertThat(own.json().get("type").asString())
        .isEqualTo("/problems/know.export/second-person-needed");
    assertThat(send("boss", "GET", "/api/exports/" + id + "/file", null).status()).isEqualTo(409);

    may("other", "exports.approve");
    assertThat(decide("other", id, "refuse", "{\"note\":\"what for?\"}").status()).isEqualTo(200);
    assertThat(state("boss", id)).isEqualTo("refused");
    assertThat(decide("other", id, "approve", "{}").status()).isEqualTo(409);
  }

  @Test
  void threeMaskedOnesNeedNobodyAndOneInClearDoes() {
    knowMany(3);
    assertThat(estimate("masker", MASKED).get("needsApproval").asBoolean()).isFalse();
    assertThat(estimate("lin", CLEAR).get("needsApproval").asBoolean()).isTrue();
    // Asked for in clear, but nothing of it is personal.
    assertThat(estimate("lin", draft("city,orders", true)).get("needsApproval").asBoolean())
        .isFalse();
    // What grew beyond the limit meanwhile is not written without a second person.
    var id = fileOfOne("masker");
    knowMany(1);
    jdbc.sql("update know_export.export set state = 'APPROVED', file_key = null").update();
    awaitState("masker", id, "failed");
    assertThat(get("masker", "/api/exports/" + id).get("failure").asString()).isEqualTo("too_many");
  }

  @Test
  void aStoreThatWasLostIsNotInTheFile() {
    knowMany(6);
    jdbc.sql("update know_identity.customer set owner_unit_no = 1 + customer_no % 3").update();
    seesUnits("dealer", 1, 2);
    visible.forget();
    var id = ask("dealer", MASKED);
    assertThat(get("dealer", "/api/exports/" + id).get("rowsExpected").asInt()).isEqualTo(4);

    // She lost unit 2 and got unit 3, which nobody allowed her to take out.
    seesUnits("dealer", 1, 3);
    approve("boss", id);

    assertThat(cells(fileOf("dealer", id))).hasSize(2);
    assertThat(get("dealer", "/api/exports/" + id).get("rowsWritten").asInt()).isEqualTo(2);
    // And when unit 1 goes too, the file is not hers any more.
    seesUnits("dealer", 3);
    assertThat(send("dealer", "GET", "/api/exports/" + id + "/file", null).status()).isEqualTo(404);
  }

  @Test
  void whoLeftOrMayNotAnyMoreGetsNoFile() {
    knowMany(5);
    var left = ask("masker", MASKED);
    var demoted = ask("lin", CLEAR);
    NamedCallers.CALLERS.remove("masker");
    may("lin", "exports.create", "customers.read", "segments.read");
    approve("boss", left);
    approve("boss", demoted);

    awaitState("lin", demoted, "failed");
    assertThat(failures()).containsOnly("NOT_ALLOWED_ANY_MORE").hasSize(2);
  }

  @Test
  void whoWasMergedMeanwhileDropsOut() {
    knowMany(3);
    jdbc.sql(
            """
            update know_identity.customer set merged_into = (select min(customer_no) from know_identity.customer)
            where customer_no = (select max(customer_no) from know_identity.customer)
            """)
        .update();
    // The set that the server keeps still has her.
    assertThat(cells(fileOf("masker", ask("masker", MASKED)))).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"begun", "half written", "renamed"})
  void aCrashLeavesNothingThatCanBeReadAndTheFileIsWrittenAgain(String after) throws IOException {
    knowMany(3);
    var id = ask("masker", MASKED);
    fileOf("masker", id);
    var sealed = folder().resolve(id + ".sealed");
    var half = Arrays.copyOf(Files.readAllBytes(sealed), 40);
    // What the disk and the database hold when a server died behind this step.
    switch (after) {
      case "begun" -> Files.delete(sealed);
      case "half written" -> {
        Files.delete(sealed);
        Files.write(folder().resolve(id + ".part"), half);
      }
      default -> assertThat(sealed).exists(); // whole, but its key died with the server
    }
    jdbc.sql("update know_export.export set state = 'RUNNING', file_key = null").update();

    awaitState("masker", id, "ready");
    assertThat(cells(fileOf("masker", id))).hasSize(3);
    try (var files = Files.list(folder())) {
      assertThat(files.filter(file -> file.toString().endsWith(".part"))).isEmpty();
    }
  }

  @Test
  void whatIsCancelledIsNotWritten() {
    knowMany(4);
    var waiting = ask("masker", MASKED);
    assertThat(send("boss", "POST", "/api/exports/" + waiting + "/cancel", null).status())
        .isEqualTo(404);
    assertThat(send("masker", "POST", "/api/exports/" + waiting + "/cancel", null).status())
        .isEqualTo(200);
    assertThat(decide("boss", waiting, "approve", "{}").status()).isEqualTo(409);

    var running = ask("lin", CLEAR);
    transactions.executeWithoutResult(_ -> {
      // The writer has begun and waits for its first customers.
      jdbc.sql("lock table know_identity.customer in access exclusive mode").update();
      approve("boss", running);
      awaitState("lin", running, "running");
      assertThat(send("lin", "POST", "/api/exports/" + running + "/cancel", null).status())
          .isEqualTo(200);
    });
    // The writer is through with it when it has written the next one.
    fileOfOne("masker");
    assertThat(state("lin", running)).isEqualTo("cancelled");
    assertThat(folder().resolve(running + ".sealed")).doesNotExist();
    assertThat(send("lin", "POST", "/api/exports/" + running + "/cancel", null).status())
        .isEqualTo(409);
  }

  @Test
  void afterItsTimeKeyAndFileAreDestroyed() {
    knowMany(5);
    var id = fileOfOne("masker");
    var waiting = ask("masker", MASKED);
    assertThat(folder().resolve(id + ".sealed")).exists();

    expiring.expire();
    assertThat(folder().resolve(id + ".sealed")).exists();
    jdbc.sql("update know_export.export set expires_at = now() - interval '1 second'").update();
    assertThat(send("masker", "GET", "/api/exports/" + id + "/file", null).json().get("type"))
        .hasToString("\"/problems/know.export/file-gone\"");
    expiring.expire();

    assertThat(state("masker", id)).isEqualTo("expired");
    assertThat(state("masker", waiting)).isEqualTo("expired");
    assertThat(folder().resolve(id + ".sealed")).doesNotExist();
    assertThat(
            jdbc.sql("select count(*) from know_export.export where file_key is not null")
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void anErasureDestroysEveryFileThatWasAskedForBeforeIt() {
    knowMany(5);
    var ready = fileOfOne("masker");
    var her = Holders.personWith();
    var later = fileOfOne("masker");

    assertThat(erase(her)).isTrue();
    assertThat(erase(her)).as("once more, as behind a crash").isTrue();

    assertThat(state("masker", ready)).isEqualTo("expired");
    assertThat(send("masker", "GET", "/api/exports/" + ready + "/file", null).status())
        .isEqualTo(409);
    assertThat(state("masker", later)).isEqualTo("ready");
    assertThat(cells(fileOf("masker", later))).hasSize(5);
  }

  private boolean erase(Person person) {
    return Boolean.TRUE.equals(transactions.execute(_ -> exported.erase(person)));
  }

  @Test
  void nothingOfAFileIsOnDiskInClear() throws IOException {
    know("欧阳娜娜", "+8613877776666", "杭州");
    var id = ask("lin", CLEAR);
    approve("boss", id);
    assertThat(cells(fileOf("lin", id))).hasSize(1);

    var traces = List.of("13877776666", "欧阳娜娜");
    var data = Path.of(environment.getRequiredProperty("quanyu.data"));
    try (var all = Files.walk(data)) {
      var files = all.filter(Files::isRegularFile).toList();
      assertThat(files).anyMatch(file -> file.toString().endsWith(id + ".sealed"));
      for (var file : files) {
        var bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        for (var trace : traces) {
          assertThat(bytes)
              .as(file.toString())
              .doesNotContain(
                  new String(trace.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        }
      }
    }
  }

  @Test
  void noCellIsAFormula() {
    know("=HYPERLINK(\"http://evil\")", "+8613800001000", "@SUM(A1)");
    know("-5+3", "+8613800001001", "＝1+1");
    know("+86", "+8613800001002", "\t=1");
    var id = ask("lin", CLEAR);
    approve("boss", id);

    assertThat(cells(fileOf("lin", id)))
        .containsExactlyInAnyOrder(
            List.of("'=HYPERLINK(\"http://evil\")", "+8613800001000", "'@SUM(A1)"),
            List.of("'-5+3", "+8613800001001", "'＝1+1"),
            List.of("+86", "+8613800001002", "'\t=1"));
  }

  @Test
  void anyThreeRowsTellWhoseFileTheyAreFrom() {
    knowMany(20);
    List<String> rows = new ArrayList<>();
    var first = ask("masker", MASKED);
    var second = ask("lin", CLEAR);
    for (var id : List.of(first, second)) {
      approve("boss", id);
      var asker = id.equals(first) ? "masker" : "lin";
      var file = fileOf(asker, id);
      assertThat(file).hasSize(21);
      rows.addAll(file.stream().skip(1).map(cells -> String.join("\t", cells)).toList());
    }
    var marks = rows.stream().map(row -> row.substring(row.lastIndexOf('\t') + 1)).toList();
    assertThat(new HashSet<>(marks)).hasSize(40);

    var random = new Random(7);
    for (int i = 0; i < 10; i++) {
      var of = random.nextBoolean() ? 0 : 20;
      var three = new ArrayList<>(rows.subList(of, of + 20));
      Collections.shuffle(three, random);
      var trace = trace(String.join("\r\n", three.subList(0, 3)).toLowerCase(Locale.ROOT));
      assertThat(trace.get("files")).hasSize(1);
      assertThat(trace.at("/files/0/rows").asInt()).isEqualTo(3);
      assertThat(trace.at("/files/0/export/id").asString()).isEqualTo(of == 0 ? first : second);
      assertThat(trace.at("/files/0/export/requestedBy").asString())
          .isEqualTo(of == 0 ? "masker" : "lin");
    }

    // A made-up mark, and one with a letter changed, are nobody's.
    var mark = marks.getFirst();
    var changed = (mark.charAt(0) == 'A' ? 'B' : 'A') + mark.substring(1);
    var foreign = trace(changed + " ABCDEFGHIJKLMNOPQRSTUVWXYZ " + mark);
    assertThat(foreign.get("marks").asInt()).isEqualTo(3);
    assertThat(foreign.get("foreign").asInt()).isEqualTo(2);
    assertThat(foreign.at("/files/0/lines/0").asInt()).isEqualTo(1);
  }

  @Test
  void twoFilesOfTheSamePeopleHaveThemInAnotherOrder() {
    knowMany(20);
    List<List<List<String>>> files = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      var id = ask("lin", CLEAR);
      approve("boss", id);
      files.add(cells(fileOf("lin", id)));
    }
    assertThat(files.getFirst()).isNotEqualTo(files.getLast());
    assertThat(files.getFirst()).containsExactlyInAnyOrderElementsOf(files.getLast());
  }

  @Test
  void oneKeyAsksOnce() {
    knowMany(2);
    var headers = Map.of("Idempotency-Key", "once");
    var first = ServerClient.as(environment, "lin", "POST", "/api/exports", MASKED, headers);
    var again = ServerClient.as(environment, "lin", "POST", "/api/exports", MASKED, headers);
    var other = ServerClient.as(environment, "lin", "POST", "/api/exports", CLEAR, headers);

    assertThat(again.json().get("id")).isEqualTo(first.json().get("id"));
    assertThat(other.status()).isEqualTo(409);
    assertThat(get("lin", "/api/exports").get("items")).hasSize(1);
  }

  @Test
  void eachDownloadIsOnRecordAndForTheRequesterAlone() {
    knowMany(3);
    var id = fileOfOne("masker");
    var answer = send("masker", "GET", "/api/exports/" + id + "/file", null);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("Content-Disposition")).contains("customers-masker-").contains(id);
    assertThat(answer.response().body()).startsWith("\uFEFF");
    for (var other : List.of("lin", "boss")) {
      assertThat(send(other, "GET", "/api/exports/" + id + "/file", null).status()).isEqualTo(404);
    }

    assertThat(get("masker", "/api/exports/" + id).get("downloads").asInt()).isEqualTo(2);
    assertThat(
            jdbc.sql(
                    """
                    select details::jsonb ->> 'rows' from brand_audit.entry
                    where action = 'exports.download' and outcome = 'done' and object_id = ?
                    """)
                .param(id)
                .query(String.class)
                .list())
        .containsExactly("3", "3");
  }

  @Test
  void aHundredThousandRowsAreWrittenInChunks() {
    jdbc.sql(
            """
            insert into know_identity.customer (customer_no, customer_id, created_at)
            select n, uuidv7(), now() from generate_series(1, 100000) n
            """)
        .update();
    visible.forget();
    var id = ask("masker", draft("customer_no", false));
    approve("boss", id);
    var file = fileOf("masker", id);

    assertThat(file).hasSize(100_001);
    assertThat(file.stream().skip(1).map(List::getFirst).distinct()).hasSize(100_000);
    assertThat(file.stream().skip(1).map(List::getLast).distinct()).hasSize(100_000);
  }

  private static String draft(String columns, boolean isClear) {
    return """
    {"source":{},"columns":["%s"],"isClear":%s,"purpose":"a letter in spring"}
    """
        .formatted(columns.replace(",", "\",\""), isClear);
  }

  private void knowMany(int count) {
    int from =
        jdbc.sql("select count(*) from know_identity.customer").query(Integer.class).single();
    IntStream.range(from, from + count)
        .forEach(i -> know("王小" + i, "+86138000%05d".formatted(i), "杭州"));
  }

  private void know(String name, String phone, String city) {
    transactions.executeWithoutResult(_ -> {
      var resolved =
          identities.resolve(
              List.of(
                  new IdentityClaim(
                      "crm", phone, List.of(phone(phone)), null, null, Gender.FEMALE, AT)));
      profiles.record(
          resolved.moves(),
          List.of(
              new ProfileClaim(
                  resolved.accounts().getFirst(),
                  "crm",
                  AT,
                  new PersonalValues(name, null, phone, null, null, null),
                  Gender.FEMALE,
                  null,
                  null,
                  city,
                  AT,
                  Map.of())));
    });
    visible.forget();
  }

  private String ask(String who, String draft) {
    var answer = send(who, "POST", "/api/exports", draft);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    return answer.json().get("id").asString();
  }

  private String fileOfOne(String who) {
    var id = ask(who, draft("name", false));
    if (state(who, id).equals("requested")) {
      approve("boss", id);
    }
    fileOf(who, id);
    return id;
  }

  private void approve(String who, String id) {
    var answer = decide(who, id, "approve", "{}");
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
  }

  private ServerClient.Answer decide(String who, String id, String how, String body) {
    return send(who, "POST", "/api/export-requests/" + id + "/" + how, body);
  }

  private String state(String who, String id) {
    return get(who, "/api/exports/" + id).get("state").asString();
  }

  private void awaitState(String who, String id, String state) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(state(who, id)).isEqualTo(state));
  }

  private List<List<String>> fileOf(String who, String id) {
    awaitStateSeen(who, id);
    var answer = send(who, "GET", "/api/exports/" + id + "/file", null);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return records(answer.response().body().substring(1));
  }

  /** As the database has it: who lost a part sees the export again when its file is written. */
  private void awaitStateSeen(String who, String id) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() ->
            assertThat(
                    jdbc.sql("select state from know_export.export where export_id = ?")
                        .param(UUID.fromString(id))
                        .query(String.class)
                        .single())
                .as(who)
                .isEqualTo("READY"));
  }

  private List<@Nullable String> failures() {
    return jdbc.sql("select failure from know_export.export where failure is not null")
        .query(String.class)
        .list();
  }

  /** A reader of our own: another one than the writer's library. */
  private static List<List<String>> records(String csv) {
    List<List<String>> records = new ArrayList<>();
    List<String> record = new ArrayList<>();
    var cell = new StringBuilder();
    boolean isQuoted = false;
    for (int i = 0; i < csv.length(); i++) {
      char c = csv.charAt(i);
      if (isQuoted) {
        if (c != '"') {
          cell.append(c);
        } else if (i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
          cell.append('"');
          i++;
        } else {
          isQuoted = false;
        }
      } else if (c == '"') {
        isQuoted = true;
      } else if (c == ',' || c == '\r') {
        record.add(cell.toString());
        cell.setLength(0);
      } else if (c == '\n') {
        records.add(List.copyOf(record));
        record.clear();
      } else {
        cell.append(c);
      }
    }
    return records;
  }

  /** Without head and marks. */
  private static List<List<String>> cells(List<List<String>> records) {
    return records.stream().skip(1).map(row -> row.subList(0, row.size() - 1)).toList();
  }

  private Path folder() {
    return Path.of(environment.getRequiredProperty("quanyu.data"), "exports");
  }

  private JsonNode estimate(String who, String draft) {
    return Objects.requireNonNull(send(who, "POST", "/api/exports/estimate", draft).json());
  }

  private JsonNode trace(String text) {
    var answer =
        send(
            "auditor",
            "POST",
            "/api/export-trace",
            JsonMapper.shared().writeValueAsString(Map.of("text", text)));
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.json();
  }

  private JsonNode get(String who, String path) {
    var answer = send(who, "GET", path, null);
    assertThat(answer.status()).as(path + " " + answer.response().body()).isEqualTo(200);
    return answer.json();
  }

  private ServerClient.Answer send(String who, String method, String path, @Nullable String body) {
    return ServerClient.as(environment, who, method, path, body, Map.of());
  }
}
