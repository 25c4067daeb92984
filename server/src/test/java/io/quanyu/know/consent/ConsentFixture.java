package io.quanyu.know.consent;

import io.quanyu.core.id.Uuid7;
import io.quanyu.know.consent.internal.AnsweringNow;
import io.quanyu.know.consent.internal.BindingAddresses;
import io.quanyu.know.consent.internal.ChangingPurposes;
import io.quanyu.know.consent.internal.ConsentSets;
import io.quanyu.know.consent.internal.DerivingStates;
import io.quanyu.know.consent.internal.LedgerSql;
import io.quanyu.know.consent.internal.Minors;
import io.quanyu.know.consent.internal.PurposeStore;
import io.quanyu.know.consent.internal.RecordingDecisions;
import io.quanyu.know.consent.internal.StateSql;
import io.quanyu.know.identity.AccountCustomers;
import io.quanyu.know.identity.CustomerAccounts;
import io.quanyu.know.profile.Birthdays;
import io.quanyu.platform.database.NumberSets;
import io.quanyu.testing.SetClock;
import io.quanyu.testing.TestDatabase;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.roaringbitmap.RoaringBitmap;

/** The module, built by hand on a test database, and the customers that it needs. */
public final class ConsentFixture {

  public final SetClock clock;
  public final Consents consents;
  public final ConsentedCustomers consented;
  public final BindingAddresses addresses;
  public final DerivingStates deriving;
  public final ConsentSets sets;
  public final ChangingPurposes purposes;
  private final TestDatabase database;

  public ConsentFixture(TestDatabase database, Instant now) {
    this.database = database;
    this.clock = new SetClock(now);
    var dataSource = database.dataSource();
    var transactions = database.transactionManager();
    var store = new PurposeStore(dataSource);
    var ledger = new LedgerSql(dataSource);
    var states = new StateSql(dataSource);
    var accounts = new CustomerAccounts(dataSource);
    this.purposes = new ChangingPurposes(store, transactions, clock);
    this.deriving = new DerivingStates(ledger, states, accounts);
    this.addresses = new BindingAddresses(ledger, states, deriving, accounts, transactions, clock);
    this.sets = new ConsentSets(dataSource, transactions);
    var minors = new Minors(new Birthdays(new NumberSets(database.dsl(), transactions)), clock);
    this.consented = new ConsentedCustomers(purposes, sets, minors, addresses);
    this.consents =
        new Consents(
            new RecordingDecisions(
                store,
                ledger,
                states,
                deriving,
                accounts,
                new Uuid7(clock, new Random(1)),
                transactions,
                clock),
            addresses,
            new AnsweringNow(
                purposes, ledger, states, addresses, minors, new AccountCustomers(database.dsl())));
  }

  /** Nobody is known, and nobody decided anything. */
  public void empty() {
    database
        .jdbc()
        .sql(
            """
            truncate know_consent.decision, know_consent.decision_account, know_consent.state,
              know_identity.customer, know_identity.account, know_identity.account_identifier,
              know_profile.profile
            """)
        .update();
  }

  /** The address that account n holds. */
  public static UUID address(int no) {
    return new UUID(0, no);
  }

  /** Customers with one account each, of the same number. */
  public void customers(int first, int last) {
    database
        .jdbc()
        .sql(
            """
            with customer as (
              insert into know_identity.customer (customer_no, customer_id, created_at)
              select n, gen_random_uuid(), now() from generate_series(:first, :last) n),
            account as (
              insert into know_identity.account
                (account_no, account_key, channel, customer_no, first_seen_at)
              select n, gen_random_uuid(), 'crm', n, timestamptz '2026-01-01' + n * interval '1 s'
              from generate_series(:first, :last) n)
            insert into know_identity.account_identifier (identifier, account_no, kind, seen_at)
            select ('00000000-0000-0000-0000-' || lpad(to_hex(n), 12, '0'))::uuid, n, 'PHONE', now()
            from generate_series(:first, :last) n
            """)
        .param("first", first)
        .param("last", last)
        .update();
  }

  /** An account comes to hold an address. */
  public void hold(int accountNo, UUID address) {
    database
        .jdbc()
        .sql(
            """
            insert into know_identity.account_identifier (identifier, account_no, kind, seen_at)
            values (?, ?, 'PHONE', now()) on conflict do nothing
            """)
        .params(address, accountNo)
        .update();
  }

  /** An import finds that an account is another customer's. */
  public void move(int accountNo, int toCustomer) {
    database
        .transactions()
        .executeWithoutResult(_ -> {
          int from =
              database
                  .jdbc()
                  .sql("select customer_no from know_identity.account where account_no = ?")
                  .param(accountNo)
                  .query(Integer.class)
                  .single();
          database
              .jdbc()
              .sql("update know_identity.account set customer_no = ? where account_no = ?")
              .params(toCustomer, accountNo)
              .update();
          if (from != toCustomer) {
            deriving.moved(RoaringBitmap.bitmapOf(from, toCustomer));
          }
        });
  }

  /** A customer's birthday becomes known. */
  public void birthday(int customerNo, LocalDate birthday) {
    database
        .jdbc()
        .sql(
            """
            insert into know_profile.profile
              (customer_no, sealed_values, birthday, attributes, channels, updated_at)
            values (?, '\\x00', ?, '{}', '{}', now())
            """)
        .params(customerNo, birthday)
        .update();
  }

  /** A decision with as little evidence as will do. */
  public static NewDecision decision(
      int customerNo, String purpose, String channel, boolean isGrant, Instant at) {
    return new NewDecision(
        customerNo,
        purpose,
        channel.isEmpty() ? Optional.empty() : Optional.of(channel),
        isGrant,
        at,
        false,
        new Evidence(
            DecisionSource.FORM,
            Optional.of(1),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        Optional.empty());
  }

  /** Records a decision that must be right. */
  public RecordedDecision decide(
      int customerNo, String purpose, String channel, boolean isGrant, Instant at) {
    return consents
        .record(List.of(decision(customerNo, purpose, channel, isGrant, at)), "anna")
        .getFirst();
  }
}
