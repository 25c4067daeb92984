package io.quanyu.know.collect.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quanyu.platform.storage.DataDirectory;
import io.quanyu.testing.ServerTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Hostile and incomplete files, replay, cancel: what an operator meets on a bad day. */
@ServerTest
@TestPropertySource(properties = "quanyu.collect.chunk-rows=100")
class ImportCommandIT {
  private static final String HEADER = "order_no,sku,quantity,unit_price,order_time,customer_id\n";

  private final CommandLine commandLine;
  private final DataDirectory data;
  private final DSLContext db;

  @TempDir Path folder = Path.of("");

  ImportCommandIT(Environment environment, DataDirectory data, DSLContext db) {
    this.commandLine = new CommandLine(environment, data);
    this.data = data;
    this.db = db;
  }

  @Test
  void quarantinesRowsWithReasonsAndReplaysThem() throws IOException {
    var file =
        write(
            "bad.csv",
            HEADER
                + "1,A,1,10.00,2024-03-01T00:00:00Z,c1\n"
                + "2,A,many,10.00,2024-03-01T00:00:00Z,c1\n"
                + "3,A,1,10.00,soon,c1\n"
                + "4,\"A,1,10.00,2024-03-01T00:00:00Z,c1\n"
                + "5,A,2,10.00,2024-03-01T00:00:00Z,c2\n");

    var result = commandLine.imports("orders", file, "--currency", "CNY", "--channel", "bad");

    assertThat(result.path("accepted").asLong()).isEqualTo(2);
    assertThat(result.path("quarantined").asLong()).isEqualTo(3);
    assertThat(result.path("netRevenue").path("CNY").asString()).isEqualTo("30.00");
    assertThat(result.path("reasons").findValuesAsString("reason"))
        .containsExactlyInAnyOrder("bad-number", "bad-date", "bad-quote");

    try (var api = commandLine.api()) {
      var id = result.path("importId").asString();
      assertThat(api.text("/api/imports/" + id + "/rejected.csv").lines())
          .containsExactly(
              "\uFEFForder_no,sku,quantity,unit_price,order_time,customer_id,line,reason",
              "2,A,many,10.00,2024-03-01T00:00:00Z,c1,3,bad-number",
              "3,A,1,10.00,soon,c1,4,bad-date",
              "4,\"\"\"A\",1,10.00,2024-03-01T00:00:00Z,c1,5,bad-quote");

      var mapping = (ObjectNode) api.get("/api/imports/" + id).path("mapping");
      ((ObjectNode) mapping.path("columns")).remove("quantity");
      mapping.putObject("constants").put("quantity", "3");
      var replay =
          api.post(
              "/api/imports/" + id + "/replay",
              ServerApi.JSON.createObjectNode().set("mapping", mapping),
              "replay-1");
      var done = ended(api, replay.path("id").asString());
      assertThat(done.path("accepted").asLong()).isEqualTo(1);
      assertThat(done.path("netRevenue").path("CNY").asString()).isEqualTo("30.00");
      assertThat(api.text("/api/imports/" + id + "/rejected.csv").lines()).hasSize(3);
    }
    assertThat(number("select count(*) from know_purchase.purchase_line where sku = 'A'"))
        .isEqualTo(3);
  }

  @Test
  void asksForWhatTheFileDoesNotTell() throws IOException {
    var file = write("local.csv", HEADER + "1,A,1,10.00,2024-03-01 00:00:00,c1\n");

    assertThat(commandLine.run("orders", file).progress()).contains("add --currency");
    assertThat(commandLine.run("orders", file, "--currency", "CNY").progress())
        .contains("add --zone");
    assertThat(commandLine.run("orders", file, "--currency", "XYZ", "--zone", "UTC").progress())
        .contains("XYZ is no currency");
    assertThat(commandLine.run("orders", folder.resolve("none.csv").toString()).progress())
        .contains("there is no file");
    assertThat(commandLine.run("order", file).exitCode()).isEqualTo(1);
  }

  @Test
  void failsWhenNothingCouldBeAccepted() throws IOException {
    var file = write("hopeless.csv", HEADER + "1,A,x,y,2024-03-01T00:00:00Z,c1\n");

    var said = commandLine.run("orders", file, "--currency", "CNY", "--channel", "hopeless");

    assertThat(said.exitCode()).isEqualTo(1);
    assertThat(said.progress()).contains("no row of hopeless.csv could be accepted");
    assertThat(said.out()).contains("\"accepted\":0");
  }

