/**
 * The SMS gateway under {@code /sms/v1}: accounts, sending once per key, reports and replies. Its
 * protocol is ours; the manual describes it.
 */
@NullMarked
package io.quanyu.sandbox.sms;

import org.jspecify.annotations.NullMarked;
