/**
 * What a broadcast changed: those it was sent to compared with a control group that was drawn
 * before and left alone. Counts and sums come in exact; estimates with their intervals come out.
 *
 * <p>Customers are compared as they were <em>drawn</em>, whether or not a message reached them
 * (intention to treat). Comparing only those who were reached would compare easy customers with
 * average ones and find an effect where there is none.
 */
@NullMarked
package io.quanyu.core.effect;

import org.jspecify.annotations.NullMarked;
