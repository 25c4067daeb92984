package io.quanyu.know.identity;

import io.quanyu.core.identity.IdentifierKind;
import io.quanyu.know.identity.internal.CustomerSql;
import io.quanyu.know.identity.internal.ExplainingAccounts;
import io.quanyu.know.identity.internal.IdentityHashes;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Answers who the customers are. */
@Service
public final class KnownCustomers {

  /** The most accounts and changes of a customer that are told. */
  public static final int TOLD_MAX = 200;

  private final CustomerSql sql;
  private final ExplainingAccounts explaining;
  private final IdentityHashes hashes;

  public KnownCustomers(CustomerSql sql, ExplainingAccounts explaining, IdentityHashes hashes) {
    this.sql = sql;
    this.explaining = explaining;
    this.hashes = hashes;
  }

  /** The customer with a public id, or the one that she was merged into. */
  public Optional<KnownCustomer> find(UUID customerId) {
    return sql.find(customerId);
  }

  /** Since when a customer is erased; empty if she is not. */
  public Optional<Instant> erasedAt(int customerNo) {
    return sql.erasedAt(customerNo);
  }

  /** Some tens of customers by number; merged and erased ones are missing. */
  public List<KnownCustomer> find(Collection<Integer> customerNos) {
    return sql.find(customerNos);
  }

  /**
   * A customer's own number and those of everybody who was merged into her, at most {@value
   * #TOLD_MAX}, the own first: records of the past carry any of them.
   */
  public List<Integer> numbersOf(int customerNo) {
    return sql.numbersOf(customerNo);
  }

  /**
   * The present numbers of customers by public id; unknown ids are missing.
   *
   * @param customerIds some thousand at most
   */
  public Map<UUID, Integer> numbersOf(Collection<UUID> customerIds) {
    var numbers = sql.numbersOf(customerIds);
    var present = sql.presentOf(numbers.values());
    numbers.replaceAll((_, no) -> present.getOrDefault(no, no));
    return numbers;
  }

  /** The numbers of some thousand customers and of everybody who was merged into one of them. */
  public List<Integer> withFormer(Collection<Integer> customerNos) {
    return sql.withFormer(customerNos);
  }

  /** Who some hundred customers are now, by each given number; see {@link MergedCustomers}. */
  public Map<Integer, Integer> presentOf(Collection<Integer> customerNos) {
    return sql.presentOf(customerNos);
  }

  /**
   * Customers, newest first.
   *
   * @param beforeNo only lower numbers
   */
  public List<KnownCustomer> newest(int beforeNo, int limit) {
    return sql.newest(beforeNo, limit);
  }

  /**
   * How many customers there are, of many as they were some seconds ago; empty if counting them
   * would take long.
   */
  public OptionalLong count() {
    return sql.count();
  }

  /** Who holds an identifier; of exclusive kinds without scope in any scope. */
  public List<Integer> findHolders(IdentifierKind kind, String value) {
    var scopes = kind.isExclusive() ? sql.scopes(kind) : List.of("");
    return sql.findHolders(
        scopes.stream()
            .map(scope -> hashes.identifier(new ClaimedIdentifier(kind, scope, value)))
            .toList());
  }

  /** The keyed hash under which an identifier is kept. */
  public UUID hash(ClaimedIdentifier identifier) {
    return hashes.identifier(identifier);
  }

  /** A customer's accounts, oldest first, at most {@value #TOLD_MAX}. */
  public List<CustomerAccount> accountsOf(int customerNo) {
    return explaining.accountsOf(customerNo);
  }

  /** Accounts that came to a customer from others, latest first, at most {@value #TOLD_MAX}. */
  public List<CustomerChange> changesOf(int customerNo) {
    return sql.changesOf(customerNo);
  }

  /** Codes of the channels in which some tens of customers have accounts. */
  public Map<Integer, List<String>> channelsOf(Collection<Integer> customerNos) {
    return sql.channelsOf(customerNos);
  }

  /**
   * The keyed hashes of customers' identifiers of a kind; of phones, those on orders too.
   *
   * @param customerNos up to some hundred thousand; who has none is missing in the answer
   */
  public Map<Integer, List<UUID>> identifiersOf(
      Collection<Integer> customerNos, IdentifierKind kind) {
    return sql.identifiersOf(customerNos, kind);
  }

  /**
   * Who holds identifiers, given as keyed hashes; the lowest number where several do.
   *
   * @param identifiers some hundred thousand at once
   */
  public Map<UUID, Integer> holdersOf(Collection<UUID> identifiers) {
    return sql.holdersOf(identifiers);
  }
}
