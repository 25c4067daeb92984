package io.quanyu.platform.web;

import io.quanyu.platform.personal.AccessCopy;
import io.quanyu.platform.personal.Person;
import io.quanyu.platform.personal.PersonalDataHolder;
import java.util.Set;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Answers that are kept for repetitions, some days at most, and may tell of a person by her id. */
@Component
final class AnswerData implements PersonalDataHolder {

  private final DSLContext dsl;

  AnswerData(DSLContext dsl) {
    this.dsl = dsl;
  }

  @Override
  public String name() {
    return "platform.web";
  }

  @Override
  public Set<String> tables() {
    return Set.of("platform_web.idempotent_response");
  }

  /** What an answer told is told by the module that gave it. */
  @Override
  public void copy(Person person, AccessCopy copy) {}

  @Override
  public boolean erase(Person person) {
    dsl.execute(
        "delete from platform_web.idempotent_response where response::text like ?",
        "%" + person.customerId() + "%");
    return true;
  }
}
