package io.quanyu.core.identity;

import io.quanyu.core.identity.IdentityComponents.Component;
import io.quanyu.core.identity.IdentityComponents.Member;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * Lists the persons and explains each account by the link that leads to the person's oldest
 * account.
 */
final class ComponentsBuilder {

  private static final Comparator<AccountEvidence> OLDEST_FIRST =
      Comparator.comparingLong(AccountEvidence::firstSeenMs).thenComparing(AccountEvidence::key);

  private final EvidenceIndex index;
  private final Persons persons;
  private final int[] adjacencyStart;
  private final int[] adjacency;
  private final LinkReason[] reasons;
  private final UUID[] identifiers;

  ComponentsBuilder(EvidenceIndex index, Persons persons) {
    this.index = index;
    this.persons = persons;
    int count = persons.size();
    reasons = new LinkReason[count];
    identifiers = new UUID[count];
    adjacencyStart = new int[count + 1];
    for (int link = 0; link < persons.linkCount(); link++) {
      adjacencyStart[persons.linkFrom(link) + 1]++;
      adjacencyStart[persons.linkTo(link) + 1]++;
    }
    for (int account = 0; account < count; account++) {
      adjacencyStart[account + 1] += adjacencyStart[account];
    }
    adjacency = new int[persons.linkCount() * 2];
    int[] next = Arrays.copyOf(adjacencyStart, count);
    for (int link = 0; link < persons.linkCount(); link++) {
      adjacency[next[persons.linkFrom(link)]++] = link;
      adjacency[next[persons.linkTo(link)]++] = link;
    }
  }

  IdentityComponents build(List<IdentityConflict> conflicts) {
    int count = persons.size();
    int[] sizes = new int[count];
    for (int account = 0; account < count; account++) {
      sizes[persons.find(account)]++;
    }
    int[][] members = new int[count][];
    int[] filled = new int[count];
    List<Component> components = new ArrayList<>();
    for (int account = 0; account < count; account++) {
      int root = persons.find(account);
      if (members[root] == null) {
        members[root] = new int[sizes[root]];
      }
      members[root][filled[root]++] = account;
    }
    for (int root = 0; root < count; root++) {
      if (members[root] != null) {
        components.add(toComponent(members[root]));
      }
    }
    return new IdentityComponents(components, index.blocked, conflicts);
  }

  private Component toComponent(int[] accounts) {
    Integer[] oldestFirst = new Integer[accounts.length];
    Arrays.setAll(oldestFirst, i -> accounts[i]);
    Arrays.sort(
        oldestFirst,
        (one, other) -> OLDEST_FIRST.compare(index.accounts[one], index.accounts[other]));
    explainFrom(oldestFirst[0], accounts.length);
    List<Member> members = new ArrayList<>(accounts.length);
    for (int account : oldestFirst) {
      members.add(
          new Member(index.accounts[account].accountNo(), reasons[account], identifiers[account]));
    }
    return new Component(members);
  }

  private void explainFrom(int oldest, int size) {
    reasons[oldest] = LinkReason.OLDEST;
    identifiers[oldest] = index.accounts[oldest].key();
    int[] queue = new int[size];
    queue[0] = oldest;
    int queued = 1;
    for (int head = 0; head < queued; head++) {
      int account = queue[head];
      for (int i = adjacencyStart[account]; i < adjacencyStart[account + 1]; i++) {
        int link = adjacency[i];
        int neighbour =
            persons.linkFrom(link) == account ? persons.linkTo(link) : persons.linkFrom(link);
        if (reasons[neighbour] == null) {
          reasons[neighbour] = persons.linkReason(link);
          identifiers[neighbour] = persons.linkIdentifier(link).hash();
          queue[queued++] = neighbour;
        }
      }
    }
  }
}
