package io.quanyu.know.identity;

import io.quanyu.core.identity.IdentifierKind;
import io.quanyu.platform.database.NumberSets;
import io.quanyu.platform.database.UuidOrder;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Service;

/** Customers by what identifies them, as sets of customer numbers; each a new set. */
@Service
public final class CustomerSets {

  /** Keys of one statement. */
  private static final int BLOCK = 100_000;

  private final NumberSets sets;

  public CustomerSets(NumberSets sets) {
    this.sets = sets;
  }

  /** Every customer who has an account, so not those whom a merge left empty. */
  public RoaringBitmap everyone() {
    return sets.one(
        """
        select string_agg(int4send(customer_no), '')
        from know_identity.customer where merged_into is null group by customer_no >> 16
        """);
  }

  /**
   * Those whom a merge left empty: who they are now. Reads all of them, a second for some million.
   */
  public MergedCustomers merged() {
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
