package io.quanyu.brand.organisation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where an open store stands.
 *
 * @param latitude degrees of WGS 84
 * @param longitude degrees of WGS 84
 * @param ownership a word such as owned, franchised
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StorePlace(
    UUID id, String name, double latitude, double longitude, @Nullable String ownership) {}
