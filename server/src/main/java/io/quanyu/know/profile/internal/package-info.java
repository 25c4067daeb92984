@NullMarked
package io.quanyu.know.profile.internal;

import org.jspecify.annotations.NullMarked;
