/** A small HTTP front on the JDK's own server: one virtual thread an exchange. */
@NullMarked
package io.quanyu.sandbox.http;

import org.jspecify.annotations.NullMarked;
