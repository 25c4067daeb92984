package io.quanyu.brand.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.platform.web.RateLimit;
import io.quanyu.testing.ServerClient;
import io.quanyu.testing.ServerTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;

/** Signing in with an authenticator app, and what an attacker tries against it. */
@ServerTest
class SecondFactorIT {

  /** One name signs in wrongly all day here; what bounds that is SignInLimitsTests' matter. */
  @TestConfiguration(proxyBeanMethods = false)
  static class NoLimits {
    @Bean
    @Primary
    SignInLimits wide() {
      var wide = new RateLimit(100_000, Duration.ofMillis(1), 100);
      return new SignInLimits(wide, new RateLimit(100_000, Duration.ofMillis(1), 100));
    }
  }

  private final Environment environment;
  private final DSLContext dsl;
  private final FirstPassword firstPassword;
  private People people;

  SecondFactorIT(Environment environment, DSLContext dsl, FirstPassword firstPassword) {
    this.environment = environment;
    this.dsl = dsl;
    this.firstPassword = firstPassword;
    this.people = People.only(environment, dsl, firstPassword);
  }

  @BeforeEach
  void nobodyElse() {
    people = People.only(environment, dsl, firstPassword);
    dsl.execute("delete from brand_access.sign_in_policy");
  }

  @Test
  void whoSetItUpSignsInWithPasswordAndThenCode() {
    people.add("mei", "tags.read");
    var here = people.browserOf("mei");
    var elsewhere = people.browserOf("mei");
    var phone = Phone.setUp(here);

    assertThat(here.get("/api/session").status()).isEqualTo(200);
    assertThat(elsewhere.get("/api/session").status()).isEqualTo(401);
    var state = here.get("/api/session/totp").json();
    assertThat(state.get("isOn").asBoolean()).isTrue();
    assertThat(state.get("recoveryCodesLeft").asInt()).isEqualTo(10);

    var browser = people.browser();
    var first = People.signIn(browser, "mei", People.PASSWORD);
    People.assertProblem(first, 401, "code-required");
    assertThat(browser.cookie("SESSION")).isEmpty();
    assertThat(browser.get("/api/session").status()).isEqualTo(401);
    assertThat(first.response().headers().allValues("Set-Cookie"))
        .anySatisfy(cookie ->
            assertThat(cookie)
                .contains("SIGN_IN=", "HttpOnly", "SameSite=Strict", "Path=/api/session"));

    var second = code(browser, phone.nextCode());
    assertThat(second.status()).as(second.response().body()).isEqualTo(200);
    assertThat(browser.get("/api/session").json().get("username").asString()).isEqualTo("mei");
  }

  @Test
  void theTrailTellsEachStepOnceAndHowItEnded() {
    people.add("mei", "tags.read");
    var phone = Phone.setUp(people.browserOf("mei"));
    var browser = people.browser();
    People.signIn(browser, "mei", "not this one");
    People.signIn(browser, "mei", People.PASSWORD);
    code(browser, phone.wrongCode());
    code(browser, phone.nextCode());

    var told =
        dsl.fetch(
                """
                select concat_ws(' ', action, outcome, details::json ->> 'step')
                from brand_audit.entry where actor = 'mei' order by entry_id\
                """)
            .getValues(0, String.class);
    assertThat(told)
        .endsWith(
            "session.turn-on-totp done",
            "session.sign-in refused",
            "session.sign-in refused code",
            "session.give-code refused",
            "session.give-code done");
  }

  @Test
  void aSecretThatWasNotConfirmedChangesNothing() {
    people.add("mei", "tags.read");
    var browser = people.browserOf("mei");
    assertThat(begin(browser, People.PASSWORD).status()).isEqualTo(200);

    assertThat(People.signIn(people.browser(), "mei", People.PASSWORD).status()).isEqualTo(200);
    assertThat(browser.get("/api/session/totp").json().get("isOn").asBoolean()).isFalse();
  }

