/**
 * One-ID: which channel accounts belong to one customer. A pure function of the set of evidence,
 * plain Java, no I/O.
 *
 * <p>Read {@link io.quanyu.core.identity.IdentityResolver} first; {@link
 * io.quanyu.core.identity.IdentifierKind} is the policy table.
 */
@NullMarked
package io.quanyu.core.identity;

import org.jspecify.annotations.NullMarked;
