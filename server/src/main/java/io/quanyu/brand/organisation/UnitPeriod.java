package io.quanyu.brand.organisation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A period of a unit's history. Days between two periods, and after the last, the unit is closed.
 *
 * @param parentId under whom it stands
 * @param parentName as the parent is called today
 * @param from first day
 * @param until the day after the last one; left out while no end is known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UnitPeriod(
    UUID parentId, String parentName, LocalDate from, @Nullable LocalDate until) {}
