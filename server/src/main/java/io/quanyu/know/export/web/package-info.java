@NullMarked
package io.quanyu.know.export.web;

import org.jspecify.annotations.NullMarked;
