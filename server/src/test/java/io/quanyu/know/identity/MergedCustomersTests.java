package io.quanyu.know.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class MergedCustomersTests {

  private static final int LAST = Integer.MAX_VALUE;

  /** 5 and 70,000 became 2, who became 1; the last number became 70,001. */
  private final MergedCustomers merged =
      MergedCustomers.of(Map.of(70_000, 2, 2, 1, 5, 2, LAST, 70_001));

  @Test
  void aCustomerIsWhoeverTheLastMergeMadeHer() {
    assertThat(List.of(1, 2, 3, 5, 70_000, 70_001, LAST))
        .extracting(merged::present)
        .containsExactly(1, 1, 3, 1, 1, 70_001, 70_001);
    assertThat(MergedCustomers.of(Map.of()).present(7)).isEqualTo(7);
  }

  @Test
  void aSetHoldsEverybodyOnceUnderThePresentNumber() {
    var customers = RoaringBitmap.bitmapOf(1, 3, 5, 70_000, LAST);

    assertThat(merged.present(customers)).isEqualTo(RoaringBitmap.bitmapOf(1, 3, 70_001));
    assertThat(customers).isEqualTo(RoaringBitmap.bitmapOf(1, 3, 5, 70_000, LAST));
  }

  @Test
  void onlyTheMergedAreTold() {
    List<String> told = new ArrayList<>();
    merged.forEach(
        RoaringBitmap.bitmapOf(1, 3, 5, 70_000, 70_001),
        (former, present) -> told.add(former + " is " + present));

    assertThat(told).containsExactly("5 is 1", "70000 is 1");
  }

  @Test
  void aCircleIsNoMerge() {
    var circle = MergedCustomers.of(Map.of(1, 2, 2, 1));

    assertThatThrownBy(() -> circle.present(1)).isInstanceOf(IllegalStateException.class);
  }
}
