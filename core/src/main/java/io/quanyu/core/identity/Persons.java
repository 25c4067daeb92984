package io.quanyu.core.identity;

import java.util.Arrays;

/**
 * Disjoint sets of accounts with what is known of each set, and the links that joined them (a
 * spanning forest).
 */
final class Persons {

  private final int[] parent;
  private final PersonFacts[] facts;

  private int linkCount;
  private final int[] linkFrom;
  private final int[] linkTo;
  private final LinkReason[] linkReason;
  private final SharedIdentifier[] linkIdentifier;

  Persons(PersonFacts[] accountFacts) {
    int count = accountFacts.length;
    parent = new int[count];
    Arrays.setAll(parent, account -> account);
    facts = accountFacts.clone();
    int linksMax = Math.max(0, count - 1);
    linkFrom = new int[linksMax];
    linkTo = new int[linksMax];
    linkReason = new LinkReason[linksMax];
    linkIdentifier = new SharedIdentifier[linksMax];
  }

  int size() {
    return parent.length;
  }

  int find(int account) {
    int root = account;
    while (parent[root] != root) {
      parent[root] = parent[parent[root]];
      root = parent[root];
    }
    return root;
  }

  /** Facts of the person of which {@code root} is the root. */
  PersonFacts facts(int root) {
    return facts[root];
  }

  /** Every account's root as of now. */
  int[] roots() {
    int[] roots = new int[parent.length];
    Arrays.setAll(roots, this::find);
    return roots;
  }

  /**
   * Joins the persons of two accounts, if they are not one already. The lower root stays, so roots
   * never depend on order.
   */
  void link(int account, int other, LinkReason reason, SharedIdentifier identifier) {
    int root = find(account);
    int otherRoot = find(other);
    if (root == otherRoot) {
      return;
    }
    int kept = Math.min(root, otherRoot);
    int joined = Math.max(root, otherRoot);
    facts[kept] = facts[kept].plus(facts[joined]);
    parent[joined] = kept;
    linkFrom[linkCount] = account;
    linkTo[linkCount] = other;
    linkReason[linkCount] = reason;
    linkIdentifier[linkCount++] = identifier;
  }

  int linkCount() {
    return linkCount;
  }

  int linkFrom(int link) {
    return linkFrom[link];
  }

  int linkTo(int link) {
    return linkTo[link];
  }

  LinkReason linkReason(int link) {
    return linkReason[link];
  }

  SharedIdentifier linkIdentifier(int link) {
    return linkIdentifier[link];
  }
}
