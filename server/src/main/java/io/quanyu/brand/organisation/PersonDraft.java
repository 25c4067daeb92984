package io.quanyu.brand.organisation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who works for the brand or a partner of it, as she is written down.
 *
 * @param name 1 to 100 characters
 * @param employeeNo her number in the personnel system, at most 64 characters; names one person
 * @param wecomMember her user id in WeCom, at most 64 characters; names one person
 * @param staffId her account, if she may sign in; belongs to one person
 */
public record PersonDraft(
    String name,
    @Nullable String employeeNo,
    @Nullable String wecomMember,
    @Nullable UUID staffId) {

  private static final int NAME_LENGTH_MAX = 100;
  private static final int KEY_LENGTH_MAX = 64;

  public PersonDraft {
    name = OneLine.of(name, "name", NAME_LENGTH_MAX);
    employeeNo = key(employeeNo, "employeeNo");
    wecomMember = key(wecomMember, "wecomMember");
  }

  private static @Nullable String key(@Nullable String text, String field) {
    return text == null ? null : OneLine.of(text, field, KEY_LENGTH_MAX);
  }
}
