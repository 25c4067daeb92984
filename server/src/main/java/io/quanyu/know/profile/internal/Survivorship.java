package io.quanyu.know.profile.internal;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Which of several values survives in the golden record: that of the channel trusted most, then the
 * latest. A whole name beats a masked one, whatever the channel; of registrations the earliest
 * counts. A function of the set of statements.
 */
@Component
public final class Survivorship {

  private final List<String> channelPriority;

  /**
   * @param channelPriority codes of channels, most trusted first; all others come after them, equal
   *     to each other
   */
  public Survivorship(@Value("${quanyu.profile.channel-priority:}") List<String> channelPriority) {
    this.channelPriority = List.copyOf(channelPriority);
  }

  Map<String, String> personal(Collection<AccountProfile> accounts) {
    return survivors(accounts, AccountProfile::personal);
  }

  Map<String, String> stated(Collection<AccountProfile> accounts) {
    return survivors(accounts, AccountProfile::stated);
  }

  private record Candidate(int rank, Dated statement) {}

  private Map<String, String> survivors(
      Collection<AccountProfile> accounts, Function<AccountProfile, Map<String, Dated>> values) {
    Map<String, Candidate> best = new HashMap<>();
    for (var account : accounts) {
      int listed = channelPriority.indexOf(account.channel());
      int rank = listed < 0 ? channelPriority.size() : listed;
      values
          .apply(account)
          .forEach((name, statement) ->
              best.merge(
                  name,
                  new Candidate(rank, statement),
                  (one, other) -> survivor(name, one, other)));
    }
    Map<String, String> survivors = new TreeMap<>();
    best.forEach((name, candidate) -> survivors.put(name, candidate.statement.value()));
    return survivors;
  }

  private static Candidate survivor(String name, Candidate one, Candidate other) {
    if (name.equals(AccountProfile.REGISTERED_AT)) {
      return one.statement.value().compareTo(other.statement.value()) <= 0 ? one : other;
    }
    if (name.equals(AccountProfile.NAME)) {
      boolean isMasked = one.statement.value().indexOf('*') >= 0;
      if (isMasked != other.statement.value().indexOf('*') >= 0) {
        return isMasked ? other : one;
      }
    }
    if (one.rank != other.rank) {
      return one.rank < other.rank ? one : other;
    }
    return one.statement.isLaterThan(other.statement) ? one : other;
  }
}
