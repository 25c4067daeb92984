@NullMarked
package io.quanyu.know.segment.web;

import org.jspecify.annotations.NullMarked;
