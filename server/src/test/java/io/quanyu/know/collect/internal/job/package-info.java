@NullMarked
package io.quanyu.know.collect.internal.job;

import org.jspecify.annotations.NullMarked;
