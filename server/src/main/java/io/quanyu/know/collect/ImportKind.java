package io.quanyu.know.collect;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the rows of a file are about. */
public enum ImportKind {
  /** Order lines: one row a line, the order's own fields repeated on each. */
  @JsonProperty("orders")
  ORDERS,
  /** Persons as a channel knows them. */
  @JsonProperty("customers")
  CUSTOMERS,
  /** The catalogue, one row a SKU. */
  @JsonProperty("products")
  PRODUCTS,
  /** Stores and other points of sale. */
  @JsonProperty("stores")
  STORES,
  /** Households: customers that are several persons and buy as one. */
  @JsonProperty("households")
  HOUSEHOLDS,
  /** Behaviour: who did what, when. */
  @JsonProperty("events")
  EVENTS
}
