package io.quanyu.know.portrait;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A customer as a line of another list shows her.
 *
 * @param id public id; left out if the customer was merged into another one
 * @param name masked; left out if nobody told it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NamedCustomer(@Nullable UUID id, int customerNo, @Nullable String name) {}
