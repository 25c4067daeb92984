package io.quanyu.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server is killed with -9 at random moments of an import and started again, as often as {@code
 * quanyu.kills} says (3 in the test run, 20 in {@code ./quanyu soak import}). What it had
 * acknowledged is there after every restart, and at the end every line of the file is there once:
 * in the tables, in the metrics and in the warehouse.
 */
class ImportCrashE2eTests {

  private static final int KILLS = Integer.getInteger("quanyu.kills", 3);
  private static final long SEED = Long.getLong("quanyu.seed", System.nanoTime());

  private static final int CUSTOMERS = 1_000;
  private static final int LINES_PER_ORDER = 2;

  /** Two chunks and more for each kill, so that the import never ends before the last kill. */
  private static final int ORDERS_PER_CUSTOMER = 20 * (KILLS + 2);

  private static final int LINES = CUSTOMERS * ORDERS_PER_CUSTOMER * LINES_PER_ORDER;
  private static final int PAUSE_MAX_MS = 1_200;

  @TempDir static Path data;

  @Test
  void everyAcknowledgedLineIsThereOnce() throws Exception {
    System.out.println("quanyu.seed=" + SEED + " quanyu.kills=" + KILLS);
    var random = new Random(SEED);
    var file = writeOrders(data.resolve("orders.csv"));
    var server = ServerProcess.start(data);
    var importId =
        server
            .api()
            .startImport("orders", file, "shop", "CNY", "Asia/Shanghai")
            .get("id")
            .asString();
    for (int kill = 1; kill <= KILLS; kill++) {
      var acknowledged = awaitProgress(server, importId, random);
      server.kill();
      server = ServerProcess.start(data);
      assertThat(accepted(server, importId))
          .as("acknowledged before kill %d", kill)
          .isGreaterThanOrEqualTo(acknowledged);
    }
    var done = server.api().awaitImport(importId);
    assertThat(done.get("state").asString()).isEqualTo("completed");
    assertThat(done.get("rows").asLong()).isEqualTo(LINES);
    assertThat(done.get("accepted").asLong()).isEqualTo(LINES);
    assertThat(linesInDatabase()).isEqualTo(LINES);
    server.api().awaitTags();
    assertThat(server.api().previewSize(exactly("metric", "\"metric\":\"orders\"")))
        .as("customers whose metrics count every order once")
        .isEqualTo(CUSTOMERS);
    assertThat(
            server
                .api()
                .previewSize(
                    exactly(
                        "performed",
                        "\"event\":\"purchase\",\"measure\":\"count\",\"window\":{\"type\":\"ever\"}")))
        .as("customers whose orders the warehouse holds once")
        .isEqualTo(CUSTOMERS);
    server.close();
  }

  private static String exactly(String type, String rest) {
    return "{\"type\":\"%s\",%s,\"operator\":\"exactly\",\"min\":%d}"
        .formatted(type, rest, ORDERS_PER_CUSTOMER);
  }

  /** Waits for a random moment after the next chunk was acknowledged; answers what was. */
  private static long awaitProgress(ServerProcess server, String importId, Random random) {
    var before = accepted(server, importId);
    var now = before;
    while (now == before && now < LINES && random.nextInt(20) > 0) {
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      now = accepted(server, importId);
    }
    LockSupport.parkNanos(Duration.ofMillis(random.nextInt(PAUSE_MAX_MS)).toNanos());
    return accepted(server, importId);
  }

  private static long accepted(ServerProcess server, String importId) {
    return server.api().get("/api/imports/" + importId).get("accepted").asLong();
  }

  /** Lines in the table of facts, counted in the server's own PostgreSQL; duplicates would show. */
  private static long linesInDatabase() throws IOException, SQLException {
    var postgres = data.resolve("postgres");
    var url =
        "jdbc:postgresql://127.0.0.1:%s/quanyu"
            .formatted(Files.readString(postgres.resolve("port")).strip());
    try (var connection =
            DriverManager.getConnection(
                url, "quanyu", Files.readString(postgres.resolve("password")).strip());
        var statement = connection.createStatement();
        var result =
            statement.executeQuery(
                """
                select count(*), count(distinct (source, line_no)), sum(total_minor)
                from know_purchase.purchase_line
                """)) {
      result.next();
      assertThat(result.getLong(2)).as("distinct lines").isEqualTo(result.getLong(1));
      assertThat(result.getLong(3)).as("sum of line totals").isEqualTo(100L * LINES);
      return result.getLong(1);
    }
  }

  private static Path writeOrders(Path file) throws IOException {
    var start = LocalDateTime.of(2026, 1, 1, 8, 0);
    try (var out = Files.newBufferedWriter(file)) {
      out.write("order_no,sku,quantity,unit_price,ordered_at,customer_id\n");
      for (int order = 0; order < LINES / LINES_PER_ORDER; order++) {
        for (int line = 0; line < LINES_PER_ORDER; line++) {
          out.write(
              "S%d,SKU%d,1,1.00,%s,buyer%d\n"
                  .formatted(order, line, start.plusSeconds(order), order % CUSTOMERS));
        }
      }
    }
    return file;
  }
}