  @Test
  void severalFilesHaveOneResultInWhichWhatTheyShareCountsOnce() throws IOException {
    var words = new String[] {"orders", march(), april(), "--currency", "CNY", "--channel", "both"};

    var said = commandLine.run(words);

    assertThat(said.exitCode()).isZero();
    assertThat(said.out().lines()).hasSize(1);
    assertThat(said.progress())
        .contains("march.csv: 3 rows, 3 accepted, 0 quarantined")
        .contains("april.csv: 4 rows, 3 accepted, 1 quarantined");
    var result = ServerApi.JSON.readTree(said.out());
    assertFiguresOfMarchAndApril(result);
    assertThat(result.path("seconds").isNumber()).isTrue();
    assertThat(result.path("documents").path("sale").asLong()).isEqualTo(3);
    assertThat(result.path("documents").path("cancellation").asLong()).isEqualTo(1);
    assertThat(result.path("files").findValuesAsString("file"))
        .containsExactly("march.csv", "april.csv");
  }

  @Test
  void theSameFilesAgainHaveTheSameResultWhateverWasReplayedSince() throws IOException {
    var march = march();
    var april = april();
    var options = List.of("--currency", "CNY", "--channel", "again");
    var first = commandLine.imports(words("orders", options, march, april));
    replayWithQuantity(first.path("files").path(1).path("importId").asString(), "5");

    var again = commandLine.imports(words("orders", options, april, march, april));

    assertFiguresOfMarchAndApril(again);
    assertThat(again.path("files").findValuesAsString("alreadyImported"))
        .containsExactly("true", "true", "true");
    assertThat(number("select count(*) from know_purchase.purchase where channel = 'again'"))
        .as("orders, that of the replay with them")
        .isEqualTo(5);
  }

  @Test
  void oneImportAddsUpToItself() throws IOException {
    var options = List.of("--currency", "CNY", "--channel", "alone");
    var one = commandLine.imports(words("orders", options, april()));

    try (var api = commandLine.api()) {
      var sum = api.post("/api/imports/summary", ids(one.path("importId").asString()));

      assertThat(sum.path("imports").asInt()).isEqualTo(1);
      for (var figure :
          List.of(
              "rows",
              "accepted",
              "quarantined",
              "orders",
              "documents",
              "customers",
              "netRevenue",
              "seconds")) {
        assertThat(sum.path(figure)).as(figure).isEqualTo(one.path(figure));
      }
    }
  }

  @Test
  void onlyImportsOfFilesAreAddedUp() throws IOException {
    var options = List.of("--currency", "CNY", "--channel", "odd");
    var one = commandLine.imports(words("orders", options, april()));
    var replay = replayWithQuantity(one.path("importId").asString(), "5");

    try (var api = commandLine.api()) {
      assertThatThrownBy(() -> api.post("/api/imports/summary", ids(UUID.randomUUID().toString())))
          .hasMessageContaining("There is no such import");
      assertThatThrownBy(() -> api.post("/api/imports/summary", ids(replay)))
          .hasMessageContaining("name the import of the file");
      assertThatThrownBy(() -> api.post("/api/imports/summary", ids()))
          .hasMessageContaining("Name one to 1,000 imports");
    }
  }

  @Test
  void severalFilesFailWhenNothingOfThemCouldBeAccepted() throws IOException {
    var some = write("some.csv", HEADER + "1,SA,x,1,2024-03-01T00:00:00Z,c1\n");
    var more = write("more.csv", HEADER + "2,SA,x,1,2024-03-01T00:00:00Z,c1\n");
    var options = List.of("--currency", "CNY", "--channel", "hopeless");

    var said = commandLine.run(words("orders", options, some, more));

    assertThat(said.exitCode()).isEqualTo(1);
    assertThat(said.progress()).contains("no row of some.csv, more.csv could be accepted");
    assertThat(said.out().lines()).hasSize(1);
    assertThat(commandLine.run(words("orders", options, some, april())).exitCode()).isZero();
  }

  /** Three lines of two documents, of two customers. */
  private String march() throws IOException {
    return write(
        "march.csv",
        HEADER
            + "1,SA,1,10.00,2024-03-01T00:00:00Z,c1\n"
            + "2,SA,1,10.00,2024-03-31T23:00:00Z,c2\n"
            + "2,SB,1,20.00,2024-03-31T23:00:00Z,c2\n");
  }

  /** Another line of a document of March, two new documents, one new customer, a bad row. */
  private String april() throws IOException {
    return write(
        "april.csv",
        HEADER
            + "2,SC,1,5.50,2024-03-31T23:00:00Z,c2\n"
            + "3,SA,1,10.00,2024-04-02T00:00:00Z,c3\n"
            + "C3,SA,-1,10.00,2024-04-03T00:00:00Z,c3\n"
            + "4,SA,five,10.00,2024-04-04T00:00:00Z,c4\n");
  }

