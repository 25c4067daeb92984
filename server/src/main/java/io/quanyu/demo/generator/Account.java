package io.quanyu.demo.generator;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What one channel knows of a person: one line of its customer export. Texts are as written, dirt
 * included; an empty text is a value the record lacks.
 *
 * @param key the platform id within the channel; for a shop's record the member number, which is
 *     all it has
 * @param phone as written: perhaps mistyped, perhaps with +86 or full-width digits
 * @param phoneDigits the eleven digits that {@code phone} normalises to; empty if there are none
 * @param gender 男, 女 or empty
 * @param registeredAt local seconds since 1970, Asia/Shanghai
 * @param level 0 (ordinary) to 3 (highest)
 * @param path records of one person with the same path number are connected through identifier
 *     values (phone, member number, unionid) that records of this person really share
 */
public record Account(
    Channel channel,
    String key,
    String phone,
    String phoneDigits,
    String name,
    String gender,
    @Nullable LocalDate birthday,
    String memberNo,
    String unionId,
    long registeredAt,
    int level,
    int path) {}
