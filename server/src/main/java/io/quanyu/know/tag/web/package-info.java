@NullMarked
package io.quanyu.know.tag.web;

import org.jspecify.annotations.NullMarked;
