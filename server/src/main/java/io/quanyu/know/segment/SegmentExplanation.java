package io.quanyu.know.segment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a customer is in a segment, or not: every condition of the tree with the customer's value.
 */
public record SegmentExplanation(boolean matches, List<Node> nodes) {

  /**
   * One condition.
   *
   * @param path {@code 0} is the root, {@code 0.1} its second child
   * @param actual what the customer has; null for groups and where there is nothing
   * @param expected what the condition asks for; null for groups
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Node(
      String path, boolean matches, @Nullable String actual, @Nullable String expected) {}

  public SegmentExplanation {
    nodes = List.copyOf(nodes);
  }
}
