package io.quanyu.know.privacy.internal;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.core.contact.MessagePurpose;
import io.quanyu.know.collect.client.CommandLine;
import io.quanyu.platform.storage.DataDirectory;
import io.quanyu.reach.channel.MessageContent;
import io.quanyu.reach.message.MessageSource;
import io.quanyu.reach.message.NewDispatch;
import io.quanyu.reach.message.Outbox;
import io.quanyu.reach.sms.ConnectedSms;
import io.quanyu.testing.ServerClient;
import io.quanyu.testing.ServerTest;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Two persons go through the system, one of them is erased, and then every byte that the server and
 * its PostgreSQL keep on disk is searched for both: tables, write-ahead log, warehouse, temporary
 * files, uploads, copies, logs. Both were imported, revealed, copied, written to, and answered.
 */
@ServerTest
@Import(PrivacyStaff.class)
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(properties = "quanyu.privacy.pause=1h")
class ErasedInClearIT {

  private static final String ERASED_PHONE = "13866012345";
  private static final String ERASED_NAME = "诸葛琳琅";
  private static final String LIVING_PHONE = "13977054321";
  private static final String LIVING_NAME = "司徒望舒";

  /** Written on purpose into a table and a file: who finds nothing must be able to find these. */
  private static final String CANARY_PHONE = "13511122233";

  private static final String CANARY_NAME = "东方金丝雀";

  private static final int BLOCK = 1 << 20;

  /** No form is longer. */
  private static final int OVERLAP = 64;

  private final Environment environment;
  private final DataDirectory data;
  private final RunningRequests running;
  private final JdbcClient jdbc;
  private final DSLContext dsl;
  private final Outbox outbox;
  private final TransactionTemplate transactions;

  ErasedInClearIT(
      Environment environment,
      DataDirectory data,
      RunningRequests running,
      JdbcClient jdbc,
      DSLContext dsl,
      Outbox outbox,
      TransactionTemplate transactions) {
    this.environment = environment;
    this.data = data;
    this.running = running;
    this.jdbc = jdbc;
    this.dsl = dsl;
    this.outbox = outbox;
    this.transactions = transactions;
  }

  @Test
  void neitherTheErasedNorTheLivingAreAnywhereInClear(
      @TempDir Path folder, @TempDir Path outside, CapturedOutput output) throws IOException {
    imports(folder);
    var erased = find(ERASED_PHONE);
    var living = find(LIVING_PHONE);
    text(outside);
    for (var customer : List.of(erased, living)) {
      reveal(customer);
      withdraw(customer);
      copy(customer, "access");
      copy(customer, "export");
    }
    var wrapped = wrappedKeyOf(erased);
    erase(erased);
    plantCanary();
    jdbc.sql("checkpoint").update();

    var found = search(folder);

    assertThat(found)
        .as("the search finds what is there: in a table, in the log before it, and in a file")
        .anyMatch(place -> place.startsWith("canary phone") && place.contains("base/"))
        .anyMatch(place -> place.startsWith("canary phone") && place.contains("pg_wal"))
        .anyMatch(place -> place.equals("canary phone as 13.UTF-8 in canary.txt"))
        .anyMatch(place -> place.equals("canary name as 5.GBK in canary.txt"))
        .anyMatch(place -> place.equals("canary name as 5.UTF-16LE in canary.txt"));
    assertThat(found).allMatch(place -> place.startsWith("canary"));
    assertThat(output.getAll())
        .doesNotContain(ERASED_PHONE, ERASED_NAME, LIVING_PHONE, LIVING_NAME);
    assertThat(keysLike(wrapped)).as("the wrapped key of the erased in live tables").isZero();
    assertThat(get("/api/customers?query=" + LIVING_PHONE)).contains("\"id\"");
  }

  // --- what people do ---------------------------------------------------------------------------

