package io.quanyu.brand.organisation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who works for the brand or a partner of it, as she is written down.
 *
 * @param name 1 to 100 characters
 * @param wecomMember her user id in WeCom, at most 64 characters; names one person
 * @param staffId her account, if she may sign in; belongs to one person
 */
public record PersonDraft(String name, @Nullable String wecomMember, @Nullable UUID staffId) {

  private static final int NAME_LENGTH_MAX = 100;
  private static final int MEMBER_LENGTH_MAX = 64;

  public PersonDraft {
    name = OneLine.of(name, "name", NAME_LENGTH_MAX);
    wecomMember =
        wecomMember == null ? null : OneLine.of(wecomMember, "wecomMember", MEMBER_LENGTH_MAX);
  }
}
