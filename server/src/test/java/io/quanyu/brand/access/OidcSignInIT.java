package io.quanyu.brand.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.sandbox.Sandbox;
import io.quanyu.sandbox.oidc.OidcApi;
import io.quanyu.testing.ServerClient;
import io.quanyu.testing.ServerTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.Environment;

/** The real way to the sandbox's identity provider and back, and what an attacker changes on it. */
@ServerTest
class OidcSignInIT {

  @TempDir private static Path data;
  private static Sandbox sandbox;

  private final Environment environment;
  private final DSLContext dsl;
  private final FirstPassword firstPassword;
  private People people;

  OidcSignInIT(Environment environment, DSLContext dsl, FirstPassword firstPassword) {
    this.environment = environment;
    this.dsl = dsl;
    this.firstPassword = firstPassword;
    this.people = People.only(environment, dsl, firstPassword);
  }

  @BeforeAll
  static void startProvider() {
    sandbox = Sandbox.start(0, data, Clock.systemUTC());
  }

  @AfterAll
  static void stopProvider() {
    sandbox.close();
  }

  @BeforeEach
  void setUpProvider() {
    people = People.only(environment, dsl, firstPassword);
    dsl.execute("delete from brand_access.oidc_provider");
    dsl.execute("delete from brand_access.sign_in_policy");
    assertThat(settings(sandbox.url() + "/oidc", OidcApi.CLIENT_SECRET, true).status())
        .isEqualTo(200);
  }

  @Test
  void whoIsExpectedIsInAndLinkedForEver() {
    var id = people.add("mei", "tags.read");
    enter(id, "Mei@Brand.Example");
    assertThat(people.browser().get("/api/sign-in-options").json().get("oidcName").asString())
        .isEqualTo("Brand account");

    var browser = people.browser();
    assertThat(signIn(browser, "mei")).isEqualTo("/console/");
    assertThat(browser.get("/api/session").json().get("username").asString()).isEqualTo("mei");
    assertThat(browser.get("/api/sessions").json()).hasSize(1);

    // Her address may change or pass to another: what counts from now on is the subject.
    dsl.execute("update brand_access.company_account set expected = 'old@brand.example'");
    assertThat(signIn(people.browser(), "mei")).isEqualTo("/console/");
  }

  @Test
  void whoNobodyExpectsStaysOut() {
    people.add("mei", "tags.read");
    var browser = people.browser();

    assertThat(signIn(browser, "mei")).isEqualTo("/console/sign-in?problem=nobody-expected");
    assertThat(browser.get("/api/session").status()).isEqualTo(401);
  }

  @Test
  void anAddressThatTheProviderDidNotVerifyLinksNobody() {
    enter(people.add("mei", "tags.read"), "unverified@brand.example");

    assertThat(signIn(people.browser(), "unverified"))
        .isEqualTo("/console/sign-in?problem=nobody-expected");
  }

  @Test
  void anotherAccountOfTheSameNameDoesNotTakeOverALink() {
    enter(people.add("mei", "tags.read"), "mei@brand.example");
    signIn(people.browser(), "mei");
    dsl.execute("update brand_access.company_account set subject = 'sub-of-the-former-mei'");

    assertThat(signIn(people.browser(), "mei"))
        .isEqualTo("/console/sign-in?problem=nobody-expected");
  }

  @Test
  void whoIsDeactivatedStaysOut() {
    var id = people.add("mei", "tags.read");
    enter(id, "mei@brand.example");
    assertThat(signIn(people.browser(), "mei")).isEqualTo("/console/");
    people.commandLine().post("/api/staff/" + id + "/deactivate", "");

    assertThat(signIn(people.browser(), "mei"))
        .isEqualTo("/console/sign-in?problem=nobody-expected");
  }

