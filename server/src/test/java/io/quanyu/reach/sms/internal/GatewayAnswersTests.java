package io.quanyu.reach.sms.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.reach.channel.CallAnswer;
import io.quanyu.reach.sms.GatewayTest.Outcome;
import io.quanyu.reach.sms.internal.GatewayClient.Heard;
import io.quanyu.reach.sms.internal.WritingTexts.Written;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayAnswersTests {

  private static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");
  private static final List<Written> TEXTS =
      List.of(new Written(1, "+8613800000001", "【泉屿】一"), new Written(2, "+8613800000002", "【泉屿】二"));

  @Test
  void asksInTheProtocolsWords() {
    assertThat(new String(GatewayAnswers.request("qy-00000a-X", TEXTS), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {"batch":"qy-00000a-X","messages":[\
            {"ref":"1","to":"+8613800000001","text":"【泉屿】一"},\
            {"ref":"2","to":"+8613800000002","text":"【泉屿】二"}]}\
            """);
  }

  @Test
  void whoWasLeftOutByUsOrByTheGatewayIsRefused() {
    var answer =
        GatewayAnswers.read(
            answer(
                200,
                """
                {"id":"sms1","accepted":1,"refused":[
                  {"ref":"2","code":"BAD_NUMBER","reason":"+8613800000002 is none"},
                  {"ref":"77","code":"BAD_NUMBER"}]}
                """),
            TEXTS,
            Map.of(9, "no_address"),
            NOW);

    assertThat(answer)
        .isEqualTo(new CallAnswer.Accepted("sms1", Map.of(2, "BAD_NUMBER", 9, "no_address")));
  }

  @Test
  void aReasonThatIsNoCodeIsNotKept() {
    assertThat(read(200, "{\"id\":\"sms1\",\"refused\":[{\"ref\":\"1\",\"code\":\"138 0000\"}]}"))
        .isEqualTo(new CallAnswer.Accepted("sms1", Map.of(1, "REFUSED")));
    assertThat(read(400, "{\"code\":\"text 一 is wrong\"}"))
        .isEqualTo(new CallAnswer.Refused("INVALID"));
    assertThat(read(400, "{\"code\":\"BATCH_TOO_LONG\"}"))
        .isEqualTo(new CallAnswer.Refused("BATCH_TOO_LONG"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html/>",
        "{}",
        "[]",
        "null",
        "{\"id\":\"\"}",
        "{\"id\":7}",
        "{\"id\":\"sms1\"",
      })
  void anAnswerThatCannotBeReadIsLost(String body) {
    assertThat(read(200, body)).isInstanceOf(CallAnswer.Lost.class);
  }

  @ParameterizedTest
  @CsvSource({"401, 300", "402, 300", "403, 300", "404, 300", "302, 300", "429, 30"})
  void whatCanBeMendedWaits(int status, int seconds) {
    assertThat(read(status, "no"))
        .isInstanceOfSatisfying(
            CallAnswer.NotNow.class,
            later -> assertThat(later.pause()).isEqualTo(Duration.ofSeconds(seconds)));
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504, 408, 409, 202, 101})
  void whereNobodyKnowsIsLost(int status) {
    assertThat(read(status, "{\"id\":\"sms1\"}")).isInstanceOf(CallAnswer.Lost.class);
  }

  @ParameterizedTest
  @CsvSource({
    "7, 7",
    "0, 1",
    "99999, 3600",
    "'Mon, 23 Nov 2026 02:02:00 GMT', 120",
    "'Mon, 23 Nov 2026 01:00:00 GMT', 1",
    "soon, 30",
    "-5, 30",
  })
  void theGatewaySaysWhenToComeAgain(String retryAfter, int seconds) {
    var heard = new Heard.Answer(429, Optional.of(retryAfter), "");

    assertThat(GatewayAnswers.read(heard, TEXTS, Map.of(), NOW))
        .isInstanceOfSatisfying(
            CallAnswer.NotNow.class,
            later -> assertThat(later.pause()).isEqualTo(Duration.ofSeconds(seconds)));
  }

  @Test
  void whatDidNotArriveIsSentLaterAndWhatMayHaveIsLost() {
    assertThat(GatewayAnswers.read(new Heard.NotReached(Outcome.UNREACHABLE), TEXTS, Map.of(), NOW))
        .isInstanceOf(CallAnswer.NotNow.class);
    assertThat(GatewayAnswers.read(new Heard.Lost(Outcome.TIMED_OUT), TEXTS, Map.of(), NOW))
        .isInstanceOf(CallAnswer.Lost.class);
  }

  private static CallAnswer read(int status, String body) {
    return GatewayAnswers.read(answer(status, body), TEXTS, Map.of(), NOW);
  }

  private static Heard answer(int status, String body) {
    return new Heard.Answer(status, Optional.empty(), body);
  }
}
