/** What the sandbox has promised, on disk before it is answered. */
@NullMarked
package io.quanyu.sandbox.journal;

import org.jspecify.annotations.NullMarked;