  @Test
  void theSecondFactorIsAskedForHereToo() {
    enter(people.add("mei", "tags.read"), "mei@brand.example");
    var phone = Phone.setUp(people.browserOf("mei"));
    var browser = people.browser();
    browser.get("/api/session");

    assertThat(signIn(browser, "mei")).isEqualTo("/console/sign-in?step=code");
    assertThat(browser.get("/api/session").status()).isEqualTo(401);
    assertThat(browser.post("/api/session/code", Map.of("code", phone.nextCode())).status())
        .isEqualTo(200);
  }

  @Test
  void whoComesWithACompanyAccountNeedsNoPasswordOfHerOwn() {
    var role = People.forBrand(people.role("tags.read"));
    var added = People.draft(people.commandLine(), "mei", role);
    enter(added.json().at("/staff/id").asString(), "mei@brand.example");
    var browser = people.browser();

    signIn(browser, "mei");

    assertThat(browser.get("/api/session").json().get("mustChangePassword").asBoolean()).isFalse();
    assertThat(browser.get("/api/tags").status()).isEqualTo(200);
  }

  /** Login CSRF: the attacker's own answer, carried into the victim's browser. */
  @Test
  void anAnswerOfAnotherBrowserIsRefused() {
    enter(people.add("mei", "tags.read"), "mei@brand.example");
    var attacker = people.browser();
    var answer = atProvider(begin(attacker), "mei");
    var victim = people.browser();

    assertThat(location(victim.get(path(answer))))
        .isEqualTo("/console/sign-in?problem=oidc-refused");
    begin(victim);
    assertThat(location(victim.get(path(answer))))
        .isEqualTo("/console/sign-in?problem=oidc-refused");
    assertThat(victim.get("/api/session").status()).isEqualTo(401);
  }

  @Test
  void anAnswerIsGoodOnce() {
    enter(people.add("mei", "tags.read"), "mei@brand.example");
    var browser = people.browser();
    var answer = path(atProvider(begin(browser), "mei"));
    assertThat(location(browser.get(answer))).isEqualTo("/console/");

    assertThat(location(browser.get(answer))).startsWith("/console/sign-in?problem=");
  }

  @Test
  void aCodeInjectedFromAnotherAttemptFailsAtTheProvider() {
    enter(people.add("boss", "tags.read"), "boss@brand.example");
    var stolen = atProvider(begin(people.browser()), "boss").replaceAll(".*code=([^&]*).*", "$1");
    var attacker = people.browser();
    var own = path(atProvider(begin(attacker), "nobody"));

    // The right state, somebody else's code: PKCE binds the code to the browser that began.
    assertThat(location(attacker.get(own.replaceAll("code=[^&]*", "code=" + stolen))))
        .isEqualTo("/console/sign-in?problem=oidc-unusable");
  }

  @Test
  void itEndsOnTheConsoleWhateverTheAddressSays() {
    var browser = people.browser();

    assertThat(
            location(
                browser.get("/sign-in/oidc/callback?state=x&code=y&redirect=https://evil.example")))
        .isEqualTo("/console/sign-in?problem=oidc-refused");
    assertThat(location(browser.get("/sign-in/oidc?return_to=https://evil.example")))
        .startsWith(sandbox.url() + "/oidc/authorize?");
  }

  @Test
  void withoutAProviderThereIsNoButtonAndNoWay() {
    settings(sandbox.url() + "/oidc", OidcApi.CLIENT_SECRET, false);

    assertThat(people.browser().get("/api/sign-in-options").json().has("oidcName")).isFalse();
    assertThat(location(people.browser().get("/sign-in/oidc")))
        .isEqualTo("/console/sign-in?problem=oidc-off");
  }

  @Test
  void anIssuerThatIsNotWhoItSaysIsRefused() {
    // It answers as …/oidc.
    settings(sandbox.url() + "/oidc/", OidcApi.CLIENT_SECRET, true);

    assertThat(location(people.browser().get("/sign-in/oidc")))
        .isEqualTo("/console/sign-in?problem=oidc-unusable");
  }

