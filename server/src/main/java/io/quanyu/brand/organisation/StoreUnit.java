package io.quanyu.brand.organisation;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A store as a file tells of it.
 *
 * @param code of the system {@link UnitCode#ORDERS}
 * @param name null: not said
 * @param openedOn null: not said
 */
public record StoreUnit(String code, @Nullable String name, @Nullable LocalDate openedOn) {}
