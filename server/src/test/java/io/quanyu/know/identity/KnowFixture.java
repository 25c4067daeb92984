package io.quanyu.know.identity;

import io.quanyu.core.id.Uuid7;
import io.quanyu.core.identity.ResolutionPolicy;
import io.quanyu.know.identity.internal.IdentityHashes;
import io.quanyu.know.identity.internal.IdentitySql;
import io.quanyu.know.identity.internal.ResolvingClaims;
import io.quanyu.know.profile.Profiles;
import io.quanyu.know.profile.internal.ProfileSql;
import io.quanyu.know.profile.internal.RecordingProfiles;
import io.quanyu.know.profile.internal.SealedProfiles;
import io.quanyu.know.profile.internal.Survivorship;
import io.quanyu.know.purchase.Purchases;
import io.quanyu.know.purchase.internal.PurchaseSql;
import io.quanyu.know.purchase.internal.RecordingPurchases;
import io.quanyu.know.purchase.internal.RecordingSql;
import io.quanyu.platform.crypto.Keys;
import io.quanyu.platform.database.NumberSets;
import io.quanyu.testing.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionTemplate;

/** The modules of a customer's facts on one test database, without a Spring context. */
public final class KnowFixture {

  public static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

  public final Keys keys = Keys.ephemeral();
  public final IdentityHashes hashes = new IdentityHashes(keys.keyedHashes());
  public final Identities identities;
  public final Profiles profiles;
  public final Purchases purchases;

  private final TestDatabase database;
  private final TransactionTemplate transactions;

  public KnowFixture(TestDatabase database, ResolutionPolicy policy) {
    this.database = database;
    this.transactions = database.transactions();
    var clock = Clock.fixed(NOW, ZoneOffset.UTC);
    var dataSource = database.dataSource();
    var copy = database.bulkCopy();
    identities =
        new Identities(
            new ResolvingClaims(
                new IdentitySql(dataSource, copy),
                hashes,
                new Uuid7(clock, new Random(1)),
                clock,
                policy));
    var profileSql = new ProfileSql(dataSource, copy);
    profiles =
        new Profiles(
            new RecordingProfiles(
                profileSql,
                new SealedProfiles(),
                new Survivorship(List.of("crm")),
                keys.customerKeys(),
                clock),
            identities);
    purchases =
        new Purchases(
            new RecordingPurchases(new RecordingSql(dataSource, copy)),
            new PurchaseSql(
                dataSource, new NumberSets(database.dsl(), database.transactionManager())));
  }

  public <T> T inTransaction(Supplier<T> work) {
    return java.util.Objects.requireNonNull(transactions.execute(_ -> work.get()));
  }

  public Resolution resolve(List<IdentityClaim> claims) {
    return inTransaction(() -> identities.resolve(claims));
  }

  /** Customers as sets of account numbers, as the database has them. */
  public Set<Set<Integer>> customers() {
    var customers = new TreeMap<Integer, Set<Integer>>();
    database
        .jdbc()
        .sql("select account_no, customer_no from know_identity.account")
        .query(row -> {
          customers.computeIfAbsent(row.getInt(2), _ -> new TreeSet<>()).add(row.getInt(1));
        });
    return Set.copyOf(customers.values());
  }

  /** Empties all tables of the modules. */
  public void clear() {
    database
        .jdbc()
        .sql(
            """
            truncate know_identity.account, know_identity.account_identifier,
              know_identity.blocked_identifier, know_identity.customer, know_identity.change,
              know_identity.conflict, know_profile.customer_key, know_profile.account_profile,
              know_profile.profile, know_purchase.purchase, know_purchase.purchase_line
            """)
        .update();
  }
}
