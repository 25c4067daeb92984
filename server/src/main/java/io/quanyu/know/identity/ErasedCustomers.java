package io.quanyu.know.identity;

import io.quanyu.know.identity.internal.ErasureSql;
import io.quanyu.know.identity.internal.IdentityHashes;
import io.quanyu.platform.personal.Person;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.springframework.stereotype.Service;

/**
 * Customers who asked to be erased: takes their evidence away, and tells records of their past from
 * records of somebody who comes anew.
 */
@Service
public final class ErasedCustomers {

  private final ErasureSql sql;
  private final IdentityHashes hashes;

  public ErasedCustomers(ErasureSql sql, IdentityHashes hashes) {
    this.sql = sql;
    this.hashes = hashes;
  }

  /**
   * A customer with all former numbers, accounts and keyed hashes; empty if there is nobody of this
   * id, or nobody any more. In the caller's transaction no batch is resolved from here on.
   *
   * @param customerId also that of a customer who was merged into her
   */
  public Optional<Person> find(UUID customerId, Instant asOf) {
    return sql.find(customerId, asOf);
  }

  /**
   * Takes all evidence of a person away and remembers its keyed hashes; in the caller's
   * transaction, after {@link #find} in the same. Her number stays, without a person. Identifiers
   * that were blocked because of her are judged anew when somebody next brings them.
   */
  public void erase(Person person) {
    sql.erase(person);
  }

  /**
   * Which claims tell of an erased person's past: dated before her erasure, by her account or one
   * of her identifiers. Runs in the caller's transaction; no erasure begins until its end.
   *
   * @param claims some ten thousand at a time
   * @return their indexes
   */
  public BitSet among(List<IdentityClaim> claims) {
    var found = new BitSet();
    if (claims.isEmpty()) {
      return found;
    }
    var latest = sql.lockAndFindLatest();
    if (latest.isEmpty()) {
      return found;
    }
    // Nearly all records are younger than the last erasure: hashing them twice would be dear.
    var old =
        IntStream.range(0, claims.size())
            .filter(i -> claims.get(i).observedAt().isBefore(latest.get()))
            .boxed()
            .toList();
    var marks = old.parallelStream().map(i -> hashes.marksOf(claims.get(i))).toList();
    Set<UUID> all = new HashSet<>();
    marks.forEach(all::addAll);
    var erased = all.isEmpty() ? Map.<UUID, Instant>of() : sql.erasedAt(all);
    for (int i = 0; i < old.size(); i++) {
      var observedAt = claims.get(old.get(i)).observedAt();
      for (var mark : marks.get(i)) {
        var erasedAt = erased.get(mark);
        if (erasedAt != null && observedAt.isBefore(erasedAt)) {
          found.set(old.get(i));
        }
      }
    }
    return found;
  }

  /** Of some thousand identifiers, given as keyed hashes, those erased after a moment of each. */
  public Set<UUID> erasedAfter(Map<UUID, Instant> seenAt) {
    Set<UUID> erased = new HashSet<>();
    if (!seenAt.isEmpty()) {
      sql.erasedAt(seenAt.keySet())
          .forEach((mark, at) -> {
            var seen = seenAt.get(mark);
            if (seen != null && seen.isBefore(at)) {
              erased.add(mark);
            }
          });
    }
    return erased;
  }

  /**
   * Finds a person in rows that nobody could read as records: tells whether a cell is her phone,
   * her e-mail, or an id of hers in the channel, a programme or an app. Names alone are not looked
   * for: thousands share one.
   *
   * @param channel code of the channel that the rows come from
   */
  public Predicate<List<String>> mentions(Person person, String channel) {
    Set<UUID> hers = new HashSet<>(person.identifiers());
    hers.addAll(person.accountKeys());
    var namespaces = sql.namespaces();
    return cells ->
        cells.stream()
            .map(String::strip)
            .filter(cell -> !cell.isEmpty())
            .anyMatch(cell ->
                hashes.marksOf(channel, cell, namespaces).stream().anyMatch(hers::contains));
  }
}
