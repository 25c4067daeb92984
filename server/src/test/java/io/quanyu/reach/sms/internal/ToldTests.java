package io.quanyu.reach.sms.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quanyu.reach.channel.Receipt;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToldTests {

  private static final Instant AT = Instant.parse("2026-11-23T02:00:00Z");

  @Test
  void readsReports() throws UnreadableCallbackException {
    assertThat(
            read(
                """
                {"type":"report","id":"sms1","events":[
                  {"ref":"4711","status":"DELIVERED","at":"2026-11-23T02:00:00Z"},
                  {"ref":"4712","status":"FAILED","reason":"UNKNOWN_NUMBER","at":"2026-11-23T02:00:00Z"},
                  {"ref":"4713","status":"FAILED","reason":"+86138 is none","at":"2026-11-23T02:00:00Z"}]}
                """))
        .isEqualTo(
            new Told.Reports(
                "sms1",
                List.of(
                    new Receipt(4711, Receipt.Kind.DELIVERED, AT, Optional.empty()),
                    new Receipt(4712, Receipt.Kind.FAILED, AT, Optional.of("UNKNOWN_NUMBER")),
                    new Receipt(4713, Receipt.Kind.FAILED, AT, Optional.of("FAILED")))));
  }

  @Test
  void readsRepliesAndWhatItDoesNotKnow() throws UnreadableCallbackException {
    assertThat(
            read(
                "{\"type\":\"reply\",\"from\":\"+8613800000004\",\"text\":\"R\",\"at\":\"%s\"}"
                    .formatted(AT)))
        .isEqualTo(new Told.Reply("+8613800000004", "R", AT));
    assertThat(read("{\"type\":\"balance.low\",\"more\":1}"))
        .isEqualTo(new Told.Other("balance.low"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "{\"type\":7}",
        "{\"type\":\"a b\"}",
        "{\"type\":\"report\"}",
        "{\"type\":\"report\",\"id\":\"sms1\",\"events\":{}}",
        "{\"type\":\"report\",\"id\":\"sms1\",\"events\":[7]}",
        "{\"type\":\"report\",\"id\":\"sms1\",\"events\":[{\"ref\":\"-1\",\"status\":\"DELIVERED\",\"at\":\"2026-11-23T02:00:00Z\"}]}",
        "{\"type\":\"report\",\"id\":\"sms1\",\"events\":[{\"ref\":\"1\",\"status\":\"SENT\",\"at\":\"2026-11-23T02:00:00Z\"}]}",
        "{\"type\":\"report\",\"id\":\"sms1\",\"events\":[{\"ref\":\"1\",\"status\":\"DELIVERED\",\"at\":\"yesterday\"}]}",
        "{\"type\":\"reply\",\"text\":\"R\",\"at\":\"2026-11-23T02:00:00Z\"}",
        "{\"type\":\"reply\",\"from\":\"+8613800000004\",\"text\":\"R\"}",
      })
  void refusesWhatMakesNoSense(String body) {
    assertThatThrownBy(() -> read(body)).isInstanceOf(UnreadableCallbackException.class);
  }

  @Test
  void refusesMoreEventsThanACallHasTexts() {
    var event = "{\"ref\":\"1\",\"status\":\"DELIVERED\",\"at\":\"2026-11-23T02:00:00Z\"},";
    var events = event.repeat(1_001);

    assertThatThrownBy(() ->
            read(
                "{\"type\":\"report\",\"id\":\"s\",\"events\":["
                    + events.substring(0, events.length() - 1)
                    + "]}"))
        .isInstanceOf(UnreadableCallbackException.class);
  }

  private static Told read(String body) throws UnreadableCallbackException {
    return Told.read(body.getBytes(StandardCharsets.UTF_8));
  }
}
