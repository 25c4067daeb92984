package io.quanyu.core.identity;

/**
 * What an identifier is, and with it how far it may be trusted. The order of the constants is the
 * order in which strong identifiers are believed when they contradict each other.
 */
public enum IdentifierKind {
  /** Membership number of one programme. */
  MEMBER_NO(Trust.LINKS, true),
  /** WeChat unionid: one person under one open-platform account. */
  UNIONID(Trust.LINKS, true),
  /** WeCom external contact id of one corporation. */
  EXTERNAL_USERID(Trust.LINKS, true),
  /** WeChat openid of one app. */
  OPENID(Trust.LINKS, true),
  /** A platform's id of a person. Not exclusive: one person may run two shop accounts. */
  PLATFORM_ID(Trust.LINKS, false),
  /**
   * Phone number that the person gave as her own, E.164. Families share phones, operators recycle
   * them.
   */
  PHONE(Trust.LINKS_UNLESS_CONTRADICTED, false),
  /** E-mail address that the person gave as her own. */
  EMAIL(Trust.LINKS_UNLESS_CONTRADICTED, false),
  /** Phone number on an order: often a gift's receiver or the guide who typed the order in. */
  ORDER_PHONE(Trust.ATTACHES, false);

  /** What two accounts with the same identifier have in common. */
  public enum Trust {
    /** They are the same person. */
    LINKS,
    /**
     * They are the same person unless name, birthday, gender or an exclusive identifier says
     * otherwise.
     */
    LINKS_UNLESS_CONTRADICTED,
    /**
     * Nothing by itself; an account that has nothing better is attached to the only person who owns
     * it.
     */
    ATTACHES
  }

  private final Trust trust;
  private final boolean exclusive;

  IdentifierKind(Trust trust, boolean exclusive) {
    this.trust = trust;
    this.exclusive = exclusive;
  }

  public Trust trust() {
    return trust;
  }

  /**
   * Whether a person has at most one of them within one namespace (programme, corporation, app).
   */
  public boolean isExclusive() {
    return exclusive;
  }
}
