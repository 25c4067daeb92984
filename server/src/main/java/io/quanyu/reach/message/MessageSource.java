package io.quanyu.reach.message;

import java.util.UUID;

/**
 * What causes messages.
 *
 * @param kind of the module, such as {@code broadcast}
 * @param id of its thing
 */
public record MessageSource(String kind, UUID id) {}
