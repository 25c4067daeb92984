package io.quanyu.reach.channel;

import java.util.Set;

/**
 * What a channel is like for those who plan messages; how calls are made is {@link ChannelTerms}.
 *
 * @param isConfirmedBySender a guide must confirm before anything is sent: an accepted call is not
 *     on its way yet
 * @param receipts how it becomes known what came of an accepted call
 * @param isRecallable an accepted call that nobody confirmed can be taken back
 * @param variables names that a text may use, such as {@code name}; empty where all recipients of a
 *     call read the same
 * @param hasLink a link is shown as a card; elsewhere its URL follows the text
 */
public record ChannelFeatures(
    boolean isConfirmedBySender,
    ReceiptsBy receipts,
    boolean isRecallable,
    Set<String> variables,
    boolean hasLink) {

  /** How receipts come. */
  public enum ReceiptsBy {
    /** The vendor is asked, again and again: {@link Channel#ask}. */
    ASKING,
    /** The vendor tells by callbacks. */
    CALLBACK
  }

  public ChannelFeatures {
    variables = Set.copyOf(variables);
  }
}
