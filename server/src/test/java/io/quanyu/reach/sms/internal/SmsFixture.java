package io.quanyu.reach.sms.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.core.identity.ResolutionPolicy;
import io.quanyu.core.sms.SmsSignature;
import io.quanyu.know.identity.ClaimedIdentifier;
import io.quanyu.know.identity.CustomerSets;
import io.quanyu.know.identity.IdentityClaim;
import io.quanyu.know.identity.KnowFixture;
import io.quanyu.know.identity.KnownCustomers;
import io.quanyu.know.identity.internal.CustomerSql;
import io.quanyu.know.identity.internal.ExplainingAccounts;
import io.quanyu.know.identity.internal.IdentitySql;
import io.quanyu.know.profile.PersonalValues;
import io.quanyu.know.profile.ProfileClaim;
import io.quanyu.platform.database.NumberSets;
import io.quanyu.platform.outgoing.OutgoingHttp;
import io.quanyu.testing.SetClock;
import io.quanyu.testing.TestDatabase;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The channel on one test database, without a Spring context, and customers to text. */
final class SmsFixture {

  static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");
  static final String API_KEY = "key-1";
  static final String CALLBACK_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  final SetClock clock = new SetClock(NOW);
  final KnowFixture know;
  final GatewayStore store;
  final PhoneHolders phones;
  private final TestDatabase database;
  private final KnownCustomers customers;

  SmsFixture(TestDatabase database) {
    this.database = database;
    this.know = new KnowFixture(database, ResolutionPolicy.DEFAULT);
    this.store = new GatewayStore(database.dsl(), know.keys.fileKeys());
    var sets = new NumberSets(database.dsl(), database.transactionManager());
    this.phones = new PhoneHolders(new CustomerSets(sets));
    var sql = new CustomerSql(database.dataSource());
    this.customers =
        new KnownCustomers(
            sql,
            new ExplainingAccounts(
                sql,
                new IdentitySql(database.dataSource(), database.bulkCopy()),
                ResolutionPolicy.DEFAULT),
            know.hashes);
    know.clear();
    database
        .jdbc()
        .sql(
            """
            truncate reach_sms.gateway, reach_sms.call, reach_sms.addressed, reach_sms.callback
            """)
        .update();
  }

  /** The channel, with a client that waits no longer than this. */
  SmsChannel channel(Duration wholeMax) {
    return channel(store, wholeMax);
  }

  SmsChannel channel(GatewayStore over, Duration wholeMax) {
    return new SmsChannel(
        over,
        new GatewayClient(new OutgoingHttp(List.of("127.0.0.0/8", "::1/128")), wholeMax, wholeMax),
        new BegunCalls(database.dsl()),
        phones,
        know.profiles,
        customers,
        clock);
  }

  /** The settings as they are before anybody has entered any. */
  GatewayStore noGateway() {
    return new GatewayStore(database.dsl(), know.keys.fileKeys()) {
      @Override
      boolean exists() {
        return false;
      }

      @Override
      java.util.Optional<Gateway> find() {
        return java.util.Optional.empty();
      }
    };
  }

  /** Sets the gateway up, or changes it to another account. */
  void gateway(String baseUrl, boolean isKeyed) {
    var before = store.find();
    var gateway =
        new Gateway(
            before.map(Gateway::id).orElseGet(UUID::randomUUID),
            before.map(Gateway::accountNo).orElse(0) + 1,
            baseUrl,
            new SmsSignature("泉屿"),
            new BigDecimal("0.045"),
            Currency.getInstance("CNY"),
            isKeyed,
            6_000,
            1_000,
            new Gateway.Secrets(API_KEY, CALLBACK_SECRET),
            before.map(Gateway::version).orElse(0) + 1,
            NOW,
            NOW);
    if (before.isPresent()) {
      store.update(gateway);
    } else {
      store.insert(gateway);
    }
  }

  /** A customer of the shop; those with different names are different persons. */
  int customer(String id, String name, @Nullable String phone) {
    var resolved =
        know.resolve(
            List.of(
                new IdentityClaim(
                    "crm",
                    id,
                    phone == null ? List.of() : List.of(ClaimedIdentifier.phone(phone)),
                    name,
                    null,
                    null,
                    NOW)));
    assertThat(resolved.moves()).isEmpty();
    var account = resolved.accounts().getFirst();
    know.inTransaction(() -> {
      know.profiles.record(
          List.of(),
          List.of(
              new ProfileClaim(
                  account,
                  "crm",
                  NOW,
                  new PersonalValues(name, null, phone, null, null, null),
                  null,
                  null,
                  null,
                  null,
                  null,
                  Map.of())));
      return true;
    });
    return account.customerNo();
  }
}
