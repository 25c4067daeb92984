package io.quanyu.reach.message.internal;

import io.quanyu.core.identity.IdentifierKind;
import io.quanyu.know.identity.CustomerSets;
import io.quanyu.know.identity.MergedCustomers;
import io.quanyu.platform.database.NumberSets;
import io.quanyu.reach.channel.Channel;
import io.quanyu.reach.message.ContactLimits;
import io.quanyu.reach.message.Outbox;
import io.quanyu.reach.message.Receipts;
import io.quanyu.reach.message.Suppressions;
import io.quanyu.testing.SetClock;
import io.quanyu.testing.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/** The module, built by hand on a test database. */
final class MessageFixture {

  /** Customer n has the address n; nobody else does. Who was merged, the database says. */
  static final class NumberedAddresses implements Addresses {

    private static final int CUSTOMERS = 2_000;

    private final CustomerSets customers;

    NumberedAddresses(CustomerSets customers) {
      this.customers = customers;
    }

    static UUID address(int customerNo) {
      return new UUID(0, customerNo);
    }

    @Override
    public Map<Integer, List<UUID>> of(Collection<Integer> customerNos, IdentifierKind kind) {
      Map<Integer, List<UUID>> addresses = new HashMap<>();
      customerNos.forEach(no -> addresses.put(no, List.of(address(no))));
      return addresses;
    }

    @Override
    public RoaringBitmap holders(Collection<UUID> identifiers) {
      var holders = new RoaringBitmap();
      identifiers.forEach(one -> holders.add((int) one.getLeastSignificantBits()));
      return holders;
    }

    @Override
    public RoaringBitmap everyone() {
      return RoaringBitmap.bitmapOfRange(1, CUSTOMERS + 1L);
    }

    @Override
    public MergedCustomers merged() {
      return customers.merged();
    }
  }

  final TestDatabase database;
  final SetClock clock;
  final List<Channel> channels = new ArrayList<>();
  final Addresses addresses;
  final Outbox outbox;
  final Receipts receipts;
  final Suppressions suppressions;
  final DecidedConsent consent = new DecidedConsent();
  final ContactLimits limits;
  final ContactPolicySql policies;
  final LogSql log;
  private final SendingSql sending;
  private final FollowingSql following;
  private final KeepingDoor door;

  MessageFixture(TestDatabase database, Instant now) {
    this(database, now, Optional.empty());
  }

  /**
   * @param ledger asked instead of {@link #consent}
   */
  MessageFixture(TestDatabase database, Instant now, Optional<MarketingConsent> ledger) {
    var asked = ledger.orElse(consent);
    this.database = database;
    this.clock = new SetClock(now);
    var dataSource = database.dataSource();
    var json = JsonMapper.shared();
    var sets = new NumberSets(database.dsl(), database.transactionManager());
    this.addresses = new NumberedAddresses(new CustomerSets(sets));
    var all = new Channels(() -> channels);
    var receiptSql = new ReceiptSql(dataSource);
    var suppressionSql = new SuppressionSql(dataSource);
    this.policies = new ContactPolicySql(dataSource, json);
    this.sending = new SendingSql(dataSource, json, receiptSql);
    this.following = new FollowingSql(dataSource, receiptSql);
    this.door = new KeepingDoor(policies, suppressionSql, addresses, asked, sending);
    this.outbox =
        new Outbox(
            new OutboxSql(dataSource, database.bulkCopy(), new Marks(), json, clock),
            new ProgressSql(dataSource, sets));
    this.receipts = new Receipts(new RecordingReceipts(receiptSql, database.transactions(), clock));
    this.suppressions = new Suppressions(suppressionSql, all, addresses);
    this.limits =
        new ContactLimits(
            new FindingLimits(suppressionSql, policies, new SentSets(sets), all, addresses, asked),
            asked);
    this.log = new LogSql(dataSource);
  }

  /** Nothing is in the outbox, everybody agrees, nobody was merged, and no rule binds. */
  void empty(Instant now) {
    clock.set(now);
    consent.forget();
    database
        .jdbc()
        .sql(
            """
            truncate reach_message.source, reach_message.content, reach_message.dispatch,
              reach_message.attempt, reach_message.message, reach_message.refused_message,
              reach_message.receipt, reach_message.early_receipt, reach_message.reached_minute,
              reach_message.inquiry, reach_message.suppression, know_identity.customer,
              know_identity.change
            """)
        .update();
    database
        .jdbc()
        .sql(
            """
            update reach_message.contact_policy
            set caps = '[]', quiet_from = null, quiet_until = null, quiet_zone = null
            """)
        .update();
  }

  /** From now on one customer is another. */
  void merge(int former, int into) {
    database
        .jdbc()
        .sql(
            """
            with merged as (
              insert into know_identity.customer (customer_no, customer_id, created_at, merged_into)
              values (:former, gen_random_uuid(), now(), :into))
            insert into know_identity.change
              (changed_at, op, account_no, from_customer_no, to_customer_no, reason)
            values (now(), 'MERGE', :former, :former, :into, 'SAME_IDENTIFIER')
            """)
        .param("former", former)
        .param("into", into)
        .update();
  }

  SendingDispatches sending(Channel channel, TransactionOperations transactions) {
    return new SendingDispatches(channel, transactions, sending, door, clock);
  }

  FollowingDispatches following(Channel channel, TransactionOperations transactions) {
    return new FollowingDispatches(channel, transactions, following, clock);
  }
}
