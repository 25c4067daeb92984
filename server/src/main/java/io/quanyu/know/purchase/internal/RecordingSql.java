package io.quanyu.know.purchase.internal;

import io.quanyu.know.identity.AccountMove;
import io.quanyu.know.purchase.ItemKind;
import io.quanyu.know.purchase.LineKey;
import io.quanyu.know.purchase.OrderKind;
import io.quanyu.know.purchase.OrderLineFact;
import io.quanyu.know.purchase.internal.RecordingPurchases.Document;
import io.quanyu.platform.database.BulkCopy;
import io.quanyu.platform.database.SequenceNumbers;
import io.quanyu.platform.database.SqlArrays;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Every statement that records order facts: each works on a whole batch. */
@Component
public final class RecordingSql {

  /** Any constant will do, as long as nobody else uses it for an advisory lock. */
  private static final long RECORDING_LOCK = 0x0e1d_0002L;

  private static final List<String> LINE_COLUMNS =
      List.of(
          "source",
          "line_no",
          "purchase_no",
          "kind",
          "placed_at",
          "account_no",
          "store_code",
          "sku",
          "item_name",
          "item_kind",
          "quantity",
          "unit_price",
          "total_minor");

  private static final List<String> HEADER_COLUMNS =
      List.of(
          "purchase_no",
          "channel",
          "order_no",
          "currency",
          "kind",
          "placed_at",
          "account_no",
          "customer_no",
          "store_code",
          "net_minor",
          "units",
          "line_count");

  private final JdbcTemplate jdbc;
  private final BulkCopy copy;

