package io.quanyu.reach.wecom.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/**
 * Who can be reached through whom, in memory; immutable. A customer whom several members have
 * belongs to the one who has had her longest.
 */
final class ContactBook {

  static final ContactBook EMPTY = new ContactBook(Map.of(), Map.of());

  /**
   * A contact whose customer is known.
   *
   * @param followedAt since when the member has her
   */
  record Entry(int customerNo, int contactNo, String userId, Instant followedAt) {}

  /** A member's contacts: customers ascending, beside them their contacts. */
  private static final class Contacts {
    private final int[] customers;
    private final int[] contacts;

    Contacts(List<Entry> entries) {
      customers = entries.stream().mapToInt(Entry::customerNo).toArray();
      contacts = entries.stream().mapToInt(Entry::contactNo).toArray();
    }

    OptionalInt of(int customerNo) {
      int index = Arrays.binarySearch(customers, customerNo);
      return index < 0 ? OptionalInt.empty() : OptionalInt.of(contacts[index]);
    }
  }

  private final Map<String, Contacts> byMember;
  private final Map<String, RoaringBitmap> assigned;

  private ContactBook(Map<String, Contacts> byMember, Map<String, RoaringBitmap> assigned) {
    this.byMember = byMember;
    this.assigned = assigned;
  }

  static ContactBook of(List<Entry> entries) {
    var sorted = new ArrayList<>(entries);
    sorted.sort(
        Comparator.comparingInt(Entry::customerNo)
            .thenComparing(Entry::followedAt)
            .thenComparing(Entry::userId)
            .thenComparingInt(Entry::contactNo));
    Map<String, RoaringBitmap> assigned = new HashMap<>();
    Map<String, List<Entry>> lists = new HashMap<>();
    Set<String> seen = new HashSet<>();
    int last = -1;
    for (var entry : sorted) {
      if (entry.customerNo() != last) {
        last = entry.customerNo();
        seen.clear();
        assigned.computeIfAbsent(entry.userId(), _ -> new RoaringBitmap()).add(last);
      }
      // Somebody with two WeChat accounts is two contacts of one customer: the first one counts.
      if (seen.add(entry.userId())) {
        lists.computeIfAbsent(entry.userId(), _ -> new ArrayList<>()).add(entry);
      }
    }
    Map<String, Contacts> byMember = HashMap.newHashMap(lists.size());
    lists.forEach((userId, list) -> byMember.put(userId, new Contacts(list)));
    return new ContactBook(byMember, assigned);
  }

  /** Customers whom somebody has; a new set. */
  RoaringBitmap lit() {
    return RoaringBitmap.or(assigned.values().iterator());
  }

  /** Splits customers by the member to whom they belong; who belongs to nobody is left out. */
  Map<String, RoaringBitmap> bySender(RoaringBitmap customers) {
    Map<String, RoaringBitmap> split = new HashMap<>();
    assigned.forEach((userId, theirs) -> {
      var both = RoaringBitmap.and(theirs, customers);
      if (!both.isEmpty()) {
        split.put(userId, both);
      }
    });
    return split;
  }

  /** The contact by which a member has a customer, whoever else has her. */
  OptionalInt contactOf(String userId, int customerNo) {
    var contacts = byMember.get(userId);
    return contacts == null ? OptionalInt.empty() : contacts.of(customerNo);
  }
}
