package io.quanyu.brand.organisation;

/**
 * What is known of a store, and the version of its unit.
 *
 * @param version of the unit: who changes a store changes the unit
 */
public record VersionedStore(StoreDetails details, int version) {}
