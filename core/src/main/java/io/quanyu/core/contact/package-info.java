/**
 * Who may hear from the brand, when, and through what: consent and suppression, frequency caps,
 * quiet hours, the order of channels, and the draw of control groups. Pure rules: facts and the
 * time come in, a decision with its reason comes out.
 */
@NullMarked
package io.quanyu.core.contact;

import org.jspecify.annotations.NullMarked;
