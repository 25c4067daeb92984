package io.quanyu.sandbox.state;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What people decide. A draw is a keyed hash of who decides what about which campaign, so that it
 * does not depend on when or in which order they are asked, nor on ids that the vendor makes up.
 */
public final class Draws {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Draws() {}

  /**
   * A number of the uniform distribution, at least 0 and below 1; draws that differ in any argument
   * are independent for our purposes.
   */
  public static double unit(long seed, String what, String who, String mark) {
    return (hash(seed, what, who, mark) >>> 11) * 0x1p-53;
  }

  /**
   * The 64 bits behind {@link #unit}: the finaliser of SplitMix64 (Steele, Lea and Flood 2014, with
   * the constants of Stafford's variant 13) chained over the characters, and over the length of
   * each part so that they cannot run into one another.
   */
  public static long hash(long seed, String what, String who, String mark) {
    long hash = mix(seed + GOLDEN);
    for (String part : new String[] {what, who, mark}) {
      hash = mix(hash ^ part.length());
      for (int i = 0; i < part.length(); i++) {
        hash = mix((hash + GOLDEN) ^ part.charAt(i));
      }
    }
    return hash;
  }

  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }

  /** Whether the member ever confirms messages of this campaign. */
  static boolean confirms(Population.Settings settings, BulkMessage message, String userid) {
    return unit(settings.seed(), "confirm", userid, campaignOf(message)) < settings.confirmShare();
  }

  /** After how many milliseconds she does. */
  public static long confirmAfterMs(
      Population.Settings settings, BulkMessage message, String userid) {
    return settings
        .confirmAfterMs()
        .at(unit(settings.seed(), "confirm after", userid, campaignOf(message)));
  }

  /** Messages without a mark are told apart by their text. */
  private static String campaignOf(BulkMessage message) {
    String mark = message.mark();
    return mark == null ? message.accepted().text() : mark;
  }

  /** Who of those whom a message reached does what. */
  public static Map<Reaction, List<String>> reactions(
      Population.Settings settings, Channel channel, @Nullable String mark, List<String> persons) {
    String campaign = mark == null ? Campaigns.NO_MARK : mark;
    Map<Reaction, List<String>> found = new EnumMap<>(Reaction.class);
    for (String person : persons) {
      if (unit(settings.seed(), "open", person, campaign) < settings.openShare()) {
        add(found, Reaction.OPENED, person);
        if (unit(settings.seed(), "click", person, campaign) < settings.clickShare()) {
          add(found, Reaction.CLICKED, person);
        }
      }
      switch (channel) {
        case WECOM -> {
          if (unit(settings.seed(), "block", person, campaign) < settings.blockShare()) {
            add(found, Reaction.BLOCKED, person);
          }
        }
        case SMS -> {
          if (unit(settings.seed(), "reply", person, campaign) < settings.replyShare()) {
            add(found, Reaction.REPLIED, person);
          }
        }
      }
    }
    return found;
  }

  private static void add(Map<Reaction, List<String>> found, Reaction reaction, String person) {
    found.computeIfAbsent(reaction, _ -> new ArrayList<>()).add(person);
  }
}
