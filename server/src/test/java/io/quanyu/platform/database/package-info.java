@NullMarked
package io.quanyu.platform.database;

import org.jspecify.annotations.NullMarked;
