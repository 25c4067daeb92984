/**
 * What a text message is in China: a signature in front, a way out behind, and so many parts to pay
 * for.
 *
 * <p>An SMS to a mainland number is 【signature】 + body, and for marketing an opt-out hint. Gateways
 * encode every text as UCS-2, also one of Latin letters only: the 160 characters of GSM 03.38 do
 * not apply.
 */
@NullMarked
package io.quanyu.core.sms;

import org.jspecify.annotations.NullMarked;
