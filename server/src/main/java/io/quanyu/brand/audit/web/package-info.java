@NullMarked
package io.quanyu.brand.audit.web;

import org.jspecify.annotations.NullMarked;
