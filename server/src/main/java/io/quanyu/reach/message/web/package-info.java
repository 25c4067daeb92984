@NullMarked
package io.quanyu.reach.message.web;

import org.jspecify.annotations.NullMarked;
