/** The technical floor: database, event log, warehouse, keys, jobs, web. Knows no business. */
@NullMarked
package io.quanyu.platform;

import org.jspecify.annotations.NullMarked;
