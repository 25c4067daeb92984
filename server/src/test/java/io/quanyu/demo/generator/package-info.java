@NullMarked
package io.quanyu.demo.generator;

import org.jspecify.annotations.NullMarked;
