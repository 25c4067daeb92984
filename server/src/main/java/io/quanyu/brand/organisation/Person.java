package io.quanyu.brand.organisation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who works for the brand or a partner of it.
 *
 * @param employeeNo her number in the personnel system
 * @param wecomMember her user id in WeCom
 * @param staffId her account, if she may sign in
 * @param version counts changes; posts have no part in it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Person(
    UUID id,
    String name,
    @Nullable String employeeNo,
    @Nullable String wecomMember,
    @Nullable UUID staffId,
    int version,
    Instant createdAt,
    Instant updatedAt) {}
