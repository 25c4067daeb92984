/** What every module's tests stand on: a migrated real PostgreSQL, and a whole server. */
@NullMarked
package io.quanyu.testing;

import org.jspecify.annotations.NullMarked;
