@NullMarked
package io.quanyu.learn.dashboard.web;

import org.jspecify.annotations.NullMarked;
