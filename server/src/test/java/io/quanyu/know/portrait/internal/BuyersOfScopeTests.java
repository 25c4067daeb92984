package io.quanyu.know.portrait.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.know.portrait.internal.BuyersOfScope.InOrder;
import io.quanyu.know.purchase.Buyer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.roaringbitmap.RoaringBitmap;

class BuyersOfScopeTests {

  private static final Comparator<Buyer> ORDER =
      Comparator.comparing(Buyer::lastOrderAt).thenComparingInt(Buyer::customerNo).reversed();

  @RepeatedTest(50)
  void pagesTogetherAreTheChosenOnesInOrder(RepetitionInfo repetition) {
    var random = new SplittableRandom(repetition.getCurrentRepetition());
    var buyers =
        IntStream.rangeClosed(1, random.nextInt(60))
            .mapToObj(no -> new Buyer(no, Instant.ofEpochSecond(random.nextInt(8))))
            .sorted(ORDER)
            .toList();
    var chosen = new RoaringBitmap();
    IntStream.range(0, 40).forEach(_ -> chosen.add(1 + random.nextInt(60)));
    int limit = 1 + random.nextInt(7);

    List<Buyer> paged = new ArrayList<>();
    var inOrder = InOrder.of(buyers);
    @Nullable Instant before = null;
    int beforeNo = Integer.MAX_VALUE;
    List<Buyer> page;
    do {
      page = inOrder.page(chosen::contains, before, beforeNo, limit);
      assertThat(page).hasSizeLessThanOrEqualTo(limit);
      paged.addAll(page);
      if (!page.isEmpty()) {
        before = page.getLast().lastOrderAt();
        beforeNo = page.getLast().customerNo();
      }
    } while (!page.isEmpty());

    assertThat(paged)
        .isEqualTo(buyers.stream().filter(buyer -> chosen.contains(buyer.customerNo())).toList());
  }
}
