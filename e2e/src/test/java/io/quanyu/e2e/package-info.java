/**
 * Journeys a person really makes, on a server process of its own, with real files and a browser.
 */
@NullMarked
package io.quanyu.e2e;

import org.jspecify.annotations.NullMarked;
