@NullMarked
package io.quanyu.reach.sms.web;

import org.jspecify.annotations.NullMarked;
