package io.quanyu.know.profile;

import static io.quanyu.know.identity.ClaimedIdentifier.memberNo;
import static io.quanyu.know.identity.ClaimedIdentifier.phone;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.core.identity.Gender;
import io.quanyu.core.identity.ResolutionPolicy;
import io.quanyu.know.identity.ClaimedIdentifier;
import io.quanyu.know.identity.IdentityClaim;
import io.quanyu.know.identity.KnowFixture;
import io.quanyu.know.identity.Resolution;
import io.quanyu.know.identity.ResolvedAccount;
import io.quanyu.know.purchase.ItemKind;
import io.quanyu.know.purchase.LineKey;
import io.quanyu.know.purchase.OrderKind;
import io.quanyu.know.purchase.OrderLineFact;
import io.quanyu.know.purchase.RecordedPurchases;
import io.quanyu.testing.TestDatabase;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.roaringbitmap.RoaringBitmap;

/** Profiles and order facts follow their accounts through merges and splits. */
class CustomerFactsIT {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
  private static final Currency CNY = Currency.getInstance("CNY");
  private static final String PHONE = "+8613811112222";
  private static final UUID FILE = new UUID(7, 7);

  private final KnowFixture know = new KnowFixture(database, ResolutionPolicy.DEFAULT);

  @BeforeEach
  void empty() {
    know.clear();
  }

  @Test
  void theGoldenRecordTakesEachValueFromTheBestSource() {
    var resolved =
        importPeople(
            person("tmall", "t1", "王**", AT.plusSeconds(90), Map.of("vip", "gold"), "浙江"),
            person("crm", "c1", "王小明", AT, Map.of("vip", "silver", "shoe", "42"), null),
            person("pos", "p1", "王小明", AT.plusSeconds(50), Map.of(), "江苏"));

    var profile = profileOf(resolved.accounts().getFirst());
    assertThat(profile.personal().name()).isEqualTo("王小明");
    assertThat(profile.personal().phone()).isEqualTo(PHONE);
    assertThat(profile.attributes()).isEqualTo(Map.of("vip", "silver", "shoe", "42"));
    assertThat(profile.province()).isEqualTo("浙江");
    assertThat(profile.channels()).containsExactly("crm", "pos", "tmall");
    assertThat(profile.gender()).isEqualTo(Gender.MALE);
  }

  @Test
  void theOrderOfRecordsDoesNotChangeTheGoldenRecord() {
    List<Person> people =
        List.of(
            person("tmall", "t1", "王**", AT.plusSeconds(90), Map.of("vip", "gold"), "浙江"),
            person("tmall", "t1", "王小明", AT.plusSeconds(10), Map.of("vip", "none"), null),
            person("tmall", "t1", "王小明", AT.plusSeconds(40), Map.of(), "江苏"),
            person("pos", "p1", "王小明", AT.plusSeconds(50), Map.of("shoe", "42"), "江苏"));
    Profile expected = null;
    for (int seed = 0; seed < 8; seed++) {
      know.clear();
      var shuffled = new ArrayList<>(people);
      Collections.shuffle(shuffled, new Random(seed));
      Resolution last = null;
      for (var person : shuffled) {
        last = importPeople(person);
      }
      var profile = profileOf(requireNonNull(last).accounts().getFirst());
      var comparable =
          new Profile(
              0,
              profile.personal(),
              profile.gender(),
              profile.birthday(),
              profile.province(),
              profile.city(),
              profile.registeredAt(),
              profile.attributes(),
              profile.channels());
      if (expected == null) {
        expected = comparable;
      }
      assertThat(comparable).as("seed %d", seed).isEqualTo(expected);
    }
  }

