package io.quanyu.know.collect.internal.job;

/** The steps of a chunk, in order; all are in one transaction. */
public enum ChunkStep {
  /** Persons who were erased are left out. */
  ERASED,
  /** Every record has its account and customer, in memory. */
  RESOLVE,
  /** What profiles need is read; they are composed from here on. */
  PREPARE_PROFILES,
  /** Accounts and customers are stored. */
  STORE_RESOLUTION,
  /** Profiles say what the records say. */
  PROFILE,
  /** Order lines are facts. */
  PURCHASE,
  /** Metrics of touched customers are what their facts say. */
  METRICS,
  /** Catalogue and stores are complete. */
  CATALOGUE,
  /** Customers belong to whom the facts say. */
  OWNERS,
  /** Rejected rows are kept. */
  QUARANTINE,
  /** The batch will be in the resolved stream. */
  PUBLISH,
  /** The job stands behind the chunk. */
  ADVANCE;

  /** Told after each step: measures it, or stops there in a test. */
  @FunctionalInterface
  public interface Watch {
    void after(ChunkStep step, long nanos);
  }
}
