package io.quanyu.core.contact;

/**
 * The two control groups of a broadcast.
 *
 * @param global customers who get no marketing at all, so that the effect of everything together
 *     can be measured; its share is the brand's, its salt stays for ever
 * @param broadcast customers of this broadcast's audience who do not get it; its share is of those
 *     who are not in the global control group
 */
public record ControlGroups(ControlDraw global, ControlDraw broadcast) {

  /** To which group a customer of the audience belongs. */
  public enum Group {
    /** Gets the message, if a channel is lit. Compared as drawn, whether reached or not. */
    TREATED,
    /** Left out of this broadcast; what the treated are compared with. */
    CONTROL,
    /** Left out of all broadcasts; not part of this one's comparison. */
    GLOBAL_CONTROL
  }

  /** The group of a customer; the global control group goes first. */
  public Group groupOf(int customerNo) {
    if (global.isDrawn(customerNo)) {
      return Group.GLOBAL_CONTROL;
    }
    return broadcast.isDrawn(customerNo) ? Group.CONTROL : Group.TREATED;
  }
}
