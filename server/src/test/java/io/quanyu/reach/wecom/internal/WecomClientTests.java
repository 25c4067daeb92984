package io.quanyu.reach.wecom.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quanyu.platform.outgoing.OutgoingHttp;
import io.quanyu.reach.wecom.SandboxFront;
import io.quanyu.reach.wecom.WecomStub;
import io.quanyu.reach.wecom.internal.WecomCallException.Kind;
import io.quanyu.testing.SetClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import me.chanjar.weixin.cp.bean.external.WxCpMsgTemplate;
import me.chanjar.weixin.cp.bean.external.msg.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The token and rate rules of WeCom (facts 5.1 to 5.3), and what is known when it misbehaves. */
class WecomClientTests {

  private static final Instant NOW = Instant.parse("2026-11-09T04:00:00Z");
  private static final OutgoingHttp OUTGOING = new OutgoingHttp(List.of("127.0.0.0/8", "::1/128"));
  private static final WecomTimes TIMES =
      new WecomTimes(Duration.ofSeconds(2), Duration.ofSeconds(1));
  private static final String GETTOKEN = "gettoken";
  private static final String SEND = "externalcontact/add_msg_template";
  private static final String FOLLOWERS = "externalcontact/get_follow_user_list";

  @TempDir Path data = Path.of("");
  private final SetClock clock = new SetClock(NOW);
  private SandboxFront sandbox;
  private WecomClient client;

  @BeforeEach
  void start() {
    sandbox = SandboxFront.on(data, clock);
    sandbox.app();
    sandbox.world(
        """
        {"department":{"id":1,"name":"Brand","parentid":0}}
        {"member":{"userid":"ann","name":"Ann","department":[1]}}
        {"person":{"personId":"p1","externalUserid":"wm1","followedBy":["ann"]}}
        """);
    client = client(sandbox.url(), SandboxFront.SECRET);
  }

  @AfterEach
  void stop() {
    client.close();
    sandbox.close();
  }

