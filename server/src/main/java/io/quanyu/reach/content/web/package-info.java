@NullMarked
package io.quanyu.reach.content.web;

import org.jspecify.annotations.NullMarked;
