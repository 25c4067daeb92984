@NullMarked
package io.quanyu.brand.organisation.web;

import org.jspecify.annotations.NullMarked;
