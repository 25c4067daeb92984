@NullMarked
package io.quanyu.platform.web;

import org.jspecify.annotations.NullMarked;
