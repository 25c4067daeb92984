package io.quanyu.brand.organisation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a person does at a unit in a period. At a unit that is closed it counts for nothing.
 *
 * @param role a word such as guide, store_manager, dealer
 * @param from first day
 * @param until the day after the last one; left out while no end is known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Post(
    UUID id,
    UUID personId,
    String personName,
    UUID unitId,
    String unitName,
    String role,
    LocalDate from,
    @Nullable LocalDate until) {}
