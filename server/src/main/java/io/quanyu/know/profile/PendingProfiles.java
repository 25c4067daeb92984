package io.quanyu.know.profile;

/**
 * What a batch of records makes of profiles: read when this was made, to be composed, then stored.
 */
public interface PendingProfiles {

  /** Opens, joins and seals the profiles. Uses no database, so any thread may do it. */
  void compose();

  /** Stores what was composed, in the transaction in which it was read. */
  void store();
}
