/**
 * Templates: what messages say, a text for each channel, checked and previewed before anything is
 * sent. Owns schema {@code reach_content}.
 */
@ApplicationModule(allowedDependencies = {"brand.audit", "platform.web", "reach.channel"})
@NullMarked
package io.quanyu.reach.content;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