  @Test
  void ordersAndProfilesFollowAMergeAndASplit() {
    var first = importPeople(personWith("crm", "c1", "王小明", memberNo("club", "M1")));
    var second = importPeople(later(personWith("pos", "p1", "王小明", phone(PHONE))));
    var older = first.accounts().getFirst();
    var younger = second.accounts().getFirst();
    order(older, "1001", "9.90");
    order(younger, "1002", "20.00");

    var merge =
        importPeople(later(personWith("mini", "m1", "王小明", memberNo("club", "M1"), phone(PHONE))));

    assertThat(merge.moves()).hasSize(1);
    assertThat(totals(older.customerNo())).containsExactly("2 orders 2990");
    assertThat(totals(younger.customerNo())).isEmpty();
    assertThat(profileOf(older).channels()).containsExactly("crm", "mini", "pos");
    assertThat(know.profiles.find(List.of(younger.customerNo()))).isEmpty();

    know.inTransaction(() -> {
      var moves =
          know.identities.retract(merge.accounts().getFirst().accountNo(), memberNo("club", "M1"));
      know.profiles.record(moves, List.of());
      return know.purchases.record(moves, List.of());
    });

    assertThat(totals(older.customerNo())).containsExactly("1 orders 990");
    assertThat(profileOf(older).channels()).containsExactly("crm");
    assertThat(profileOf(older).personal().name()).isEqualTo("王小明");
  }

  @Test
  void aLineIsOneFactHoweverOftenItIsRead() {
    var account = importPeople(personWith("crm", "c1", "王小明", phone(PHONE))).accounts().getFirst();
    var lines =
        List.of(
            line(1, account, "1", "2.50", AT.plusSeconds(60)), line(2, account, "1", "2.50", AT));

    var first = record(lines);
    var again = record(lines);

    assertThat(first.newLines()).isEqualTo(2);
    assertThat(first.touchedCustomers()).isEqualTo(RoaringBitmap.bitmapOf(account.customerNo()));
    assertThat(again.newLines()).isZero();
    assertThat(again.knownLines()).isEqualTo(2);
    assertThat(again.touchedCustomers().isEmpty()).isTrue();
    var view = know.purchases.listOf(account.customerNo(), null, 0, 10);
    assertThat(view).hasSize(1);
    assertThat(view.getFirst().placedAt()).isEqualTo(AT);
    assertThat(view.getFirst().net()).hasToString("5.00 CNY");
    assertThat(view.getFirst().lines()).hasSize(2);
  }

  @Test
  void aDocumentsHeaderDoesNotDependOnTheOrderOfItsLines() {
    var account = importPeople(personWith("crm", "c1", "王小明", phone(PHONE))).accounts().getFirst();
    var lines =
        List.of(
            line(1, account, "1", "2.50", AT.plusSeconds(60)),
            line(2, null, "1", "7.00", AT),
            line(3, account, "1", "-1.00", AT.plusSeconds(5)),
            line(4, account, "2", "3.00", AT));
    List<String> expected = List.of();
    for (int seed = 0; seed < 10; seed++) {
      database.jdbc().sql("truncate know_purchase.purchase, know_purchase.purchase_line").update();
      var shuffled = new ArrayList<>(lines);
      Collections.shuffle(shuffled, new Random(seed));
      shuffled.forEach(line -> record(List.of(line)));
      var headers =
          database
              .jdbc()
              .sql(
                  """
                  select order_no || ' ' || kind || ' ' || placed_at || ' ' || customer_no || ' '
                    || net_minor || ' ' || units || ' ' || line_count
                  from know_purchase.purchase order by order_no
                  """)
              .query((row, _) -> row.getString(1))
              .list();
      if (seed == 0) {
        expected = headers;
        assertThat(headers).hasSize(2);
      }
      assertThat(headers).as("seed %d", seed).isEqualTo(expected);
    }
  }

