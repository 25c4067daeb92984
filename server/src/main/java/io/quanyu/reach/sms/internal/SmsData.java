package io.quanyu.reach.sms.internal;

import io.quanyu.know.identity.ClaimedIdentifier;
import io.quanyu.know.identity.KnownCustomers;
import io.quanyu.know.identity.PhoneNumbers;
import io.quanyu.platform.database.SqlArrays;
import io.quanyu.platform.personal.AccessCopy;
import io.quanyu.platform.personal.Person;
import io.quanyu.platform.personal.PersonalDataHolder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Replies of a person by SMS, and that texts went to her number. */
@Component
final class SmsData implements PersonalDataHolder {

  private static final String CHINA = "CN";

  private final JdbcTemplate jdbc;
  private final CallbackStore callbacks;
  private final KnownCustomers customers;

  SmsData(DataSource dataSource, CallbackStore callbacks, KnownCustomers customers) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.callbacks = callbacks;
    this.customers = customers;
  }

  @Override
  public String name() {
    return "reach.sms";
  }

  @Override
  public Set<String> tables() {
    return Set.of("reach_sms.callback", "reach_sms.addressed");
  }

  @Override
  public void copy(Person person, AccessCopy copy) {
    copy.add(
        "sms-replies",
        callbacks.replies(body -> isFrom(person, body)).stream()
            .map(reply ->
                AccessCopy.row("received_at", reply.receivedAt(), "text", reply(reply).text()))
            .toList());
  }

  @Override
  public boolean erase(Person person) {
    callbacks.deleteReplies(body -> isFrom(person, body));
    jdbc.update(
        """
        delete from reach_sms.addressed
        where address = any (?::uuid[]) or customer_no = any (?::int[])
        """,
        statement -> {
          SqlArrays.setUuids(statement, 1, person.identifiers());
          SqlArrays.setInts(statement, 2, person.customerNos());
        });
    return true;
  }

  private boolean isFrom(Person person, String body) {
    return PhoneNumbers.normalise(told(body).from(), CHINA)
        .map(phone -> customers.hash(ClaimedIdentifier.phone(phone)))
        .filter(person.identifiers()::contains)
        .isPresent();
  }

  private static Told.Reply reply(CallbackStore.KeptReply kept) {
    return told(kept.body());
  }

  private static Told.Reply told(String body) {
    try {
      return (Told.Reply) Told.read(body.getBytes(StandardCharsets.UTF_8));
    } catch (UnreadableCallbackException e) {
      throw new IllegalStateException("a kept reply cannot be read", e);
    }
  }
}
