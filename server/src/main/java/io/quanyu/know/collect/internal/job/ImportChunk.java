package io.quanyu.know.collect.internal.job;

import io.quanyu.know.collect.internal.record.ImportRecord;
import io.quanyu.know.collect.internal.record.ParsedRow;
import io.quanyu.know.identity.IdentityClaim;
import io.quanyu.know.purchase.OrderKind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Consecutive rows of a file, parsed and ready to be committed in one transaction.
 *
 * @param nextLine the first line behind the chunk
 * @param bytesRead of the stored file, up to the chunk's end
 * @param records of the accepted rows
 * @param claims who they are about, each different claim once
 * @param claimOf for each record the index of its claim, or {@link #NOBODY}
 * @param rejected the others
 * @param notices what was left out of accepted rows
 * @param documents order number → kind, of the chunk's order lines; where lines disagree the kind
 *     that comes first in {@link OrderKind}
 * @param isLast whether the file ends here
 */
@SuppressWarnings("ArrayRecordComponent") // handed from parsing to committing, never compared
record ImportChunk(
    long nextLine,
    long bytesRead,
    List<ImportRecord> records,
    List<IdentityClaim> claims,
    int[] claimOf,
    List<ParsedRow.Rejected> rejected,
    Collection<ReasonCount> notices,
    Map<String, OrderKind> documents,
    boolean isLast) {

  /** The record is about nobody known. */
  static final int NOBODY = -1;

  /** How many rows, whatever came of them. */
  int rows() {
    return records.size() + rejected.size();
  }

  /**
   * The chunk without persons who were erased: their records are rejected, and their orders are
   * those of guests. Nothing that the rows say of them is kept.
   *
   * @param erased indexes of their claims
   */
  ImportChunk without(BitSet erased) {
    var left = new Builder();
    for (int i = 0; i < records.size(); i++) {
      var row = records.get(i);
      boolean isErased = claimOf[i] != NOBODY && erased.get(claimOf[i]);
      if (!isErased) {
        left.add(new ParsedRow.Accepted(row, List.of()));
      } else if (row instanceof ImportRecord.OrderLine line) {
        left.add(new ParsedRow.Accepted(line.ofGuest(), List.of(ParsedRow.ERASED)));
      } else {
        left.add(new ParsedRow.Rejected(row.line(), ParsedRow.ERASED, List.of(), false));
      }
    }
    rejected.forEach(left::add);
    notices.forEach(notice -> left.notices.merge(notice.reason(), notice, ReasonCount::and));
    return left.build(nextLine, bytesRead, isLast);
  }

  /** Why rows were rejected, counted. */
  Collection<ReasonCount> reasons() {
    var reasons = new LinkedHashMap<String, ReasonCount>();
    for (var row : rejected) {
      reasons.merge(row.reason(), new ReasonCount(row.reason(), 1, row.line()), ReasonCount::and);
    }
    return reasons.values();
  }

  /** Currency → sum of the order lines' totals, minor units. */
  Map<String, Long> netRevenueMinor() {
    var revenue = new HashMap<String, Long>();
    for (var row : records) {
      if (row instanceof ImportRecord.OrderLine line) {
        revenue.merge(line.currency().getCurrencyCode(), line.lineTotalMinor(), Math::addExact);
      }
    }
    return revenue;
  }

  /** Collects parsed rows. */
  static final class Builder {
    private final ArrayList<ImportRecord> records = new ArrayList<>();
    private final ArrayList<ParsedRow.Rejected> rejected = new ArrayList<>();
    private final Map<String, ReasonCount> notices = new LinkedHashMap<>();
    private final Map<String, OrderKind> documents = new LinkedHashMap<>();
    // The lines of an order repeat its customer: identities resolve each claim once.
    private final Map<IdentityClaim, Integer> claims = new LinkedHashMap<>();
    private final ArrayList<Integer> claimOf = new ArrayList<>();

    int size() {
      return records.size() + rejected.size();
    }

    void add(ParsedRow row) {
      switch (row) {
        case ParsedRow.Rejected refused -> rejected.add(refused);
        case ParsedRow.Accepted(var accepted, var left) -> {
          records.add(accepted);
          var who = accepted.who();
          claimOf.add(who == null ? NOBODY : claims.computeIfAbsent(who, _ -> claims.size()));
          for (var slug : left) {
            notices.merge(slug, new ReasonCount(slug, 1, accepted.line()), ReasonCount::and);
          }
          if (accepted instanceof ImportRecord.OrderLine line) {
            documents.merge(
                line.orderNo(), line.orderKind(), (a, b) -> a.compareTo(b) <= 0 ? a : b);
          }
        }
      }
    }

    ImportChunk build(long nextLine, long bytesRead, boolean isLast) {
      return new ImportChunk(
          nextLine,
          bytesRead,
          records,
          List.copyOf(claims.keySet()),
          claimOf.stream().mapToInt(Integer::intValue).toArray(),
          rejected,
          notices.values(),
          documents,
          isLast);
    }
  }
}
