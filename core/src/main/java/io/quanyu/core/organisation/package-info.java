/**
 * Where units of the brand belong, day by day: headquarters, regions, dealers, stores. Pure rules:
 * the periods come in, the new ones or a refusal with its reason come out.
 */
@NullMarked
package io.quanyu.core.organisation;

import org.jspecify.annotations.NullMarked;
