package io.quanyu.core.identity;

import io.quanyu.core.identity.IdentifierKind.Trust;
import io.quanyu.core.identity.IdentityConflict.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The third pass of {@link IdentityResolver}: accounts under one phone or e-mail that have no full
 * name in common. First every link is proposed from what is known before the pass, then ambiguous
 * ones are dropped, then the rest is made.
 */
final class ContactLinks {

  private final EvidenceIndex index;
  private final Persons persons;
  private final Set<IdentityConflict> conflicts;
  private final int[] roots;
  private final List<Proposal> proposals = new ArrayList<>();

  /**
   * A person without full name ({@code vague}) fits another one; accounts stand for their persons.
   */
  private record Proposal(int vague, int target, SharedIdentifier identifier) {}

  ContactLinks(EvidenceIndex index, Persons persons, Set<IdentityConflict> conflicts) {
    this.index = index;
    this.persons = persons;
    this.conflicts = conflicts;
    this.roots = persons.roots();
  }

  void link() {
    for (SharedIdentifier identifier : index.identifiers) {
      if (identifier.kind().trust() == Trust.LINKS_UNLESS_CONTRADICTED) {
        int[] present =
            IdentityResolver.firstOfEachPerson(
                identifier.holders(Trust.LINKS_UNLESS_CONTRADICTED), roots);
        if (present.length > 1) {
          propose(identifier, present);
        }
      }
    }
    Set<Integer> ambiguous = findAmbiguous();
    for (Proposal proposal : proposals) {
      if (!ambiguous.contains(roots[proposal.vague])
          && !ambiguous.contains(roots[proposal.target])) {
        make(proposal);
      }
    }
  }

  private PersonFacts facts(int account) {
    return persons.facts(roots[account]);
  }

  private void propose(SharedIdentifier identifier, int[] present) {
    List<Integer> groups = new ArrayList<>();
    List<Integer> masked = new ArrayList<>();
    List<Integer> nameless = new ArrayList<>();
    for (int account : present) {
      PersonFacts facts = facts(account);
      (facts.hasFullName() ? groups : facts.hasMaskedName() ? masked : nameless).add(account);
    }
    proposeMasked(identifier, masked, groups);
    if (groups.isEmpty()) {
      proposePeers(identifier, nameless);
    } else {
      for (int vague : nameless) {
        Integer target = groups.size() == 1 ? fitting(vague, groups) : favoured(vague, groups);
        if (target != null) {
          proposals.add(new Proposal(vague, target, identifier));
        }
      }
    }
  }

  /**
   * Masked names that fit no full name found the groups of strangers, which are added to {@code
   * groups}.
   */
  private void proposeMasked(
      SharedIdentifier identifier, List<Integer> masked, List<Integer> groups) {
    List<Integer> named = List.copyOf(groups);
    for (int vague : masked) {
      List<Integer> fitting = allFitting(vague, groups);
      if (fitting.size() == 1) {
        proposals.add(new Proposal(vague, fitting.getFirst(), identifier));
      } else if (fitting.isEmpty()) {
        groups.add(vague);
      } else {
        Integer target = favoured(vague, named);
        if (target != null) {
          proposals.add(new Proposal(vague, target, identifier));
        }
      }
    }
  }

  /**
   * Nobody under the identifier has a name: each belongs to all the others that it does not
   * contradict.
   */
  private void proposePeers(SharedIdentifier identifier, List<Integer> nameless) {
    for (int i = 0; i < nameless.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (facts(nameless.get(i)).contradiction(facts(nameless.get(j))) == null) {
          proposals.add(new Proposal(nameless.get(i), nameless.get(j), identifier));
        }
      }
    }
  }

  private @Nullable Integer fitting(int vague, List<Integer> groups) {
    List<Integer> fitting = allFitting(vague, groups);
    return fitting.size() == 1 ? fitting.getFirst() : null;
  }

  private List<Integer> allFitting(int vague, List<Integer> groups) {
    return groups.stream()
        .filter(group -> facts(group).contradiction(facts(vague)) == null)
        .toList();
  }

  /**
   * The one of several groups for which something speaks: a common birthday, or the only one left
   * with its gender.
   */
  private @Nullable Integer favoured(int vague, List<Integer> groups) {
    List<Integer> fitting = allFitting(vague, groups);
    List<Integer> sameBirthday =
        fitting.stream().filter(group -> facts(group).sharesBirthday(facts(vague))).toList();
    if (sameBirthday.size() == 1) {
      return sameBirthday.getFirst();
    }
    return fitting.size() == 1 && facts(fitting.getFirst()).sharesGender(facts(vague))
        ? fitting.getFirst()
        : null;
  }

  /** Roots of vague persons that fit two persons who contradict each other. */
  private Set<Integer> findAmbiguous() {
    Map<Integer, List<Proposal>> byVague = new HashMap<>();
    for (Proposal proposal : proposals) {
      byVague.computeIfAbsent(roots[proposal.vague], _ -> new ArrayList<>(2)).add(proposal);
    }
    Set<Integer> ambiguous = new HashSet<>();
    byVague.forEach((root, fits) -> {
      Proposal other = findContradicting(fits);
      if (other != null) {
        ambiguous.add(root);
        conflicts.add(conflict(Kind.AMBIGUOUS, other));
      }
    });
    return ambiguous;
  }

  private @Nullable Proposal findContradicting(List<Proposal> fits) {
    for (int i = 1; i < fits.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (facts(fits.get(i).target).contradiction(facts(fits.get(j).target)) != null) {
          return fits.get(i);
        }
      }
    }
    return null;
  }

  private void make(Proposal proposal) {
    int root = persons.find(proposal.vague);
    int targetRoot = persons.find(proposal.target);
    if (root == targetRoot) {
      return;
    }
    Kind contradiction = persons.facts(root).contradiction(persons.facts(targetRoot));
    if (contradiction == null) {
      persons.link(proposal.target, proposal.vague, LinkReason.SAME_CONTACT, proposal.identifier);
    } else {
      conflicts.add(conflict(contradiction, proposal));
    }
  }

  private IdentityConflict conflict(Kind kind, Proposal proposal) {
    return new IdentityConflict(
        kind,
        proposal.identifier.hash(),
        index.accounts[proposal.target].accountNo(),
        index.accounts[proposal.vague].accountNo());
  }
}
