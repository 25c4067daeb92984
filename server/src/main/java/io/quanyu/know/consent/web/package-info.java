@NullMarked
package io.quanyu.know.consent.web;

import org.jspecify.annotations.NullMarked;
