@NullMarked
package io.quanyu.know.portrait.web;

import org.jspecify.annotations.NullMarked;
