package io.quanyu.reach.message;

import io.quanyu.core.contact.ContactPolicy;

/**
 * The brand's rules of contact.
 *
 * @param policy caps and quiet hours
 * @param globalControlBp share of all customers who get no marketing, basis points
 * @param version goes up with every change
 */
public record BrandContactPolicy(ContactPolicy policy, int globalControlBp, int version) {}
