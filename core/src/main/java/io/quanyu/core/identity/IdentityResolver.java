package io.quanyu.core.identity;

import io.quanyu.core.identity.IdentifierKind.Trust;
import io.quanyu.core.identity.IdentityConflict.Kind;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Decides which accounts are one person. A pure function of the set of evidence: the order of the
 * evidence, repetitions and account numbers do not matter, and accounts that share no unblocked
 * identifier with each other, directly or over others, do not influence each other. So a batch can
 * be resolved by running it on the closure of the touched accounts alone, and the result equals a
 * run over everything; evidence that is taken back leaves no trace.
 *
 * <p>Never in one component: two accounts with different identifiers in one exclusive namespace.
 */
public final class IdentityResolver {

  /*
   * Four passes, each over identifiers in the order of their hashes, each trusting less than the one before. Later
   * passes see whole persons as the earlier ones left them, so a nameless account that is tied to a named one by its
   * member number counts as named when its phone is judged.
   *
   * 1. Same identifier of one person (Trust.LINKS): link. Strong identifiers can force a contradiction (one unionid on
   *    two member numbers). Then the link that would join two different exclusive identifiers is not made and is
   *    reported: more trusted kinds go first (IdentifierKind's order), equal kinds by hash. Arbitrary, but the same in
   *    every run, and visible for review.
   * 2. Same phone or e-mail and same full name: link, unless birthday, gender or an exclusive identifier differ.
   *    Accounts that state both go first: one that has its name from elsewhere (a contact whose phone a guide noted)
   *    does not take them away from each other with another member number.
   * 3. Same phone or e-mail, no common full name. The persons under the phone are told apart by name:
   *      masked names (surname known) belong to the only person they fit;
   *      nameless accounts belong to the only person there is; with several, to the one whose birthday they share or the
   *      only one they do not contradict by gender or birthday; else to nobody.
   *    All such links are collected before any is made. An account that fits two persons who contradict each other (a
   *    nameless one with a shared or recycled second phone) is linked to neither. A chain of nameless accounts that
   *    would still tie contradicting persons together is cut where, in hash order, the contradiction would arise.
   * 4. Accounts that have nothing but an order's phone: attached to the only person who owns the phone, never joining
   *    two persons.
   *
   * Identifiers with too many accounts or names are blocked before all passes (ResolutionPolicy).
   *
   * Cost: O((A + L) α) for A accounts and L held identifiers, plus sorting accounts and shared identifiers; quadratic
   * only in the holders of one identifier, which the policy bounds.
   */

  private final EvidenceIndex index;
  private final Persons persons;
  private final Set<IdentityConflict> conflicts = new LinkedHashSet<>();

  private IdentityResolver(EvidenceIndex index) {
    this.index = index;
    this.persons = new Persons(index.facts);
  }

  /**
   * Resolves a whole set of evidence.
   *
   * @param evidence several entries for one account are joined
   * @throws IllegalArgumentException if one account key comes with two account numbers
   */
  public static IdentityComponents resolve(
      Collection<AccountEvidence> evidence, ResolutionPolicy policy) {
    return resolve(evidence, policy, Set.of());
  }

  /**
   * Resolves a part of a set of evidence that is closed: whoever shares an identifier with an
   * account of the part is in the part too, except over blocked identifiers.
   *
   * @param knownBlocked identifiers that the whole set blocks, and whose holders need not all be
   *     here. They still count as held: an account with a blocked member number does not join one
   *     with another member number.
   */
  public static IdentityComponents resolve(
      Collection<AccountEvidence> evidence, ResolutionPolicy policy, Set<UUID> knownBlocked) {
    EvidenceIndex index = new EvidenceIndex(evidence, policy, knownBlocked);
    IdentityResolver resolver = new IdentityResolver(index);
    resolver.linkByStrongIdentifier();
    resolver.linkByContactAndName();
    new ContactLinks(index, resolver.persons, resolver.conflicts).link();
    resolver.attachByOrderContact();
    return new ComponentsBuilder(index, resolver.persons).build(sorted(resolver.conflicts));
  }

  private void linkByStrongIdentifier() {
    for (SharedIdentifier identifier : index.identifiers) {
      if (identifier.kind().trust() == Trust.LINKS) {
        linkAll(identifier, identifier.holders(Trust.LINKS), LinkReason.SAME_IDENTIFIER);
      }
    }
  }

  /** Links each holder to the first earlier one that it may be linked to. */
  private void linkAll(SharedIdentifier identifier, int[] holders, LinkReason reason) {
    for (int i = 1; i < holders.length; i++) {
      boolean linked = false;
      @Nullable IdentityConflict refused = null;
      for (int j = 0; j < i && !linked; j++) {
        Kind contradiction = contradiction(holders[j], holders[i], reason);
        if (contradiction == null) {
          persons.link(holders[j], holders[i], reason, identifier);
          linked = true;
        } else if (refused == null) {
          refused = conflict(contradiction, identifier, holders[j], holders[i]);
        }
      }
      if (refused != null) {
        conflicts.add(refused);
      }
    }
  }

