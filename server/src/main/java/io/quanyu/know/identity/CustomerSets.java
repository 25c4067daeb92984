package io.quanyu.know.identity;

import io.quanyu.core.identity.IdentifierKind;
import io.quanyu.platform.database.NumberSets;
import io.quanyu.platform.database.UuidOrder;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Service;

/** Customers by what identifies them, as sets of customer numbers; each a new set. */
@Service
public final class CustomerSets {

  /** Keys of one statement. */
  private static final int BLOCK = 100_000;

  private final NumberSets sets;

  /** The merges that were read last. */
  private volatile @Nullable KnownMerges known;

  public CustomerSets(NumberSets sets) {
    this.sets = sets;
  }

  /** Every customer who has an account, so not those whom a merge or an erasure left empty. */
  public RoaringBitmap everyone() {
    return sets.one(
        """
        select string_agg(int4send(customer_no), '')
        from know_identity.customer where merged_into is null and erased_at is null
        group by customer_no >> 16
        """);
  }

  /**
   * Those whom a merge left empty: who they are now, as of everything that is committed. Reading
   * all of them takes a second for some million, so they are kept until there is a new one.
   */
  public MergedCustomers merged() {
    // First the change, then the merges: what comes in between is read again next time. Changes are
    // written under the lock of the resolution, so their numbers are in the order of commits.
    long change = latestChange();
    var before = known;
    if (before != null && before.change == change) {
      return before.merged;
    }
    var merged = readMerged();
    known = new KnownMerges(change, merged);
    return merged;
  }

  private record KnownMerges(long change, MergedCustomers merged) {}

  private long latestChange() {
    var latest = new AtomicLong();
    sets.each(
        halves -> latest.set(((long) halves[0] << Integer.SIZE) | (halves[1] & 0xffff_ffffL)),
        "select int8send(coalesce(max(change_no), 0)) from know_identity.change");
    return latest.get();
  }

  private MergedCustomers readMerged() {
    var merges = LongStream.builder();
    sets.each(
        numbers -> {
          for (int i = 0; i < numbers.length; i += 2) {
            merges.add(MergedCustomers.merge(numbers[i], numbers[i + 1]));
          }
        },
        """
        select coalesce(string_agg(int4send(customer_no) || int4send(merged_into), ''), '')
        from know_identity.customer where merged_into is not null
        """);
    return new MergedCustomers(merges.build());
  }

  /** Customers with at least one identifier of these kinds. */
  public RoaringBitmap with(Set<IdentifierKind> kinds) {
    return sets.one(
        """
        select string_agg(int4send(customer_no), '')
        from (
          select distinct a.customer_no
          from know_identity.account_identifier i
            join know_identity.account a on a.account_no = i.account_no
          where i.kind = any (?::know_identity.identifier_kind[])) as found
        group by customer_no >> 16
        """,
        (Object) kinds.stream().map(Enum::name).toArray(String[]::new));
  }

  /**
   * Customers who hold an identifier together with others, by ascending numbers of the first.
   *
   * @param kind such as phone, which a family may share
   */
  public SharedIdentifiers sharing(IdentifierKind kind) {
    var shared = new SharedIdentifiers.Builder();
    sets.each(
        shared::add,
        """
        select string_agg(int4send(customer_no), '' order by customer_no)
        from (
          select distinct i.identifier, a.customer_no
          from know_identity.account_identifier i
            join know_identity.account a on a.account_no = i.account_no
          where i.kind = ?::know_identity.identifier_kind) as held
        group by identifier having count(*) > 1
        order by min(customer_no), identifier
        """,
        kind.name());
    return shared.build();
  }

  /** Customers with an account in each channel, by channel code. */
  public Map<String, RoaringBitmap> byChannel() {
    return sets.byName(
        """
        select channel, string_agg(int4send(customer_no), '')
        from know_identity.account group by channel, customer_no >> 16
        """);
  }

  /**
   * Customers with an account that holds any of the identifiers, also as the phone of an order.
   *
   * @param identifiers keyed hashes, see {@link KnownCustomers#hash}; up to some million
   */
  public RoaringBitmap holding(Collection<UUID> identifiers) {
    var found = new RoaringBitmap();
    var sorted = identifiers.stream().sorted(UuidOrder.POSTGRESQL).toArray(UUID[]::new);
    for (int from = 0; from < sorted.length; from += BLOCK) {
      found.or(
          sets.one(
              """
              select string_agg(int4send(customer_no), '')
              from (
                select distinct a.customer_no
                from know_identity.account_identifier i
                  join know_identity.account a on a.account_no = i.account_no
                where i.identifier = any (?::uuid[])) as found
              group by customer_no >> 16
              """,
              (Object) Arrays.copyOfRange(sorted, from, Math.min(from + BLOCK, sorted.length))));
    }
    return found;
  }
}
