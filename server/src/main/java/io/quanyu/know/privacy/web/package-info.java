@NullMarked
package io.quanyu.know.privacy.web;

import org.jspecify.annotations.NullMarked;