  @Test
  void personalValuesAreNowhereInClear() {
    var account =
        importPeople(
                personWith(
                    "crm", "SECRET-ID", "欧阳慕白", phone(PHONE), memberNo("club", "VIP-778899")))
            .accounts()
            .getFirst();
    order(account, "1001", "9.90");
    var columns =
        database
            .jdbc()
            .sql(
                """
                select format('select %1$L, x from (select t::text x from %2$I.%3$I t) y', table_name,
                  table_schema, table_name)
                from information_schema.tables
                where table_schema in ('know_identity', 'know_profile', 'know_purchase')
                  and table_type = 'BASE TABLE'
                """)
            .query((row, _) -> row.getString(1))
            .list();
    assertThat(columns).hasSizeGreaterThan(8);
    List<String> secrets =
        List.of("欧阳慕白", PHONE, PHONE.substring(3), "VIP-778899", "SECRET-ID", "文三路");
    for (var sql : columns) {
      database
          .jdbc()
          .sql(sql)
          .query(row -> {
            for (var secret : secrets) {
              assertThat(row.getString(2)).as(row.getString(1)).doesNotContain(secret);
            }
          });
    }
    assertThat(profileOf(account).personal().address()).isEqualTo("文三路 1 号");
  }

  @Test
  void aPersonWithoutKeyIsGone() {
    var account = importPeople(personWith("crm", "c1", "王小明", phone(PHONE))).accounts().getFirst();

    database.jdbc().sql("delete from know_profile.customer_key").update();

    assertThat(know.profiles.find(List.of(account.customerNo()))).isEmpty();
  }

  private record Person(
      IdentityClaim claim, Map<String, String> attributes, @Nullable String province) {}

  private static Person person(
      String channel,
      String id,
      String name,
      Instant at,
      Map<String, String> attributes,
      @Nullable String province) {
    return new Person(
        new IdentityClaim(channel, id, List.of(phone(PHONE)), name, null, Gender.MALE, at),
        attributes,
        province);
  }

  private static Person personWith(
      String channel, String id, String name, ClaimedIdentifier... held) {
    return new Person(
        new IdentityClaim(channel, id, List.of(held), name, null, null, AT), Map.of(), null);
  }

  private static Person later(Person person) {
    var claim = person.claim();
    return new Person(
        new IdentityClaim(
            claim.channel(),
            claim.accountId(),
            claim.identifiers(),
            claim.name(),
            claim.birthday(),
            claim.gender(),
            claim.observedAt().plusSeconds(10)),
        person.attributes(),
        person.province());
  }

  private Resolution importPeople(Person... people) {
    return know.inTransaction(() -> {
      var resolution =
          know.identities.resolve(List.of(people).stream().map(Person::claim).toList());
      List<ProfileClaim> claims = new ArrayList<>();
      for (int i = 0; i < people.length; i++) {
        var said = people[i].claim();
        claims.add(
            new ProfileClaim(
                resolution.accounts().get(i),
                said.channel(),
                said.observedAt(),
                new PersonalValues(said.name(), null, PHONE, null, "文三路 1 号", "VIP-778899"),
                said.gender(),
                LocalDate.of(1990, 5, 20),
                people[i].province(),
                null,
                said.observedAt(),
                people[i].attributes()));
      }
      know.profiles.record(resolution.moves(), claims);
      know.purchases.record(resolution.moves(), List.of());
      return resolution;
    });
  }

  private Profile profileOf(ResolvedAccount account) {
    return requireNonNull(
        know.profiles.find(List.of(account.customerNo())).get(account.customerNo()));
  }

  private void order(ResolvedAccount account, String orderNo, String amount) {
    record(List.of(line(Long.parseLong(orderNo), account, orderNo, amount, AT)));
  }

  private RecordedPurchases record(List<OrderLineFact> lines) {
    return know.inTransaction(() -> know.purchases.record(List.of(), lines));
  }

  private List<String> totals(int customerNo) {
    return know.purchases.totalsOf(RoaringBitmap.bitmapOf(customerNo)).stream()
        .map(totals -> totals.saleOrders() + " orders " + totals.netRevenueMinor())
        .toList();
  }

  private static OrderLineFact line(
      long lineNo, @Nullable ResolvedAccount account, String orderNo, String amount, Instant at) {
    return new OrderLineFact(
        new LineKey(FILE, lineNo),
        "pos",
        orderNo,
        OrderKind.SALE,
        at,
        account,
        "S1",
        CNY,
        "SKU-1",
        "跑鞋",
        ItemKind.PRODUCT,
        BigDecimal.ONE,
        new BigDecimal(amount),
        new BigDecimal(amount).movePointRight(2).longValueExact());
  }
}
