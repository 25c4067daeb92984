/** Uploads: files as they came, encrypted at rest and known by their content. */
@NullMarked
package io.quanyu.know.collect.internal.upload;

import org.jspecify.annotations.NullMarked;
