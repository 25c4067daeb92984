@NullMarked
package io.quanyu.reach.broadcast.web;

import org.jspecify.annotations.NullMarked;
