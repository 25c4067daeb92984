package io.quanyu.know.purchase.internal;

import static java.util.Objects.requireNonNull;

import io.quanyu.know.identity.AccountMove;
import io.quanyu.know.purchase.OrderLineFact;
import io.quanyu.know.purchase.RecordedPurchases;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/** Adds order lines and brings the headers of their documents up to date. */
@Component
public final class RecordingPurchases {

  /*
   * 1. Wait for the lock: two batches may hold lines of one document.
   * 2. Leave out the lines that are there, group the others by document, look the documents up.
   * 3. A new document's header is computed from the batch; for one that was there its lines are
   *    read first.
   * 4. COPY the lines and the new headers; update the others.
   */

  private final RecordingSql sql;

  public RecordingPurchases(RecordingSql sql) {
    this.sql = sql;
  }

  /** See {@link io.quanyu.know.purchase.Purchases#record}. */
  public RecordedPurchases record(List<AccountMove> moves, List<OrderLineFact> lines) {
    var touched = new RoaringBitmap();
    if (moves.isEmpty() && lines.isEmpty()) {
      return new RecordedPurchases(0, 0, touched);
    }
    sql.lock();
    if (!moves.isEmpty()) {
      sql.repoint(moves);
      for (var move : moves) {
        touched.add(move.fromCustomerNo());
        touched.add(move.toCustomerNo());
      }
    }
    var unknown = unknown(lines);
    if (!unknown.isEmpty()) {
      add(unknown, touched);
    }
    return new RecordedPurchases(unknown.size(), lines.size() - unknown.size(), touched);
  }

  private List<OrderLineFact> unknown(List<OrderLineFact> lines) {
    if (lines.isEmpty()) {
      return lines;
    }
    var known = sql.findKnown(lines);
    return known.isEmpty()
        ? lines
        : lines.stream().filter(line -> !known.contains(line.key())).toList();
  }

  private void add(List<OrderLineFact> lines, RoaringBitmap touched) {
    var documents = documents(lines);
    var stored = sql.findDocuments(documents.stream().map(document -> document.key).toList());
    var storedLines =
        stored.isEmpty()
            ? Map.<Long, List<HeaderLine>>of()
            : sql.getLines(stored.values().stream().map(StoredDocument::purchaseNo).toList());
    int created = documents.size() - stored.size();
    long number = created == 0 ? 0 : sql.nextPurchaseNos(created);
    for (var document : documents) {
      var before = stored.get(document.key);
      if (before == null) {
        document.number(number++);
      } else {
        document.goOn(before, storedLines.getOrDefault(before.purchaseNo(), List.of()));
      }
      document.touch(touched);
    }
    sql.insertLines(documents);
    sql.insertHeaders(documents.stream().filter(document -> document.before == null).toList());
    if (!stored.isEmpty()) {
      sql.updateHeaders(documents.stream().filter(document -> document.before != null).toList());
    }
  }

  /** Earliest first, so that numbers follow time. */
  private static List<Document> documents(List<OrderLineFact> lines) {
    Map<DocumentKey, Document> byKey = new LinkedHashMap<>();
    for (var line : lines) {
      var key = new DocumentKey(line.channel(), line.orderNo(), line.currency());
      byKey.computeIfAbsent(key, Document::new).add(line);
    }
    List<Document> documents = new ArrayList<>(byKey.values());
    documents.sort(
        Comparator.comparing((Document document) -> document.startsAt)
            .thenComparing(document -> document.key.orderNo()));
    return documents;
  }

  /** A document while lines are added to it. */
  static final class Document {

    final DocumentKey key;

    /** What the batch adds. */
    final List<OrderLineFact> lines = new ArrayList<>(4);

    private final List<HeaderLine> all = new ArrayList<>(4);
    private final Map<Integer, Integer> customerOf = new HashMap<>(4);
    private Instant startsAt = Instant.MAX;
    private @Nullable StoredDocument before;
    private long purchaseNo;
    private @Nullable DocumentHeader header;

    private Document(DocumentKey key) {
      this.key = key;
    }

    private void add(OrderLineFact line) {
      lines.add(line);
      all.add(HeaderLine.of(line));
      var account = line.account();
      if (account != null) {
        customerOf.put(account.accountNo(), account.customerNo());
      }
      if (line.placedAt().isBefore(startsAt)) {
        startsAt = line.placedAt();
      }
    }

    private void number(long newPurchaseNo) {
      purchaseNo = newPurchaseNo;
    }

    private void goOn(StoredDocument stored, List<HeaderLine> storedLines) {
      before = stored;
      purchaseNo = stored.purchaseNo();
      all.addAll(storedLines);
      if (stored.accountNo() != null) {
        customerOf.putIfAbsent(stored.accountNo(), requireNonNull(stored.customerNo()));
      }
    }

    private void touch(RoaringBitmap touched) {
      if (before != null && before.customerNo() != null) {
        touched.add(before.customerNo());
      }
      var customerNo = customerNo();
      if (customerNo != null) {
        touched.add(customerNo);
      }
    }

    long purchaseNo() {
      return purchaseNo;
    }

    /** Of all lines: not before those that are stored are here. */
    DocumentHeader header() {
      if (header == null) {
        header = DocumentHeader.of(all);
      }
      return header;
    }

    /**
     * The customer of the header's account: known from the batch or, if the account's line was
     * there before, from the header that this line already decided.
     */
    @Nullable Integer customerNo() {
      var accountNo = header().accountNo();
      return accountNo == null ? null : requireNonNull(customerOf.get(accountNo));
    }
  }
}
