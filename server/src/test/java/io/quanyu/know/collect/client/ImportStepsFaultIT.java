package io.quanyu.know.collect.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.know.collect.internal.job.ChunkStep;
import io.quanyu.know.history.ResolvedBatch;
import io.quanyu.platform.eventlog.EventLog;
import io.quanyu.platform.storage.DataDirectory;
import io.quanyu.testing.ServerTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.test.context.TestPropertySource;

/** The import breaks off once after every step of a chunk; the end state is as if it had not. */
@ServerTest
@TestPropertySource(properties = "quanyu.collect.chunk-rows=20")
class ImportStepsFaultIT {
  private static final int ROWS = 1_600;

  private final CommandLine commandLine;
  private final DSLContext db;
  private final EventLog eventLog;
  private final BreakingOff watch;

  @TempDir Path folder = Path.of("");

  ImportStepsFaultIT(
      Environment environment,
      DataDirectory data,
      DSLContext db,
      EventLog eventLog,
      BreakingOff watch) {
    this.commandLine = new CommandLine(environment, data);
    this.db = db;
    this.eventLog = eventLog;
    this.watch = watch;
  }

  /** Fails after each step the first time it sees it, in a later chunk for each. */
  static final class BreakingOff implements ChunkStep.Watch {
    private final Set<ChunkStep> broken = EnumSet.noneOf(ChunkStep.class);
    private int chunks;

    @Override
    public synchronized void after(ChunkStep step, long nanos) {
      if (step == ChunkStep.ERASED) { // the first of a chunk
        chunks++;
      }
      if (chunks > broken.size() && broken.add(step)) {
        chunks = 0;
        throw new TransientDataAccessResourceException("broke off after " + step);
      }
    }
  }

  @TestConfiguration
  static class Breaking {
    @Bean
    @Primary
    BreakingOff breakingOff() {
      return new BreakingOff();
    }
  }

  @Test
  void everyRowIsThereOnce() throws IOException {
    var file = new StringBuilder("order_no,sku,quantity,unit_price,order_time,customer_id\n");
    for (int i = 0; i < ROWS; i++) {
      boolean isBad = i % 97 == 0;
      file.append(i / 4)
          .append(",S")
          .append(i % 13)
          .append(isBad ? ",x" : ",2")
          .append(",1.50,2024-03-");
      file.append(1 + i / 4 % 28).append("T10:00:00Z,c").append(i / 4 % 60).append('\n');
    }
    long bad = Math.ceilDiv(ROWS, 97);

    var result =
        commandLine.imports(
            "orders",
            Files.writeString(folder.resolve("steps.csv"), file).toString(),
            "--currency",
            "CNY",
            "--channel",
            "steps");

    assertThat(watch.broken).isEqualTo(EnumSet.allOf(ChunkStep.class));
    assertThat(result.path("accepted").asLong()).isEqualTo(ROWS - bad);
    assertThat(result.path("quarantined").asLong()).isEqualTo(bad);
    assertThat(result.path("netRevenue").path("CNY").asString())
        .isEqualTo(java.math.BigDecimal.valueOf((ROWS - bad) * 300, 2).toPlainString());
    assertThat(number("select count(*) from know_purchase.purchase_line")).isEqualTo(ROWS - bad);
    assertThat(number("select count(*) from know_collect.quarantined_row")).isEqualTo(bad);
    assertThat(number("select count(*) from know_identity.customer where merged_into is null"))
        .isEqualTo(60);
    assertThat(number("select sum(net_revenue_minor) from know_metric.customer_metric"))
        .isEqualTo((ROWS - bad) * 300);
    assertThat(linesInTheStream()).isEqualTo(ROWS - bad);
  }

  private long linesInTheStream() {
    var seen = new HashSet<Long>();
    for (long at = 0; at < eventLog.end(ResolvedBatch.STREAM); ) {
      for (var entry : eventLog.read(ResolvedBatch.STREAM, at, 100)) {
        for (var line : ResolvedBatch.fromBytes(entry.payload()).orderLines()) {
          assertThat(seen.add(line.lineNo())).as("line %d is there once", line.lineNo()).isTrue();
        }
        at = entry.offset() + 1;
      }
    }
    return seen.size();
  }

  private long number(String sql) {
    return db.fetchSingle(sql).get(0, Long.class);
  }
}
