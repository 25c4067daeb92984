/**
 * Benches: each asks one question and measures the answer beside a peer or a physical limit in the
 * same run on the same machine. {@link io.quanyu.bench.Benches} runs one by its name.
 */
@NullMarked
package io.quanyu.bench;

import org.jspecify.annotations.NullMarked;
