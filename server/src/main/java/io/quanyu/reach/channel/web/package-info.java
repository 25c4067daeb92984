@NullMarked
package io.quanyu.reach.channel.web;

import org.jspecify.annotations.NullMarked;