  @Test
  void theSecretIsKeptForTheSameClientOnlyAndNeverShown() {
    var same = settings(sandbox.url() + "/oidc", null, true);
    assertThat(same.status()).isEqualTo(200);
    assertThat(same.response().body()).doesNotContain(OidcApi.CLIENT_SECRET);
    assertThat(same.json().get("hasSecret").asBoolean()).isTrue();

    var elsewhere = settings("https://evil.example", null, true);
    assertThat(elsewhere.status()).isEqualTo(400);
    assertThat(elsewhere.json().at("/errors/0/field").asString()).isEqualTo("clientSecret");
    assertThat(settings("http://login.brand.example", "s", true).status()).isEqualTo(400);
    assertThat(dsl.fetch("select * from brand_access.oidc_provider").formatJSON())
        .doesNotContain(OidcApi.CLIENT_SECRET);
  }

  @Test
  void oneAccountBelongsToOnePersonAndAChangeEndsHerSessions() {
    var mei = people.add("mei", "tags.read");
    var bo = people.add("bo", "tags.read");
    enter(mei, "mei@brand.example");
    var browser = people.browserOf("mei");

    var taken = put(bo, "{\"oidcName\":\"MEI@brand.example\"}");
    People.assertProblem(taken, 409, "account-taken");
    assertThat(put(mei, "{\"oidcName\":\"mei@brand.example\"}").status()).isEqualTo(200);
    assertThat(browser.get("/api/session").status()).isEqualTo(200);
    assertThat(put(mei, "{}").json().get("oidcName").isNull()).isTrue();
    assertThat(browser.get("/api/session").status()).isEqualTo(401);
    assertThat(put(bo, "{\"oidcName\":\"mei@brand.example\"}").status()).isEqualTo(200);
  }

  private ServerClient.Answer settings(
      String issuer, @org.jspecify.annotations.Nullable String secret, boolean isOn) {
    var server = "http://localhost:" + environment.getRequiredProperty("local.server.port");
    return people
        .commandLine()
        .send(
            "PUT",
            "/api/oidc-settings",
            "{\"isOn\":%b,\"name\":\"Brand account\",\"issuer\":\"%s\",\"clientId\":\"%s\",%s\"publicUrl\":\"%s\"}"
                .formatted(
                    isOn,
                    issuer,
                    OidcApi.CLIENT_ID,
                    secret == null ? "" : "\"clientSecret\":\"" + secret + "\",",
                    server),
            Map.of());
  }

  private void enter(String staffId, String oidcName) {
    var entered = put(staffId, "{\"oidcName\":\"%s\"}".formatted(oidcName));
    assertThat(entered.status()).as(entered.response().body()).isEqualTo(200);
  }

  private ServerClient.Answer put(String staffId, String body) {
    return people
        .commandLine()
        .send("PUT", "/api/staff/" + staffId + "/company-accounts", body, Map.of());
  }

  /** The whole way; returns where it ends. */
  private static String signIn(ServerClient browser, String username) {
    return location(browser.get(path(atProvider(begin(browser), username))));
  }

  /** The provider's page to which the button leads. */
  private static String begin(ServerClient browser) {
    var answer = browser.get("/sign-in/oidc");
    assertThat(answer.status()).isEqualTo(302);
    return answer.header("Location");
  }

  /** Says who one is on that page; returns the address to which the provider sends one back. */
  private static String atProvider(String page, String username) {
    var chosen = page.replace("/oidc/authorize?", "/oidc/authorize/as?") + "&username=" + username;
    try (var http = HttpClient.newHttpClient()) {
      var answer =
          http.send(
              HttpRequest.newBuilder(URI.create(chosen)).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
      return answer.headers().firstValue("Location").orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String path(String address) {
    var uri = URI.create(address);
    return uri.getRawPath() + "?" + uri.getRawQuery();
  }

  /** Where an answer leads; our own addresses without the server. */
  private static String location(ServerClient.Answer answer) {
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(302);
    return answer.header("Location").replaceFirst("^http://localhost:\\d+", "");
  }
}
