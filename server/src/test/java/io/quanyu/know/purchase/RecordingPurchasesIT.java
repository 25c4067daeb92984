package io.quanyu.know.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.core.identity.ResolutionPolicy;
import io.quanyu.know.identity.KnowFixture;
import io.quanyu.know.identity.ResolvedAccount;
import io.quanyu.testing.TestDatabase;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.roaringbitmap.RoaringBitmap;

/** Headers against SQL that computes them from the stored lines, whatever came when. */
class RecordingPurchasesIT {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
  private static final int LINES = 120;
  private static final List<OrderKind> KINDS = List.of(OrderKind.values());
  private static final List<UUID> FILES = List.of(new UUID(7, 7), new UUID(-7, 7));

  private final KnowFixture know = new KnowFixture(database, ResolutionPolicy.DEFAULT);

  @BeforeEach
  void empty() {
    know.clear();
  }

  @Test
  void everyHeaderIsWhatItsLinesSay() {
    for (int seed = 1; seed <= 40; seed++) {
      know.clear();
      var random = new Random(seed);
      var lines =
          new ArrayList<>(IntStream.range(0, LINES).mapToObj(i -> line(i, random)).toList());
      // Some lines come again, as after a crash or in a replay.
      lines.addAll(lines.subList(0, LINES / 4));
      Collections.shuffle(lines, random);
      Set<LineKey> seen = new HashSet<>();
      for (int from = 0; from < lines.size(); ) {
        int to = Math.min(lines.size(), from + 1 + random.nextInt(40));
        var batch = distinct(lines.subList(from, to));
        int fresh = (int) batch.stream().filter(line -> seen.add(line.key())).count();
        var recorded = record(batch);
        assertThat(recorded.newLines()).as("seed %d", seed).isEqualTo(fresh);
        assertThat(recorded.knownLines()).as("seed %d", seed).isEqualTo(batch.size() - fresh);
        from = to;
      }
      assertThat(count("know_purchase.purchase_line")).isEqualTo(LINES);
      assertThat(headersThatDiffer()).as("seed %d", seed).isEmpty();
    }
  }

  @Test
  void tellsWhoseOrdersChangedBeforeAndAfter() {
    record(List.of(line(FILES.getFirst(), 1, "A", AT.plusSeconds(9), account(1, 11))));

    var recorded = record(List.of(line(FILES.getFirst(), 2, "A", AT, account(2, 12))));

    assertThat(recorded.touchedCustomers()).isEqualTo(RoaringBitmap.bitmapOf(11, 12));
    assertThat(know.purchases.findCustomersByOrderNo("A")).containsExactly(12);
  }

  private static List<OrderLineFact> distinct(List<OrderLineFact> lines) {
    Set<LineKey> keys = new HashSet<>();
    return lines.stream().filter(line -> keys.add(line.key())).toList();
  }

  /** Order numbers whose header is not the one that all its lines make. */
  private static List<String> headersThatDiffer() {
    return database
        .jdbc()
        .sql(
            """
            with computed as (
              select purchase_no, min(kind) kind, min(placed_at) placed_at,
                (array_agg(account_no order by placed_at, source, line_no)
                  filter (where account_no is not null))[1] account_no,
                (array_agg(store_code order by placed_at, source, line_no)
                  filter (where store_code is not null))[1] store_code,
                sum(total_minor)::bigint net_minor,
                coalesce(sum(quantity) filter (where item_kind = 'PRODUCT'), 0) units,
                count(*)::int line_count
              from know_purchase.purchase_line group by purchase_no)
            select coalesce(p.order_no, 'line without header')
            from computed c full join know_purchase.purchase p using (purchase_no)
            where (p.kind, p.placed_at, p.account_no, p.store_code, p.net_minor, p.units,
                   p.line_count, p.customer_no)
              is distinct from
                  (c.kind, c.placed_at, c.account_no, c.store_code, c.net_minor, c.units,
                   c.line_count, c.account_no + 10)
            """)
        .query((row, _) -> row.getString(1))
        .list();
  }

  private static long count(String table) {
    return database.jdbc().sql("select count(*) from " + table).query(Long.class).single();
  }

  private RecordedPurchases record(List<OrderLineFact> lines) {
    return know.inTransaction(() -> know.purchases.record(List.of(), lines));
  }

  private static ResolvedAccount account(int accountNo, int customerNo) {
    return new ResolvedAccount(accountNo, customerNo);
  }

  private static OrderLineFact line(
      UUID file, long lineNo, String orderNo, Instant at, ResolvedAccount account) {
    return new OrderLineFact(
        new LineKey(file, lineNo),
        "pos",
        orderNo,
        OrderKind.SALE,
        at,
        account,
        "S1",
        Currency.getInstance("CNY"),
        "SKU-1",
        null,
        ItemKind.PRODUCT,
        BigDecimal.ONE,
        null,
        100);
  }

  private static OrderLineFact line(int i, Random random) {
    var account = random.nextInt(4) == 0 ? null : account(1 + random.nextInt(5));
    return new OrderLineFact(
        new LineKey(FILES.get(i % FILES.size()), 1 + i / FILES.size()),
        random.nextBoolean() ? "pos" : "web",
        "N" + random.nextInt(12),
        KINDS.get(random.nextInt(KINDS.size())),
        AT.plusSeconds(random.nextInt(6)),
        account,
        random.nextInt(3) == 0 ? null : "S" + random.nextInt(3),
        Currency.getInstance(random.nextInt(5) == 0 ? "GBP" : "CNY"),
        "SKU-" + random.nextInt(9),
        random.nextBoolean() ? null : "跑鞋",
        random.nextInt(5) == 0 ? ItemKind.CHARGE : ItemKind.PRODUCT,
        BigDecimal.valueOf(random.nextInt(-500, 500), random.nextInt(4)),
        random.nextBoolean() ? null : BigDecimal.valueOf(random.nextInt(10_000), 2),
        random.nextInt(-10_000, 10_000));
  }

  private static @Nullable ResolvedAccount account(int accountNo) {
    return account(accountNo, accountNo + 10);
  }
}
