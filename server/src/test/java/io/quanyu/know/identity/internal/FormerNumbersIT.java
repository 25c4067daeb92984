package io.quanyu.know.identity.internal;

import static io.quanyu.know.identity.ClaimedIdentifier.memberNo;
import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.core.identity.ResolutionPolicy;
import io.quanyu.know.identity.ClaimedIdentifier;
import io.quanyu.know.identity.CustomerSets;
import io.quanyu.know.identity.IdentityClaim;
import io.quanyu.know.identity.KnowFixture;
import io.quanyu.know.identity.ResolvedAccount;
import io.quanyu.platform.database.NumberSets;
import io.quanyu.testing.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.roaringbitmap.RoaringBitmap;

/** Whose a number is that a customer once had. */
class FormerNumbersIT {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

  private final KnowFixture know = new KnowFixture(database, ResolutionPolicy.DEFAULT);
  private final CustomerSql customers = new CustomerSql(database.dataSource());
  private final CustomerSets sets =
      new CustomerSets(new NumberSets(database.dsl(), database.transactionManager()));

  /** Of two customers that become one the older survives, so no two are of one moment. */
  private int seconds;

  @BeforeEach
  void empty() {
    know.clear();
  }

  @Test
  void mergesOfMergesLeadToTheOneWhoIsLeft() {
    int first = seen("tmall").customerNo();
    int second = seen("pos", memberNo("club", "M2")).customerNo();
    int third = seen("crm").customerNo();
    int other = seen("sms").customerNo();
    seen("crm", memberNo("club", "M2"));
    assertThat(customers.numbersOf(second)).containsExactly(second, third);

    seen("pos", memberNo("shop", "S1"));
    seen("tmall", memberNo("shop", "S1"));

    assertThat(customers.numbersOf(first)).containsExactly(first, second, third);
    assertThat(customers.numbersOf(other)).containsExactly(other);
    assertThat(customers.presentOf(List.of(first, third, other)))
        .isEqualTo(Map.of(first, first, third, first, other, other));
    assertThat(sets.merged().present(RoaringBitmap.bitmapOf(second, third, other)))
        .isEqualTo(RoaringBitmap.bitmapOf(first, other));
  }

  /** They are kept, so what was read before must not hide what was merged since. */
  @Test
  void aNewMergeIsSeenAtOnce() {
    int first = seen("tmall", memberNo("club", "M1")).customerNo();
    int second = seen("pos").customerNo();
    int third = seen("crm").customerNo();
    var before = sets.merged();
    assertThat(before.present(second)).isEqualTo(second);
    assertThat(sets.merged()).isSameAs(before);

    seen("pos", memberNo("club", "M1"));
    assertThat(sets.merged().present(second)).isEqualTo(first);
    assertThat(sets.merged().present(third)).isEqualTo(third);

    know.inTransaction(() -> {
      seen("crm", memberNo("club", "M1"));
      return sets.merged().present(third); // not committed: kept by nobody
    });
    assertThat(sets.merged().present(third)).isEqualTo(first);
  }

  @Test
  void aSplitBringsNoFormerNumberBack() {
    int first = seen("tmall", memberNo("club", "M1")).customerNo();
    var account = seen("pos");
    seen("pos", memberNo("club", "M1"));

    know.inTransaction(() -> know.identities.retract(account.accountNo(), memberNo("club", "M1")));

    int split = seen("pos").customerNo();
    assertThat(split).isNotIn(first, account.customerNo());
    assertThat(customers.numbersOf(first)).containsExactly(first, account.customerNo());
    assertThat(customers.numbersOf(split)).containsExactly(split);
    assertThat(sets.merged().present(split)).isEqualTo(split);
    assertThat(sets.merged().present(account.customerNo())).isEqualTo(first);
  }

  /** Each channel has one account. */
  private ResolvedAccount seen(String channel, ClaimedIdentifier... identifiers) {
    return know.resolve(
            List.of(
                new IdentityClaim(
                    channel,
                    "account",
                    List.of(identifiers),
                    null,
                    null,
                    null,
                    AT.plusSeconds(seconds++))))
        .accounts()
        .getFirst();
  }
}