  private void imports(Path folder) throws IOException {
    var customers = folder.resolve("in-customers.csv");
    Files.writeString(
        customers,
        """
        客户编号,手机号,姓名,更新时间
        e1,%s,%s,2024-03-01 00:00:00
        l1,%s,%s,2024-03-01 00:00:00
        e2,%s,%s,no-date
        l2,%s,%s,no-date
        """
            .formatted(
                ERASED_PHONE,
                ERASED_NAME,
                LIVING_PHONE,
                LIVING_NAME,
                ERASED_PHONE,
                ERASED_NAME,
                LIVING_PHONE,
                LIVING_NAME));
    line().imports("customers", customers.toString(), "--channel", "tmall", "--zone", "UTC");
    Files.delete(customers); // the operator's own copy is not ours
  }

  private CommandLine line() {
    return new CommandLine(environment, data);
  }

  /** Both get a text with their names, and answer it. */
  private void text(Path outside) {
    try (var sms = new ConnectedSms(environment, dsl, outside)) {
      sms.connect(true);
      sms.person("e", "+86" + ERASED_PHONE);
      sms.person("l", "+86" + LIVING_PHONE);
      var source = new MessageSource("test", UUID.randomUUID());
      var call =
          new NewDispatch(
              "sms",
              "",
              MessagePurpose.MARKETING,
              false,
              new MessageContent("${name}，新品到店", Map.of("name", "您好"), Optional.empty()),
              List.of(numberOf(ERASED_PHONE), numberOf(LIVING_PHONE)),
              0,
              Instant.now());
      transactions.executeWithoutResult(_ -> outbox.add(source, List.of(call)));
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> outbox.outcomes(source, 0).reached().getCardinality() == 2);
      sms.reply("+86" + ERASED_PHONE, ERASED_NAME + " 在 " + ERASED_PHONE);
      sms.reply("+86" + LIVING_PHONE, LIVING_NAME + " 在 " + LIVING_PHONE);
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .until(() ->
              jdbc.sql("select count(*) from reach_sms.callback where type = 'reply'")
                      .query(Integer.class)
                      .single()
                  == 2);
    }
  }

  private int numberOf(String phone) {
    var answer = send("clerk", "GET", "/api/customers?query=" + phone, null);
    return answer.json().get("items").get(0).get("customerNo").asInt();
  }

  private UUID find(String phone) {
    var answer = send("clerk", "GET", "/api/customers?query=" + phone, null);
    return UUID.fromString(answer.json().get("items").get(0).get("id").asString());
  }

  private void reveal(UUID customer) {
    var body =
        "{\"fields\":[\"phone\",\"name\"],\"reason\":\"service\",\"note\":\"she called us\"}";
    assertThat(send("clerk", "POST", "/api/customers/" + customer + "/reveal", body).status())
        .isEqualTo(200);
  }

  private void withdraw(UUID customer) {
    var body = "{\"purpose\":\"marketing\",\"granted\":false,\"source\":\"service\"}";
    assertThat(send("clerk", "POST", "/api/customers/" + customer + "/consents", body).status())
        .isEqualTo(200);
  }

  private void copy(UUID customer, String kind) {
    var request = verified(customer, kind);
    ok("clerk", request + "/start", null);
    running.run();
    ok("clerk", request + "/copy", "{\"reason\":\"she is at the counter\"}");
  }

  private void erase(UUID customer) {
    var request = verified(customer, "erasure");
    ok("second", request + "/approve", null);
    ok("clerk", request + "/start", null);
    running.run();
    assertThat(get("/api/privacy/requests/" + request)).contains("\"done\"");
  }

  private String verified(UUID customer, String kind) {
    var body =
        "{\"kind\":\"%s\",\"customerId\":\"%s\",\"channel\":\"store\"}".formatted(kind, customer);
    var created = send("clerk", "POST", "/api/privacy/requests", body);
    assertThat(created.status()).isEqualTo(201);
    var request = created.json().get("id").asString();
    ok("clerk", request + "/verify", "{\"how\":\"document\"}");
    return request;
  }

  private void ok(String who, String path, @Nullable String body) {
    assertThat(send(who, "POST", "/api/privacy/requests/" + path, body).status()).isEqualTo(200);
  }

  private String get(String path) {
    return send("clerk", "GET", path, null).response().body();
  }

  private ServerClient.Answer send(String who, String method, String path, @Nullable String body) {
    return ServerClient.as(environment, who, method, path, body, Map.of());
  }

  // --- what is on disk --------------------------------------------------------------------------

  private void plantCanary() throws IOException {
    jdbc.sql("create table public.canary (phone text, name text)").update();
    jdbc.sql("insert into public.canary values (?, ?)").params(CANARY_PHONE, CANARY_NAME).update();
    var file = data.root().resolve("canary.txt");
    var bytes = new java.io.ByteArrayOutputStream();
    for (var charset : charsets()) {
      bytes.writeBytes(CANARY_NAME.getBytes(charset));
      bytes.write('\n');
    }
    bytes.writeBytes("135 1112-2233".replace("-", " ").getBytes(UTF_8));
    Files.write(file, bytes.toByteArray());
  }

  private static List<Charset> charsets() {
    return List.of(UTF_8, UTF_16LE, UTF_16BE, Charset.forName("GBK"));
  }

  /** A word in one writing. */
  @SuppressWarnings("ArrayRecordComponent") // searched for, never compared
  private record Form(String name, byte[] bytes) {}

  /** All words in each encoding, phone numbers with separators as well; by their first byte. */
  private static List<List<Form>> forms() {
    List<List<Form>> forms = new ArrayList<>();
    for (int i = 0; i < 256; i++) {
      forms.add(new ArrayList<>());
    }
    Map.of(
            "erased phone", ERASED_PHONE,
            "erased name", ERASED_NAME,
            "living phone", LIVING_PHONE,
            "living name", LIVING_NAME,
            "canary phone", CANARY_PHONE,
            "canary name", CANARY_NAME)
        .forEach((what, word) -> {
          for (var text : writings(word)) {
            for (var charset : charsets()) {
              var bytes = text.getBytes(charset);
              forms
                  .get(bytes[0] & 0xff)
                  .add(new Form(what + " as " + text.length() + "." + charset.name(), bytes));
            }
          }
        });
    return forms;
  }

  private static List<String> writings(String word) {
    var texts = new ArrayList<>(List.of(word));
    if (word.startsWith("1")) {
      for (var separator : List.of(" ", "-", ".")) {
        texts.add(
            String.join(separator, word.substring(0, 3), word.substring(3, 7), word.substring(7)));
      }
    }
    return texts;
  }

  /** Words in files: of PostgreSQL, of the data directory, and of those left in {@code more}. */
  private Set<String> search(Path more) throws IOException {
    var forms = forms();
    var found = new TreeSet<String>();
    for (var root : List.of(databaseFolder(), data.root(), more)) {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              if (attributes.isRegularFile()) {
                search(file, forms, form -> found.add(form + " in " + root.relativize(file)));
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure)
                throws IOException {
              if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE; // PostgreSQL and the warehouse work on
              }
              throw failure;
            }
          });
    }
    return found;
  }

  private Path databaseFolder() {
    return Path.of(jdbc.sql("show data_directory").query((row, _) -> row.getString(1)).single());
  }

  /** Reads block by block; blocks overlap, so nothing hides between two. */
  private static void search(Path file, List<List<Form>> forms, Consumer<String> found)
      throws IOException {
    try (var in = Files.newInputStream(file)) {
      var block = new byte[BLOCK + OVERLAP];
      int kept = 0;
      for (int read = in.read(block, 0, BLOCK); read >= 0; read = in.read(block, kept, BLOCK)) {
        int end = kept + read;
        for (int i = 0; i < end; i++) {
          for (var form : forms.get(block[i] & 0xff)) {
            int last = i + form.bytes().length;
            if (last <= end && Arrays.equals(block, i, last, form.bytes(), 0, last - i)) {
              found.accept(form.name());
            }
          }
        }
        kept = Math.min(end, OVERLAP);
        System.arraycopy(block, end - kept, block, 0, kept);
      }
    } catch (NoSuchFileException e) {
      // gone since it was listed
    }
  }

  private byte[] wrappedKeyOf(UUID customer) {
    return jdbc.sql("select wrapped_key from know_profile.customer_key where customer_id = ?")
        .param(customer)
        .query((row, _) -> row.getBytes(1))
        .single();
  }

  private long keysLike(byte[] wrapped) {
    return jdbc.sql("select count(*) from know_profile.customer_key where wrapped_key = ?")
        .param(wrapped)
        .query(Long.class)
        .single();
  }
}
