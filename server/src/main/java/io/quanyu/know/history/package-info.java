/**
 * History: what happened to whom, for questions over time. Reads the {@code resolved} stream into
 * the warehouse and answers from there. The records of the stream are its API; it holds no personal
 * data.
 */
@ApplicationModule(allowedDependencies = {"know.purchase"})
@NullMarked
package io.quanyu.know.history;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
