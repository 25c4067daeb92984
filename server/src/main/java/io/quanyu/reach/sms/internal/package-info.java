@NullMarked
package io.quanyu.reach.sms.internal;

import org.jspecify.annotations.NullMarked;
