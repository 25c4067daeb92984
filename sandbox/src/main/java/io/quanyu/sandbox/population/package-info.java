/** People who act by themselves: guides confirm, customers open, click, leave, answer and buy. */
@NullMarked
package io.quanyu.sandbox.population;

import org.jspecify.annotations.NullMarked;
