/** The HTTP interface of One-ID. */
@NullMarked
package io.quanyu.know.identity.web;

import org.jspecify.annotations.NullMarked;