  private @Nullable Kind contradiction(int account, int other, LinkReason reason) {
    int root = persons.find(account);
    int otherRoot = persons.find(other);
    if (root == otherRoot) {
      return null;
    }
    PersonFacts facts = persons.facts(root);
    PersonFacts otherFacts = persons.facts(otherRoot);
    if (reason == LinkReason.SAME_IDENTIFIER) {
      return facts.contradictsExclusively(otherFacts) ? Kind.EXCLUSIVE_IDENTIFIERS : null;
    }
    return facts.contradiction(otherFacts);
  }

  private IdentityConflict conflict(
      Kind kind, SharedIdentifier identifier, int account, int other) {
    return new IdentityConflict(
        kind,
        identifier.hash(),
        index.accounts[account].accountNo(),
        index.accounts[other].accountNo());
  }

  private void linkByContactAndName() {
    int[] roots = persons.roots();
    PersonFacts[] facts = new PersonFacts[roots.length];
    Arrays.setAll(facts, account -> persons.facts(roots[account]));
    for (SharedIdentifier identifier : index.identifiers) {
      if (identifier.kind().trust() == Trust.LINKS_UNLESS_CONTRADICTED) {
        int[] holders = identifier.holders(Trust.LINKS_UNLESS_CONTRADICTED);
        for (long name : names(holders, facts)) {
          linkAll(identifier, namesakes(name, holders, facts), LinkReason.SAME_CONTACT_AND_NAME);
        }
      }
    }
  }

  /** Who states the name herself, then whose other accounts do. */
  private int[] namesakes(long name, int[] holders, PersonFacts[] facts) {
    return IntStream.concat(
            Arrays.stream(holders).filter(holder -> index.facts[holder].hasName(name)),
            Arrays.stream(holders)
                .filter(
                    holder -> !index.facts[holder].hasName(name) && facts[holder].hasName(name)))
        .toArray();
  }

  private static long[] names(int[] holders, PersonFacts[] facts) {
    return Arrays.stream(holders)
        .mapToObj(holder -> facts[holder].names())
        .flatMapToLong(Arrays::stream)
        .sorted()
        .distinct()
        .toArray();
  }

  private void attachByOrderContact() {
    int[] roots = persons.roots();
    boolean[] attached = new boolean[persons.size()];
    for (SharedIdentifier identifier : index.identifiers) {
      if (identifier.kind().trust() == Trust.LINKS_UNLESS_CONTRADICTED) {
        int[] owners =
            firstOfEachPerson(identifier.holders(Trust.LINKS_UNLESS_CONTRADICTED), roots);
        for (int account : identifier.holders(Trust.ATTACHES)) {
          if (!attached[account] && hasNothingBetter(account)) {
            int owner = onlyFittingOwner(account, owners, roots);
            if (owner >= 0) {
              persons.link(account, owner, LinkReason.ORDER_CONTACT, identifier);
              attached[account] = true;
            }
          }
        }
      }
    }
  }

  private boolean hasNothingBetter(int account) {
    return index.accounts[account].identifiers().stream()
        .allMatch(held -> held.kind().trust() == Trust.ATTACHES);
  }

  private int onlyFittingOwner(int account, int[] owners, int[] roots) {
    PersonFacts facts = index.facts[account];
    int fitting = -1;
    for (int owner : owners) {
      PersonFacts ownerFacts = persons.facts(roots[owner]);
      if (ownerFacts.contradiction(facts) == null
          && (owners.length == 1 || ownerFacts.sharesFullName(facts))) {
        if (fitting >= 0) {
          return -1;
        }
        fitting = owner;
      }
    }
    return fitting;
  }

  /** The first holder of each person among the holders. */
  static int[] firstOfEachPerson(int[] holders, int[] roots) {
    int count = 0;
    int[] first = new int[holders.length];
    for (int holder : holders) {
      boolean isNew = true;
      for (int i = 0; i < count && isNew; i++) {
        isNew = roots[first[i]] != roots[holder];
      }
      if (isNew) {
        first[count++] = holder;
      }
    }
    return Arrays.copyOf(first, count);
  }

  private static List<IdentityConflict> sorted(Set<IdentityConflict> conflicts) {
    return conflicts.stream()
        .sorted(
            Comparator.comparing(IdentityConflict::identifier)
                .thenComparing(IdentityConflict::kind)
                .thenComparingInt(IdentityConflict::accountNo)
                .thenComparingInt(IdentityConflict::otherAccountNo))
        .toList();
  }
}
