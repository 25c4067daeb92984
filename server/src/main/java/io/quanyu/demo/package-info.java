/**
 * The demo: {@link io.quanyu.demo.DemoCommand} generates a brand, imports its files into a running
 * server over HTTP like any user, and compares what came out with the truth. A client of the
 * server: nothing here runs inside it.
 */
@NullMarked
package io.quanyu.demo;

import org.jspecify.annotations.NullMarked;
