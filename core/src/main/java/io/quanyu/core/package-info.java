/** The rules that Quanyu exists for, in plain Java: no framework, no I/O, no clock of its own. */
@NullMarked
package io.quanyu.core;

import org.jspecify.annotations.NullMarked;
