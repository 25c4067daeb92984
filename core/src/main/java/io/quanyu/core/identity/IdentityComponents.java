package io.quanyu.core.identity;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The result of a resolution: persons as sets of accounts.
 *
 * @param components every account is in exactly one; ordered by account key of the first account
 * @param blocked identifiers that link nobody because too many accounts or names carry them
 * @param conflicts links that were refused; ordered, without duplicates
 */
public record IdentityComponents(
    List<Component> components, Set<UUID> blocked, List<IdentityConflict> conflicts) {

  public IdentityComponents {
    components = List.copyOf(components);
    blocked = Set.copyOf(blocked);
    conflicts = List.copyOf(conflicts);
  }

  /**
   * One person.
   *
   * @param members her accounts, oldest first (then by account key); never empty
   */
  public record Component(List<Member> members) {
    public Component {
      members = List.copyOf(members);
    }

    /** The account whose customer the component takes over. */
    public int oldestAccountNo() {
      return members.getFirst().accountNo();
    }
  }

  /**
   * One account of a person.
   *
   * @param accountNo the account
   * @param reason the best reason why it is here
   * @param identifier the identifier behind the reason; for {@link LinkReason#OLDEST} the account's
   *     own key
   */
  public record Member(int accountNo, LinkReason reason, UUID identifier) {}
}