  private static void assertFiguresOfMarchAndApril(JsonNode result) {
    assertThat(result.path("rows").asLong()).isEqualTo(7);
    assertThat(result.path("accepted").asLong()).isEqualTo(6);
    assertThat(result.path("quarantined").asLong()).isEqualTo(1);
    assertThat(result.path("orders").asLong()).as("1, 2, 3 and C3").isEqualTo(4);
    assertThat(result.path("customers").asLong()).as("c1, c2 and c3").isEqualTo(3);
    assertThat(result.path("netRevenue").path("CNY").asString()).isEqualTo("45.50");
  }

  private String replayWithQuantity(String id, String quantity) {
    try (var api = commandLine.api()) {
      var mapping = (ObjectNode) api.get("/api/imports/" + id).path("mapping");
      ((ObjectNode) mapping.path("columns")).remove("quantity");
      mapping.putObject("constants").put("quantity", quantity);
      var replay =
          api.post(
              "/api/imports/" + id + "/replay",
              ServerApi.JSON.createObjectNode().set("mapping", mapping),
              "replay-of-" + id);
      var done = ended(api, replay.path("id").asString());
      assertThat(done.path("accepted").asLong()).isEqualTo(1);
      return done.path("id").asString();
    }
  }

  private static String[] words(String kind, List<String> options, String... files) {
    return Stream.of(Stream.of(kind), Stream.of(files), options.stream())
        .flatMap(words -> words)
        .toArray(String[]::new);
  }

  private static ObjectNode ids(String... ids) {
    var question = ServerApi.JSON.createObjectNode();
    List.of(ids).forEach(question.putArray("ids")::add);
    return question;
  }

  @Test
  void keepsNoClearTextOnDisk() throws IOException {
    var secret = "13911112222";
    var file =
        write("people.csv", "客户编号,手机号,姓名\nk1," + secret + ",欧阳明月\nk2,139,欧阳\n,,nobody-here\n");

    commandLine.imports("customers", file, "--channel", "secret");

    try (Stream<Path> files = Files.walk(data.root())) {
      for (var stored : files.filter(Files::isRegularFile).toList()) {
        var bytes = new String(Files.readAllBytes(stored), StandardCharsets.ISO_8859_1);
        assertThat(bytes.contains(secret)).as(stored.toString()).isFalse();
      }
    }
    assertThat(
            number(
                "select count(*) from know_collect.quarantined_row where position('nobody'::bytea in"
                    + " cells) > 0"))
        .isZero();
  }

  @Test
  void aStoppedImportGoesOnWhereItStopped() throws IOException {
    var rows = new StringBuilder(HEADER);
    for (int i = 0; i < 20_000; i++) {
      rows.append(i / 3).append(",S").append(i % 7).append(",1,1.00,2024-03-01T00:00:00Z,c");
      rows.append(i / 3 % 50).append('\n');
    }
    var file = write("long.csv", rows.toString());
    try (var api = commandLine.api()) {
      var upload = api.upload(Path.of(file));
      var guess =
          api.post(
              "/api/uploads/" + upload.path("id").asString() + "/mapping-guess",
              ServerApi.JSON.createObjectNode().put("kind", "orders"));
      var wish = ServerApi.JSON.createObjectNode();
      wish.put("uploadId", upload.path("id").asString());
      wish.put("channel", "stopped");
      wish.put("currency", "CNY");
      wish.set("mapping", guess.path("mapping"));
      var id = api.post("/api/imports", wish, "stop-1").path("id").asString();
      api.post("/api/imports/" + id + "/cancel", ServerApi.JSON.createObjectNode());

      var stopped = ended(api, id);
      assertThat(stopped.path("state").asString()).isEqualTo("cancelled");
      assertThat(api.post("/api/imports", wish, "stop-2").path("id").asString()).isEqualTo(id);

      var done = ended(api, id);
      assertThat(done.path("state").asString()).isEqualTo("completed");
      assertThat(done.path("rows").asLong()).isEqualTo(20_000);
      assertThat(done.path("orders").asLong()).isEqualTo(6_667);
      assertThat(done.path("customers").asLong()).isEqualTo(50);
      assertThat(done.path("netRevenue").path("CNY").asString()).isEqualTo("20000.00");
    }
  }

  private static JsonNode ended(ServerApi api, String id) {
    while (true) {
      var job = api.get("/api/imports/" + id);
      if (!List.of("queued", "running").contains(job.path("state").asString())) {
        return job;
      }
      Thread.onSpinWait();
    }
  }

  private String write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  private long number(String sql) {
    return db.fetchSingle(sql).get(0, Long.class);
  }
}
