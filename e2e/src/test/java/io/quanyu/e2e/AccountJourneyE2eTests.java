package io.quanyu.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quanyu.sandbox.Sandbox;
import io.quanyu.sandbox.oidc.OidcApi;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The owner looks after her own account – password, second step, sessions –, makes keys for
 * machines, and lets people in by their company accounts.
 */
class AccountJourneyE2eTests {

  private static final String PASSWORD = "correct horse battery";
  private static final String NEW_PASSWORD = "staple correct horse";

  /** Who is signed out or owes a code is asked to sign in; one password was wrong on purpose. */
  private static final Pattern EXPECTED_COMPLAINT =
      Pattern.compile(
          "error: Failed to load resource: the server responded with a status of"
              + " (401.*|400.*/api/session/password:.*)");

  @TempDir static Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"zh-CN", "en"})
  void herAccountHerKeysAndTheWaysIn(String language) throws Exception {
    var own = Files.createDirectories(folder.resolve(language));
    var pictures = Path.of("target", "screenshots", language + "-account");
    try (var sandbox = Sandbox.start(0, own.resolve("sandbox"), Clock.systemUTC());
        var server = ServerProcess.start(own.resolve("data"));
        var browser = new OperatorBrowser(server.address(), language, pictures)) {
      try {
        new Journey(sandbox, server, browser, new ConsoleWords(language)).walk();
      } catch (AssertionError | RuntimeException e) {
        browser.takePictureOfFailure(e);
        throw e;
      }
      assertThat(browser.takeComplaints())
          .allSatisfy(complaint -> assertThat(complaint).matches(EXPECTED_COMPLAINT));
    }
  }

  /** The steps, each from the page where the one before ended. */
  private static final class Journey {

    private final Sandbox sandbox;
    private final ServerProcess server;
    private final OperatorBrowser browser;
    private final Page page;
    private final ConsoleWords words;
    private final ConsolePage console;
    private AuthenticatorApp app = new AuthenticatorApp("");

    Journey(Sandbox sandbox, ServerProcess server, OperatorBrowser browser, ConsoleWords words) {
      this.sandbox = sandbox;
      this.server = server;
      this.browser = browser;
      this.page = browser.page();
      this.words = words;
      this.console = new ConsolePage(page, words);
    }

    void walk() throws IOException, InterruptedException {
      console.signInFirst(
          "admin", Files.readString(server.data().resolve("run/first-password")).strip(), PASSWORD);
      openTheAccount();
      browser.look("account");
      changeThePassword();
      var recoveryCodes = turnTheSecondStepOn();
      endTheOtherSession(recoveryCodes.getFirst());
      signInWithACode();
      makeAnApiKey();
      makeAWriteKey();
      setTheRules();
      comeInByTheCompany();
    }

    private void openTheAccount() {
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(words.of("user.menu")))
          .click();
      page.getByRole(
              AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(words.of("account.title")))
          .click();
      assertThat(console.heading(words.of("account.title"))).isVisible();
      assertThat(sessions()).hasCount(1);
    }

    private void changeThePassword() {
      console.button("user.changePassword").click();
      var drawer = console.drawer();
      console.fieldOf(drawer, "password.current").fill("not " + PASSWORD);
      console.fieldOf(drawer, "password.new").fill(NEW_PASSWORD);
      console.fieldOf(drawer, "password.repeat").fill(NEW_PASSWORD);
      console.buttonOf(drawer, "password.submit").click();
      assertThat(drawer.getByRole(AriaRole.ALERT)).isVisible();
      browser.look("wrong-password");
      console.fieldOf(drawer, "password.current").fill(PASSWORD);
      console.buttonOf(drawer, "password.submit").click();
      assertThat(console.text("password.changed")).isVisible();
      assertThat(drawer).isHidden();
    }

    private List<String> turnTheSecondStepOn() {
      console.button("totp.setUp").click();
      var drawer = console.drawer();
      console.fieldOf(drawer, "password.current").fill(NEW_PASSWORD);
      console.buttonOf(drawer, "totp.next").click();
      app = new AuthenticatorApp(console.fieldOf(drawer, "totp.byHand").inputValue());
      browser.look("second-step");
      console.fieldOf(drawer, "code.label").fill(app.code(0));
      console.buttonOf(drawer, "totp.turnOn").click();
      var list = page.getByRole(AriaRole.LIST, ConsolePage.named(words.of("totp.codes.title")));
      assertThat(list).isVisible();
      var codes = list.getByRole(AriaRole.LISTITEM).allInnerTexts();
      assertThat(codes).hasSize(10).doesNotHaveDuplicates();
      browser.look("recovery-codes");
      console.button("totp.codes.done").click();
      assertThat(console.text("totp.on")).isVisible();
      return codes;
    }

    /** She is signed in at a second place, with a recovery code, and ends that from here. */
    private void endTheOtherSession(String recoveryCode) {
      try (var elsewhere = browser.anotherPerson()) {
        var there = elsewhere.newPage();
        var its = new ConsolePage(there, words);
        there.navigate("/");
        its.signIn("admin", NEW_PASSWORD);
        its.field("code.label").fill("000000");
        its.button("signIn.submit").click();
        assertThat(there.getByRole(AriaRole.ALERT)).isVisible();
        its.field("code.label").fill(recoveryCode);
        its.button("signIn.submit").click();
        assertThat(its.heading(words.of("nav.overview"))).isVisible();

        page.reload();
        assertThat(sessions()).hasCount(2);
        assertThat(page.getByRole(AriaRole.MAIN)).containsText(words.of("sessions.current"));
        browser.look("two-sessions");
        console.button("sessions.end").click();
        console.buttonOf(console.question("sessions.end.title"), "sessions.end").click();
        assertThat(sessions()).hasCount(1);

        there.reload();
        assertThat(its.heading(words.of("signIn.title"))).isVisible();
      }
    }

    private Locator sessions() {
      return page.locator("[aria-label='" + words.of("sessions.title") + "'] tbody tr")
          .filter(new Locator.FilterOptions().setHasText(Pattern.compile("\\d")));
    }

    private void signInWithACode() {
      console.signOut();
      console.signIn("admin", NEW_PASSWORD);
      assertThat(console.heading(words.of("code.title"))).isVisible();
      browser.look("code");
      // The app's present code was used when it was set up.
      console.field("code.label").fill(app.code(1));
      console.button("signIn.submit").click();
      assertThat(console.heading(words.of("account.title"))).isVisible(); // where she was
    }

    private void makeAnApiKey() throws IOException, InterruptedException {
      console.goTo("nav.keys");
      assertThat(console.text("keys.none")).isVisible();
      browser.look("no-keys");
      console.button("keys.make").first().click();
      var drawer = console.drawer();
      console.buttonOf(drawer, "keys.make").click();
      assertThat(drawer).containsText(words.of("keys.name.required"));
      assertThat(drawer).containsText(words.of("keys.permissions.required"));
      console.fieldOf(drawer, "keys.name").fill("ERP");
      drawer
          .getByRole(
              AriaRole.CHECKBOX,
              new Locator.GetByRoleOptions().setName(words.of("permission.tags.read")))
          .first()
          .check();
      browser.look("new-key");
      console.buttonOf(drawer, "keys.make").click();
      var secret = madeKey("ERP").inputValue();
      browser.look("key-shown-once");
      console.button("keys.stored").click();
      assertThat(row("ERP")).containsText(secret.substring(0, 8));
      assertThat(page.getByRole(AriaRole.MAIN)).not().containsText(secret);

      assertThat(asked("/api/tags", secret)).isEqualTo(200);
      assertThat(asked("/api/customers", secret)).isEqualTo(403);
      page.reload();
      assertThat(row("ERP")).containsText(words.of("keys.active"));
      browser.look("keys");

      row("ERP")
          .getByRole(
              AriaRole.BUTTON, ConsolePage.inside(words.of("keys.revoke.name", "name", "ERP")))
          .click();
      var question = console.question("keys.revoke.title", "name", "ERP");
      browser.look("revoke");
      console.buttonOf(question, "keys.revoke").click();
      assertThat(row("ERP")).containsText(words.of("keys.revoked"));
      assertThat(asked("/api/tags", secret)).isEqualTo(401);
    }

    private int asked(String path, String key) throws IOException, InterruptedException {
      try (var http = HttpClient.newHttpClient()) {
        return http.send(
                HttpRequest.newBuilder(URI.create(server.address() + path))
                    .header("Authorization", "Bearer " + key)
                    .build(),
                HttpResponse.BodyHandlers.discarding())
            .statusCode();
      }
    }

    private void makeAWriteKey() {
      page.getByText(words.of("keys.write"), new Page.GetByTextOptions().setExact(true)).click();
      assertThat(console.text("writeKeys.none")).isVisible();
      console.button("writeKeys.make").first().click();
      console.fieldOf(console.drawer(), "keys.name").fill("Shop");
      console.buttonOf(console.drawer(), "writeKeys.make").click();
      assertThat(madeKey("Shop")).not().isEmpty();
      console.button("keys.stored").click();
      assertThat(row("Shop")).containsText(words.of("keys.active"));
      browser.look("write-keys");
    }

    private Locator madeKey(String name) {
      return console.fieldOf(console.question("keys.made", "name", name), "keys.key");
    }

    private Locator row(String name) {
      return page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(name));
    }

    private void setTheRules() {
      console.goTo("nav.people");
      console.button("signInPolicy.title").click();
      var drawer = console.drawer();
      var totp =
          drawer.getByRole(AriaRole.SWITCH, ConsolePage.inside(words.of("signInPolicy.totp")));
      totp.click();
      assertThat(totp).isChecked();
      console.fieldOf(drawer, "oidc.isOn").check();
      console.fieldOf(drawer, "oidc.name").fill("Brand account");
      console.fieldOf(drawer, "oidc.issuer").fill(sandbox.url() + "/oidc");
      console.fieldOf(drawer, "oidc.clientId").fill(OidcApi.CLIENT_ID);
      console.fieldOf(drawer, "oidc.clientSecret").fill(OidcApi.CLIENT_SECRET);
      browser.look("sign-in-rules");
      console.buttonOf(drawer, "oidc.save").click();
      assertThat(console.text("oidc.saved")).isVisible();
      console.buttonOf(drawer, "action.close").click();
      assertThat(drawer).isHidden();
      var api = server.api();
      api.put(
          "/api/channels/wecom",
          api.object()
              .put("corpId", "ww0123456789abcdef")
              .put("agentId", 1_000_002)
              .put("apiBaseUrl", sandbox.url())
              .put("secret", "secret")
              .put("token", "token")
              .put("aesKey", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"));
    }

    /** First nobody expects her, then her account is entered, then she is in. */
    private void comeInByTheCompany() {
      addWang();
      console.signOut();
      assertThat(company()).isVisible();
      assertThat(page.getByRole(AriaRole.LINK, ConsolePage.named(words.of("signIn.wecom"))))
          .isVisible();
      browser.look("ways-in");
      atTheCompany("li");
      assertThat(console.text("signIn.company.nobodyExpected")).isVisible();
      browser.look("nobody-expected");
      atTheCompany("wang");
      assertThat(console.heading(words.of("nav.overview"))).isVisible();
      openTheAccount();
      browser.look("account-of-the-company");
    }

    private void addWang() {
      console.button("people.add").click();
      var drawer = console.drawer();
      console.fieldOf(drawer, "people.displayName").fill("Wang");
      console.fieldOf(drawer, "people.username").fill("wang");
      var label = words.of("assignment.label", "number", 1) + " ";
      console.choose(
          page.getByRole(AriaRole.COMBOBOX, ConsolePage.named(label + words.of("assignment.role"))),
          words.either("Analyst", "分析师"));
      console.buttonOf(drawer, "people.add").click();
      console.button("people.oneTime.done").click();
      page.getByRole(AriaRole.BUTTON, ConsolePage.named(words.of("list.actions") + " Wang"))
          .click();
      page.getByRole(AriaRole.MENUITEM, ConsolePage.named(words.of("people.accounts"))).click();
      var accounts = console.drawer();
      console.fieldOf(accounts, "people.accounts.oidc").fill("wang@brand.example");
      browser.look("company-account");
      console.buttonOf(accounts, "people.accounts.save").click();
      assertThat(accounts).isHidden();
    }

    private Locator company() {
      return page.getByRole(
          AriaRole.LINK, ConsolePage.named(words.of("signIn.company", "name", "Brand account")));
    }

    private void atTheCompany(String username) {
      company().click();
      page.getByLabel("Username").fill(username);
      page.getByText("Continue").click();
    }
  }
}