  public RecordingSql(DataSource dataSource, BulkCopy copy) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.copy = copy;
  }

  /** Two batches may hold lines of one document; one waits for the other's commit. */
  void lock() {
    jdbc.query("select pg_advisory_xact_lock(?)", _ -> {}, RECORDING_LOCK);
  }

  /** Gives the documents of moved accounts their accounts' new customers. */
  void repoint(List<AccountMove> moves) {
    jdbc.update(
        """
        update know_purchase.purchase p set customer_no = n.customer_no
        from unnest(?::int[], ?::int[]) n (account_no, customer_no)
        where p.account_no = n.account_no
        """,
        statement -> {
          SqlArrays.setColumn(statement, 1, "int4", moves, AccountMove::accountNo);
          SqlArrays.setColumn(statement, 2, "int4", moves, AccountMove::toCustomerNo);
        });
  }

  /** The keys of lines that are there already. */
  Set<LineKey> findKnown(List<OrderLineFact> lines) {
    Set<UUID> sources = new HashSet<>();
    List<Long> lineNos = new ArrayList<>(lines.size());
    for (var line : lines) {
      sources.add(line.key().source());
      lineNos.add(line.key().lineNo());
    }
    Set<LineKey> found = new HashSet<>();
    // Of several sources it finds more than was asked for; a batch has one.
    jdbc.query(
        """
        select source, line_no from know_purchase.purchase_line
        where source = any(?::uuid[]) and line_no = any(?::bigint[])
        """,
        statement -> {
          SqlArrays.setUuids(statement, 1, sources);
          SqlArrays.setLongs(statement, 2, lineNos);
        },
        row -> {
          found.add(new LineKey(row.getObject(1, UUID.class), row.getLong(2)));
        });
    return found;
  }

  /**
   * Those of the documents that are there. Laterally with a limit, because a plain join would read
   * all documents there are.
   */
  Map<DocumentKey, StoredDocument> findDocuments(List<DocumentKey> keys) {
    Map<DocumentKey, StoredDocument> found = new HashMap<>();
    jdbc.query(
        """
        select n.i, p.purchase_no, p.account_no, p.customer_no
        from unnest(?::text[], ?::text[], ?::bpchar[])
          with ordinality n (channel, order_no, currency, i)
        cross join lateral (
          select purchase_no, account_no, customer_no from know_purchase.purchase
          where channel = n.channel and order_no = n.order_no and currency = n.currency limit 1) p
        """,
        statement -> {
          SqlArrays.setColumn(statement, 1, "text", keys, DocumentKey::channel);
          SqlArrays.setColumn(statement, 2, "text", keys, DocumentKey::orderNo);
          SqlArrays.setColumn(
              statement, 3, "bpchar", keys, key -> key.currency().getCurrencyCode());
        },
        row -> {
          found.put(
              keys.get(row.getInt(1) - 1),
              new StoredDocument(
                  row.getLong(2),
                  row.getObject(3, Integer.class),
                  row.getObject(4, Integer.class)));
        });
    return found;
  }

  /** The lines of documents, by document. */
  Map<Long, List<HeaderLine>> getLines(List<Long> purchaseNos) {
    Map<Long, List<HeaderLine>> lines = HashMap.newHashMap(purchaseNos.size());
    jdbc.query(
        """
        select l.purchase_no, l.source, l.line_no, l.kind, l.placed_at, l.account_no,
          l.store_code, l.item_kind, l.quantity, l.total_minor
        from unnest(?::bigint[]) n cross join lateral (
          select * from know_purchase.purchase_line where purchase_no = n offset 0) l
        """,
        statement -> SqlArrays.setLongs(statement, 1, purchaseNos),
        row -> {
          lines
              .computeIfAbsent(row.getLong(1), _ -> new ArrayList<>())
              .add(
                  new HeaderLine(
                      new LineKey(row.getObject(2, UUID.class), row.getLong(3)),
                      OrderKind.valueOf(row.getString(4)),
                      row.getTimestamp(5).toInstant(),
                      row.getObject(6, Integer.class),
                      row.getString(7),
                      ItemKind.valueOf(row.getString(8)),
                      row.getBigDecimal(9),
                      row.getLong(10)));
        });
    return lines;
  }

  /**
   * Takes numbers, under {@link #lock}.
   *
   * @param count at least one
   * @return the first of them
   */
  long nextPurchaseNos(int count) {
    return SequenceNumbers.take(jdbc, "know_purchase.purchase_no", count);
  }

  /** The lines that a batch adds to its documents. */
  void insertLines(List<Document> documents) {
    copy.into(
        "know_purchase.purchase_line",
        LINE_COLUMNS,
        rows -> {
          for (var document : documents) {
            for (var line : document.lines) {
              var account = line.account();
              rows.add(
                  line.key().source(),
                  line.key().lineNo(),
                  document.purchaseNo(),
                  line.orderKind(),
                  line.placedAt(),
                  account == null ? null : account.accountNo(),
                  line.storeCode(),
                  line.sku(),
                  line.itemName(),
                  line.itemKind(),
                  line.quantity(),
                  line.unitPrice(),
                  line.lineTotalMinor());
            }
          }
        });
  }

  void insertHeaders(List<Document> documents) {
    copy.into(
        "know_purchase.purchase",
        HEADER_COLUMNS,
        rows -> {
          for (var document : documents) {
            var header = document.header();
            rows.add(
                document.purchaseNo(),
                document.key.channel(),
                document.key.orderNo(),
                document.key.currency().getCurrencyCode(),
                header.kind(),
                header.placedAt(),
                header.accountNo(),
                document.customerNo(),
                header.storeCode(),
                header.netMinor(),
                header.units(),
                header.lineCount());
          }
        });
  }

  void updateHeaders(List<Document> documents) {
    jdbc.update(
        """
        update know_purchase.purchase p set
          kind = n.kind, placed_at = n.placed_at, account_no = n.account_no,
          customer_no = n.customer_no, store_code = n.store_code, net_minor = n.net_minor,
          units = n.units, line_count = n.line_count
        from unnest(?::bigint[], ?::know_purchase.order_kind[], ?::timestamptz[], ?::int[],
                    ?::int[], ?::text[], ?::bigint[], ?::numeric[], ?::int[])
          n (purchase_no, kind, placed_at, account_no, customer_no, store_code, net_minor, units,
             line_count)
        where p.purchase_no = n.purchase_no
        """,
        statement -> {
          SqlArrays.setColumn(statement, 1, "int8", documents, Document::purchaseNo);
          SqlArrays.setColumn(
              statement, 2, "text", documents, document -> document.header().kind().name());
          SqlArrays.setColumn(
              statement,
              3,
              "timestamptz",
              documents,
              document -> Timestamp.from(document.header().placedAt()));
          SqlArrays.setColumn(
              statement, 4, "int4", documents, document -> document.header().accountNo());
          SqlArrays.setColumn(statement, 5, "int4", documents, Document::customerNo);
          SqlArrays.setColumn(
              statement, 6, "text", documents, document -> document.header().storeCode());
          SqlArrays.setColumn(
              statement, 7, "int8", documents, document -> document.header().netMinor());
          SqlArrays.setColumn(
              statement, 8, "numeric", documents, document -> document.header().units());
          SqlArrays.setColumn(
              statement, 9, "int4", documents, document -> document.header().lineCount());
        });
  }
}
