/**
 * Personal data: what every module that keeps something of a person has to offer, so that her copy
 * is whole and her erasure leaves nothing out (ADR 0018). Knows no module and owns no data.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.quanyu.platform.personal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
