package io.quanyu.core.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quanyu.core.segment.SegmentCondition.AllOf;
import io.quanyu.core.segment.SegmentCondition.AnyOf;
import io.quanyu.core.segment.SegmentCondition.HasTag;
import io.quanyu.core.segment.SegmentCondition.InSegment;
import io.quanyu.core.segment.SegmentCondition.Not;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SegmentLimitsTests {

  private static final SegmentCondition WOMEN = new HasTag("gender", List.of("f"));
  private static final UUID A = new UUID(0, 1);
  private static final UUID B = new UUID(0, 2);
  private static final UUID C = new UUID(0, 3);

  @Test
  void acceptsTheDeepestAndRefusesOneDeeper() {
    assertThatCode(() -> SegmentLimits.check(nested(SegmentLimits.DEPTH_MAX)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> SegmentLimits.check(nested(SegmentLimits.DEPTH_MAX + 1)))
        .isInstanceOf(InvalidConditionException.class)
        .hasMessageContaining("8 levels");
  }

  @Test
  void acceptsTheLargestAndRefusesOneLarger() {
    assertThatCode(() -> SegmentLimits.check(wide(SegmentLimits.NODES_MAX - 1)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> SegmentLimits.check(wide(SegmentLimits.NODES_MAX)))
        .isInstanceOf(InvalidConditionException.class)
        .hasMessageContaining("200");
  }

  @Test
  void findsReferencesAnywhere() {
    assertThat(SegmentLimits.references(new AllOf(List.of(new Not(in(B)), in(A), in(B)))))
        .containsExactly(B, A);
  }

  @Test
  void refusesACycleThroughOthers() {
    var stored = Map.<UUID, SegmentCondition>of(B, new Not(in(C)), C, in(A));
    assertThatThrownBy(() -> checkReferences(Optional.of(A), in(B), stored))
        .isInstanceOf(InvalidConditionException.class)
        .hasMessageContaining("contain itself");
    assertThatThrownBy(() -> checkReferences(Optional.of(A), in(A), stored))
        .isInstanceOf(InvalidConditionException.class);
  }

  @Test
  void acceptsAReferenceTakenTwice() {
    var stored = Map.<UUID, SegmentCondition>of(B, in(C), C, WOMEN);
    assertThatCode(() -> checkReferences(Optional.of(A), new AllOf(List.of(in(B), in(C))), stored))
        .doesNotThrowAnyException();
  }

  @Test
  void refusesAnUnknownReferenceAndTooMany() {
    assertThatThrownBy(() -> checkReferences(Optional.empty(), in(A), Map.of()))
        .isInstanceOf(InvalidConditionException.class)
        .hasMessageContaining("does not exist");
    var chain = new HashMap<UUID, SegmentCondition>();
    for (int i = 1; i <= SegmentLimits.REFERENCES_MAX; i++) {
      chain.put(new UUID(1, i), in(new UUID(1, i + 1)));
    }
    chain.put(new UUID(1, SegmentLimits.REFERENCES_MAX + 1), WOMEN);
    assertThatThrownBy(() -> checkReferences(Optional.empty(), in(new UUID(1, 1)), chain))
        .isInstanceOf(InvalidConditionException.class);
    assertThatCode(() -> checkReferences(Optional.empty(), in(new UUID(1, 2)), chain))
        .doesNotThrowAnyException();
  }

  private static void checkReferences(
      Optional<UUID> self, SegmentCondition condition, Map<UUID, SegmentCondition> stored) {
    SegmentLimits.checkReferences(self, condition, id -> Optional.ofNullable(stored.get(id)));
  }

  private static SegmentCondition in(UUID id) {
    return new InSegment(id);
  }

  private static SegmentCondition nested(int levels) {
    return levels == 1 ? WOMEN : new Not(nested(levels - 1));
  }

  private static SegmentCondition wide(int children) {
    return new AnyOf(Collections.nCopies(children, WOMEN));
  }
}
