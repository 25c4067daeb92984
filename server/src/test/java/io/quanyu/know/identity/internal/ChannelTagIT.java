package io.quanyu.know.identity.internal;

import static io.quanyu.know.identity.ClaimedIdentifier.memberNo;
import static io.quanyu.know.identity.ClaimedIdentifier.phone;
import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.core.identity.IdentifierKind;
import io.quanyu.core.identity.ResolutionPolicy;
import io.quanyu.know.identity.ClaimedIdentifier;
import io.quanyu.know.identity.CustomerSets;
import io.quanyu.know.identity.IdentityClaim;
import io.quanyu.know.identity.KnowFixture;
import io.quanyu.platform.database.NumberSets;
import io.quanyu.testing.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.roaringbitmap.RoaringBitmap;

/** Which channels know a customer, and the sets that lifecycle stages are made of. */
class ChannelTagIT {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

  private final KnowFixture know = new KnowFixture(database, ResolutionPolicy.DEFAULT);
  private final CustomerSets customers =
      new CustomerSets(new NumberSets(database.dsl(), database.transactionManager()));
  private final ChannelTag tag = new ChannelTag(customers);

  /** Of two customers that become one the older survives, so no two are of one moment. */
  private int seconds;

  @BeforeEach
  void empty() {
    know.clear();
  }

  @Test
  void aCustomerOfTwoChannelsCarriesBoth() {
    int both = seen("tmall", "t1", memberNo("club", "M1"));
    int one = seen("tmall", "t2");
    assertThat(seen("pos", "p1", memberNo("club", "M1"))).isEqualTo(both);

    assertThat(tag.customersByValue(AT))
        .isEqualTo(
            Map.of(
                "tmall", RoaringBitmap.bitmapOf(both, one), "pos", RoaringBitmap.bitmapOf(both)));
    assertThat(tag.definition().code()).isEqualTo("channel");
  }

  @Test
  void aMergeMovesTheChannelAndEmptiesTheOtherCustomer() {
    int first = seen("tmall", "t1", memberNo("club", "M1"));
    int second = seen("pos", "p1");
    seen("pos", "p1", memberNo("club", "M1"));

    assertThat(second).isNotEqualTo(first);
    assertThat(customers.everyone()).isEqualTo(RoaringBitmap.bitmapOf(first));
    assertThat(tag.customersByValue(AT))
        .isEqualTo(
            Map.of("tmall", RoaringBitmap.bitmapOf(first), "pos", RoaringBitmap.bitmapOf(first)));
  }

  @Test
  void whoCanBeReachedIsToldByTheIdentifiersAskedFor() {
    int member = seen("crm", "c1", memberNo("club", "M1"));
    int reached = seen("crm", "c2", phone("+8613800000001"));
    int buyer = seen("crm", "c3", ClaimedIdentifier.orderPhone("+8613800000002"));

    assertThat(customers.with(Set.of(IdentifierKind.MEMBER_NO)))
        .isEqualTo(RoaringBitmap.bitmapOf(member));
    assertThat(customers.with(Set.of(IdentifierKind.PHONE, IdentifierKind.EMAIL)))
        .as("the phone of an order may be anybody's")
        .isEqualTo(RoaringBitmap.bitmapOf(reached));
    assertThat(customers.everyone()).isEqualTo(RoaringBitmap.bitmapOf(member, reached, buyer));
  }

  private int seen(String channel, String account, ClaimedIdentifier... identifiers) {
    return know.resolve(
            List.of(
                new IdentityClaim(
                    channel,
                    account,
                    List.of(identifiers),
                    null,
                    null,
                    null,
                    AT.plusSeconds(seconds++))))
        .accounts()
        .getFirst()
        .customerNo();
  }
}
