@NullMarked
package io.quanyu.reach.wecom.web;

import org.jspecify.annotations.NullMarked;