  @Test
  void aStolenSessionAloneNeitherSetsItUpNorTurnsItOff() {
    people.add("mei", "tags.read");
    var browser = people.browserOf("mei");
    People.assertProblem(begin(browser, "guess"), 400, "password-wrong");

    var phone = Phone.setUp(browser);

    People.assertProblem(off(browser, "guess", phone.nextCode()), 400, "password-wrong");
    People.assertProblem(off(browser, People.PASSWORD, phone.wrongCode()), 400, "code-wrong");
    People.assertProblem(begin(browser, People.PASSWORD), 409, "totp-on");
    assertThat(off(browser, People.PASSWORD, phone.nextCode()).status()).isEqualTo(204);
    assertThat(People.signIn(people.browser(), "mei", People.PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void aCodeThatWasUsedIsVoidAndSoIsItsTicket() {
    people.add("mei", "tags.read");
    var phone = Phone.setUp(people.browserOf("mei"));
    var victim = people.browser();
    People.signIn(victim, "mei", People.PASSWORD);
    var ticket = victim.cookie("SIGN_IN").orElseThrow();
    var code = phone.nextCode();
    assertThat(code(victim, code).status()).isEqualTo(200);

    var shoulderSurfer = people.browser();
    People.signIn(shoulderSurfer, "mei", People.PASSWORD);
    People.assertProblem(code(shoulderSurfer, code), 400, "code-wrong");

    forgetSteps();
    var replay =
        people
            .browser()
            .send(
                "POST",
                "/api/session/code",
                "{\"code\":\"%s\"}".formatted(code),
                Map.of("Cookie", "XSRF-TOKEN=x; SIGN_IN=" + ticket, "X-XSRF-TOKEN", "x"));
    People.assertProblem(replay, 401, "sign-in-too-late");
  }

  @Test
  void theSecondStepNeedsTheTicketOfTheFirst() {
    people.add("mei", "tags.read");
    var phone = Phone.setUp(people.browserOf("mei"));
    var stranger = people.browser();
    stranger.get("/api/session");

    People.assertProblem(code(stranger, phone.nextCode()), 401, "sign-in-too-late");
  }

  @Test
  void aTicketIsVoidOnceHerPasswordWasReset() {
    var id = people.add("mei", "tags.read");
    var phone = Phone.setUp(people.browserOf("mei"));
    var browser = people.browser();
    People.signIn(browser, "mei", People.PASSWORD);

    assertThat(people.commandLine().post("/api/staff/" + id + "/reset-password", "").status())
        .isEqualTo(200);

    People.assertProblem(code(browser, phone.nextCode()), 401, "sign-in-too-late");
  }

  @Test
  void aRecoveryCodeIsGoodOnceHoweverItIsTyped() {
    people.add("mei", "tags.read");
    var phone = Phone.setUp(people.browserOf("mei"));
    var recovery = phone.recoveryCodes().getFirst();
    var browser = people.browser();
    People.signIn(browser, "mei", People.PASSWORD);

    assertThat(code(browser, " " + recovery.toUpperCase(java.util.Locale.ROOT) + " ").status())
        .isEqualTo(200);
    assertThat(browser.get("/api/session/totp").json().get("recoveryCodesLeft").asInt())
        .isEqualTo(9);

    var again = people.browser();
    People.signIn(again, "mei", People.PASSWORD);
    People.assertProblem(code(again, recovery), 400, "code-wrong");
  }

  @Test
  void ofTwoWhoUseOneCodeAtOnceOneIsIn() throws Exception {
    people.add("mei", "tags.read");
    var phone = Phone.setUp(people.browserOf("mei"));
    for (var code : List.of(phone.recoveryCodes().getFirst(), phone.nextCode())) {
      var browsers = Stream.generate(people::browser).limit(4).toList();
      browsers.forEach(browser -> People.signIn(browser, "mei", People.PASSWORD));

      var statuses =
          atOnce(
              browsers.stream()
                  .<Callable<Integer>>map(browser -> () -> code(browser, code).status())
                  .toList());

      assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 400);
    }
  }

  @Test
  void wrongCodesLockAndTheRightPasswordDoesNotStartCountingAgain() {
    people.add("mei", "tags.read");
    var phone = Phone.setUp(people.browserOf("mei"));
    for (int i = 0; i < SecondFactor.FAILURES_MAX; i++) {
      var browser = people.browser();
      People.assertProblem(People.signIn(browser, "mei", People.PASSWORD), 401, "code-required");
      People.assertProblem(code(browser, phone.wrongCode()), 400, "code-wrong");
    }

    People.assertProblem(
        People.signIn(people.browser(), "mei", People.PASSWORD), 429, "sign-in-locked");
  }

  @Test
  void aTicketOfBeforeTheLockDoesNotPassIt() {
    people.add("mei", "tags.read");
    var phone = Phone.setUp(people.browserOf("mei"));
    var browser = people.browser();
    People.signIn(browser, "mei", People.PASSWORD);
    for (int i = 0; i < SecondFactor.FAILURES_MAX; i++) {
      People.assertProblem(code(browser, phone.wrongCode()), 400, "code-wrong");
    }

    People.assertProblem(code(browser, phone.nextCode()), 429, "sign-in-locked");
  }

  @Test
  void guessesAtOnceAreCountedOneByOne() throws Exception {
    people.add("mei", "tags.read");

    var statuses =
        atOnce(
            Stream.<Callable<Integer>>generate(
                    () -> () -> People.signIn(people.browser(), "mei", "guess").status())
                .limit(16)
                .toList());

    assertThat(statuses).filteredOn(status -> status == 401).hasSize(SigningIn.FAILURES_MAX);
    assertThat(statuses).filteredOn(status -> status == 429).hasSize(16 - SigningIn.FAILURES_MAX);
    People.assertProblem(
        People.signIn(people.browser(), "mei", People.PASSWORD), 429, "sign-in-locked");
  }

  /** Else five guesses would tell whether somebody has the name. */
  @Test
  void aNameThatNobodyHasIsLockedAlike() {
    people.add("mei", "tags.read");
    var nobody = "nobody-" + java.util.UUID.randomUUID();
    for (int i = 0; i < SigningIn.FAILURES_MAX; i++) {
      assertThat(People.signIn(people.browser(), nobody, "guess").status()).isEqualTo(401);
      assertThat(People.signIn(people.browser(), "mei", "guess").status()).isEqualTo(401);
    }

    var locked = People.signIn(people.browser(), nobody, "guess");

    assertThat(locked.json()).isEqualTo(People.signIn(people.browser(), "mei", "guess").json());
    People.assertProblem(locked, 429, "sign-in-locked");
  }

  @Test
  void theLastPasswordAllowedMayBeTheRightOne() {
    people.add("mei", "tags.read");
    for (int i = 1; i < SigningIn.FAILURES_MAX; i++) {
      assertThat(People.signIn(people.browser(), "mei", "guess").status()).isEqualTo(401);
    }

    assertThat(People.signIn(people.browser(), "mei", People.PASSWORD).status()).isEqualTo(200);
    assertThat(People.signIn(people.browser(), "mei", "guess").status()).isEqualTo(401);
  }

  @Test
  void whoManagesStaffResetsItAndEndsSessionsButNotOfTheMightierNorHerOwn() {
    var meiId = people.add("mei", "tags.read");
    var bossId = people.add("boss", "tags.read", "staff.manage", "customers.read");
    var managerId = people.add("manager", "tags.read", "staff.manage");
    var mei = people.browserOf("mei");
    Phone.setUp(mei);
    Phone.setUp(people.browserOf("boss"));
    var manager = people.browserOf("manager");

    assertThat(reset(manager, meiId).status()).isEqualTo(204);
    assertThat(mei.get("/api/session").status()).isEqualTo(401);
    assertThat(People.signIn(people.browser(), "mei", People.PASSWORD).status()).isEqualTo(200);
    People.assertProblem(reset(manager, meiId), 409, "totp-off");
    People.assertProblem(reset(manager, bossId), 403, "permission-lacking");
    People.assertProblem(reset(manager, managerId), 409, "own-account");
  }

  @Test
  void whereItIsRequiredManagingStaffWaitsForIt() {
    people.add("manager", "tags.read", "staff.manage");
    people.add("boss", "tags.read", "staff.manage");
    var manager = people.browserOf("manager");
    var boss = people.browserOf("boss");
    People.assertProblem(require(boss, "managers"), 409, "totp-off");

    Phone.setUp(boss);
    assertThat(require(boss, "managers").status()).isEqualTo(200);

    // At once, not at the next sign-in; and nothing else is taken from her.
    assertThat(manager.get("/api/staff").status()).isEqualTo(403);
    assertThat(manager.get("/api/tags").status()).isEqualTo(200);
    assertThat(manager.get("/api/session").json().get("owesTotp").asBoolean()).isTrue();
    assertThat(boss.get("/api/session").json().get("owesTotp").asBoolean()).isFalse();
    Phone.setUp(manager);
    assertThat(manager.get("/api/staff").status()).isEqualTo(200);
    assertThat(manager.get("/api/sign-in-policy").json().get("totpRequiredFor").asString())
        .isEqualTo("managers");
    assertThat(require(boss, "nobody").status()).isEqualTo(200);
  }

  @Test
  void theTablesHoldNeitherSecretNorCodes() {
    people.add("mei", "tags.read");
    var phone = Phone.setUp(people.browserOf("mei"));

    var stored = dsl.fetch("select * from brand_access.totp").formatJSON();
    var codes = dsl.fetch("select * from brand_access.recovery_code").formatJSON();

    var base64 = java.util.Base64.getEncoder().encodeToString(phone.secret());
    assertThat(stored).doesNotContain(Base32.encode(phone.secret())).doesNotContain(base64);
    phone.recoveryCodes().forEach(code -> assertThat(codes).doesNotContain(code));
    assertThat(phone.recoveryCodes()).hasSize(10).doesNotHaveDuplicates();
  }

  private void forgetSteps() {
    dsl.execute("update brand_access.totp set last_step = 0");
  }

  private static ServerClient.Answer begin(ServerClient browser, String password) {
    return browser.post("/api/session/totp", Map.of("password", password));
  }

  private static ServerClient.Answer off(ServerClient browser, String password, String code) {
    return browser.post("/api/session/totp/off", Map.of("password", password, "code", code));
  }

  private static ServerClient.Answer code(ServerClient browser, String code) {
    return browser.post("/api/session/code", Map.of("code", code));
  }

  private static ServerClient.Answer reset(ServerClient browser, String id) {
    return browser.send("POST", "/api/staff/" + id + "/reset-totp", null, Map.of());
  }

  private static ServerClient.Answer require(ServerClient browser, String of) {
    return browser.send(
        "PUT", "/api/sign-in-policy", "{\"totpRequiredFor\":\"%s\"}".formatted(of), Map.of());
  }

  private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
    try (var threads = Executors.newFixedThreadPool(calls.size())) {
      return threads.invokeAll(calls).stream().map(SecondFactorIT::result).toList();
    }
  }

  private static <T> T result(Future<T> done) {
    try {
      return done.get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
