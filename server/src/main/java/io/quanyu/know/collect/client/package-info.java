/** The command line of imports: a client of a running server, nothing here runs inside it. */
@NullMarked
package io.quanyu.know.collect.client;

import org.jspecify.annotations.NullMarked;