  @Test
  void allThreadsShareOneTokenAndNeverAskForASecond() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Integer>> questions = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        questions.add(() -> followers(client));
      }
      for (Future<Integer> answer : threads.invokeAll(questions)) {
        assertThat(answer.get()).isEqualTo(1);
      }
    }

    assertThat(sandbox.requests(GETTOKEN)).isEqualTo(1);
    assertThat(sandbox.requests(FOLLOWERS)).isEqualTo(50);
  }

  @Test
  void aTokenThatEndsBeforeItsTimeIsFetchedAnewAndTheCallIsMadeOnce() throws Exception {
    followers(client);
    sandbox.misbehave("expireToken", SEND, 1, 0);

    var msgid = send(client, "hi qy-abcd1");

    assertThat(msgid).startsWith("msg");
    assertThat(sandbox.requests(GETTOKEN)).isEqualTo(2);
    assertThat(sandbox.requests(SEND)).isEqualTo(2);
    assertThat(waiting()).isEqualTo(1);
  }

  @Test
  void aTokenThatIsOverByTheVendorsClockIsFetchedAnew() throws Exception {
    followers(client);
    sandbox.advanceSeconds(7_200);

    assertThat(followers(client)).isEqualTo(1);
    assertThat(sandbox.requests(GETTOKEN)).isEqualTo(2);
  }

  @Test
  void fetchingATokenAgainGivesTheSameSoAnotherClientDisturbsNobody() throws Exception {
    followers(client);
    try (var other = client(sandbox.url(), SandboxFront.SECRET)) {
      followers(other);
    }
    followers(client);

    assertThat(sandbox.requests(GETTOKEN)).isEqualTo(2);
    assertThat(sandbox.requests(FOLLOWERS)).isEqualTo(3);
  }

  @Test
  void aTokenThatIsAlwaysRefusedIsAskedForTwiceAndNotForEver() {
    try (var stub = stub(42001)) {
      var failure = failure(client(stub.url(), SandboxFront.SECRET));

      assertThat(failure.kind()).isEqualTo(Kind.NOT_NOW);
      assertThat(failure.pause()).isEqualTo(Duration.ofSeconds(1));
      assertThat(stub.asked()).hasSize(4); // token, question, token, question
    }
  }

  @Test
  void aWrongSecretIsNotTriedAgainBeforeAMinuteIsOver() {
    try (var wrong = client(sandbox.url(), "another-secret")) {
      var first = failure(wrong);
      clock.set(NOW.plusSeconds(20));
      var second = failure(wrong);
      clock.set(NOW.plusSeconds(60));
      var third = failure(wrong);

      assertThat(List.of(first.kind(), second.kind(), third.kind())).containsOnly(Kind.NOT_NOW);
      assertThat(first.errorCode()).isEqualTo(40001);
      assertThat(second.pause()).isEqualTo(Duration.ofSeconds(40));
      assertThat(sandbox.requests(GETTOKEN)).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {40013, 40091, 41002, 41004, 48002, 60020, 84074, 301002, 701008})
  void whatTheSettingsMustMendHoldsEverythingForAMinute(int code) {
    try (var stub = stub(code)) {
      var client = client(stub.url(), SandboxFront.SECRET);

      var failure = failure(client);
      int asked = stub.asked().size();
      var held =
          catchThrowableOfType(
              WecomCallException.class,
              () -> client.ask("another", wecom -> wecom.getUserService().getById("ann")));

      assertThat(failure.kind()).isEqualTo(Kind.NOT_NOW);
      assertThat(failure.errorCode()).isEqualTo(code);
      assertThat(failure.pause()).isEqualTo(Duration.ofMinutes(1));
      assertThat(held.kind()).isEqualTo(Kind.NOT_NOW);
      assertThat(stub.asked()).hasSize(asked);
    }
  }

  @Test
  void whoMeetsTheLimitWaitsForTheEndOfItsWindowAndAsksNothingMeanwhile() throws Exception {
    sandbox.send("POST", "/sandbox/limits", "{\"perMinute\":2,\"perHour\":1000}", 200);
    followers(client);
    followers(client);

    var failure = failure(client);
    assertThat(failure.errorCode()).isEqualTo(45009);
    assertThat(failure.kind()).isEqualTo(Kind.NOT_NOW);
    assertThat(failure.pause()).isEqualTo(Duration.ofMinutes(1));

    clock.set(NOW.plusSeconds(59));
    assertThat(failure(client).pause()).isEqualTo(Duration.ofSeconds(1));
    assertThat(sandbox.requests(FOLLOWERS)).isEqualTo(3);
    // Limits are kept by API: another one goes on.
    assertThat(send(client, "hi")).startsWith("msg");

    clock.set(NOW.plusSeconds(60));
    assertThat(followers(client)).isEqualTo(1);
  }

  @Test
  void theLimitOfTheHourIsMetAtMostOnceAMinute() throws Exception {
    sandbox.send("POST", "/sandbox/limits", "{\"perMinute\":1000,\"perHour\":1}", 200);
    followers(client);
    for (int second = 0; second < 3_600; second += 10) {
      clock.set(NOW.plusSeconds(second));
      assertThat(failure(client).kind()).isEqualTo(Kind.NOT_NOW);
    }
    assertThat(sandbox.requests(FOLLOWERS)).isEqualTo(1 + 60);

    clock.set(NOW.plusSeconds(3_600));
    assertThat(followers(client)).isEqualTo(1);
  }

  @Test
  void whoAsksForTooMuchAtOnceWaitsFiveSeconds() {
    try (var stub = stub(45033)) {
      var failure = failure(client(stub.url(), SandboxFront.SECRET));

      assertThat(failure.kind()).isEqualTo(Kind.NOT_NOW);
      assertThat(failure.pause()).isEqualTo(Duration.ofSeconds(5));
    }
  }

  @Test
  void aBusyAnswerIsNotRepeatedBecauseItDoesNotSayThatNothingWasDone() {
    sandbox.misbehave("busy", SEND, 1, 0);

    var failure = catchThrowableOfType(WecomCallException.class, () -> send(client, "hi qy-abcd1"));

    assertThat(failure.kind()).isEqualTo(Kind.BUSY);
    assertThat(sandbox.requests(SEND)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"cut, 0", "loseAnswer, 1"})
  void aConnectionThatIsCutIsLostAndNotRepeated(String kind, int done) {
    sandbox.misbehave(kind, SEND, 1, 0);

    var failure = catchThrowableOfType(WecomCallException.class, () -> send(client, "hi qy-abcd1"));

    assertThat(failure.kind()).isEqualTo(Kind.LOST);
    assertThat(sandbox.requests(SEND)).isEqualTo(1);
    assertThat(waiting()).isEqualTo(done);
  }

  @Test
  void aSlowAnswerIsCutAtTheEndOfTheTime() {
    sandbox.misbehave("slow", SEND, 1, 4_000);
    long start = System.nanoTime();

    var failure = catchThrowableOfType(WecomCallException.class, () -> send(client, "hi qy-abcd1"));

    assertThat(failure.kind()).isEqualTo(Kind.LOST);
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofSeconds(1), Duration.ofMillis(3_500));
    assertThat(sandbox.requests(SEND)).isEqualTo(1);
  }

  @Test
  void whenTheTokenCannotBeFetchedNothingWasDone() {
    sandbox.misbehave("cut", GETTOKEN, 10, 0);

    var failure = catchThrowableOfType(WecomCallException.class, () -> send(client, "hi qy-abcd1"));

    assertThat(failure.kind()).isEqualTo(Kind.NOT_NOW);
    assertThat(sandbox.requests(SEND)).isZero();
  }

  @Test
  void whereNobodyListensNothingWasDone() {
    var url = sandbox.url();
    sandbox.close();

    assertThat(failure(client(url, SandboxFront.SECRET)).kind()).isEqualTo(Kind.NOT_NOW);
  }

  @ParameterizedTest
  @CsvSource({
    "500, '{\"errcode\":0}'",
    "502, <html>Bad Gateway</html>",
    "302, ''",
    "200, <html>Sign in to the hotel's network</html>",
    "200, ''",
    "200, '[1,2]'",
    "200, '{\"errcode\":\"many\"}'",
  })
  void anAnswerThatMakesNoSenseIsLost(int status, String body) {
    try (var stub = stub(0)) {
      stub.says("/cgi-bin/" + SEND, new WecomStub.Said(status, body, Map.of()));

      var failure =
          catchThrowableOfType(
              WecomCallException.class,
              () -> send(client(stub.url(), SandboxFront.SECRET), "hi qy-abcd1"));

      assertThat(failure.kind()).isEqualTo(Kind.LOST);
      assertThat(failure.reason()).doesNotContain("access_token");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {40058, 40096, 41048, 60111, 84061, 99998})
  void anyOtherErrorIsARefusal(int code) {
    try (var stub = stub(code)) {
      var failure = failure(client(stub.url(), SandboxFront.SECRET));

      assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
      assertThat(failure.errorCode()).isEqualTo(code);
    }
  }

  @Test
  void changedSettingsMakeAnotherClientAndTheSameOnesDoNot() {
    var app = new AtomicReference<>(Optional.of(app(sandbox.url(), SandboxFront.SECRET, 1)));
    try (var clients = new WecomClients(app::get, OUTGOING, TIMES, clock)) {
      var first = clients.current().orElseThrow();
      assertThat(clients.current()).containsSame(first);

      app.set(Optional.of(app(sandbox.url(), "another-secret", 2)));
      var second = clients.current().orElseThrow();
      assertThat(second).isNotSameAs(first);
      assertThat(failure(second).errorCode()).isEqualTo(40001);

      app.set(Optional.empty());
      assertThat(clients.current()).isEmpty();
    }
  }

  /** Gives tokens, and answers what we ask with one errcode. */
  private static WecomStub stub(int errorCode) {
    var stub = new WecomStub();
    stub.says(
        "/cgi-bin/" + GETTOKEN,
        "{\"errcode\":0,\"errmsg\":\"ok\",\"access_token\":\"TOK1\",\"expires_in\":7200}");
    stub.says("/cgi-bin/" + FOLLOWERS, "{\"errcode\":%d,\"errmsg\":\"no\"}".formatted(errorCode));
    return stub;
  }

  private static WecomCallException failure(WecomClient client) {
    return catchThrowableOfType(WecomCallException.class, () -> followers(client));
  }

  private static int followers(WecomClient client) throws WecomCallException {
    return client.ask(
        "get_follow_user_list", wecom -> wecom.getExternalContactService().listFollowers().size());
  }

  private static String send(WecomClient client, String text) throws WecomCallException {
    var template = new WxCpMsgTemplate();
    template.setChatType("single");
    template.setSender("ann");
    template.setExternalUserid(List.of("wm1"));
    template.setText(new Text().setContent(text));
    return client.ask(
        "add_msg_template",
        wecom -> wecom.getExternalContactService().addMsgTemplate(template).getMsgId());
  }

  private long waiting() {
    return sandbox.get("/sandbox/books").path("marks").path(0).path("waiting").asLong(0);
  }

  private WecomClient client(String url, String secret) {
    return new WecomClient(app(url, secret, 1), OUTGOING, TIMES, clock);
  }

  private static WecomApp app(String url, String secret, int version) {
    return new WecomApp(
        new UUID(0, 1),
        SandboxFront.CORP_ID,
        SandboxFront.AGENT_ID,
        url,
        new WecomApp.Secrets(secret, "token", "k".repeat(43)),
        version,
        NOW,
        NOW);
  }
}
