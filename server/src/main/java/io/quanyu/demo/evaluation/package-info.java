/** How well resolved customers match the people the demo data was generated from. */
@NullMarked
package io.quanyu.demo.evaluation;

import org.jspecify.annotations.NullMarked;
