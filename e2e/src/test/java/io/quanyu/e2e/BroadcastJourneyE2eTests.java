package io.quanyu.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A marketer's first broadcast, in a browser and in both languages: a template, the wizard, the
 * approval by a second person, and the results of what guides and customers of the sandbox really
 * did. Every page is looked at: its accessibility is checked and its picture is kept in {@code
 * target/screenshots}.
 */
class BroadcastJourneyE2eTests {

  private static final String PASSWORD = "correct horse battery";
  private static final long SEED = 7;

  /** Who signs out is asked to sign in: the first answer of every visit is a 401. */
  private static final Pattern EXPECTED_COMPLAINT =
      Pattern.compile(
          "error: Failed to load resource: the server responded with a status of 401.*");

  @TempDir static Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"zh-CN", "en"})
  void fromATemplateToResults(String language) throws IOException {
    var own = Files.createDirectories(folder.resolve(language));
    var pictures = Path.of("target", "screenshots", language + "-broadcast");
    try (var town = new BroadcastTown(own.resolve("sandbox"));
        var server = ServerProcess.start(own.resolve("data"));
        var browser = new OperatorBrowser(server.address(), language, pictures)) {
      try {
        town.moveIn(server, own);
        town.comeAlive(SEED);
        new Journey(server, browser, new ConsoleWords(language)).walk();
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

    private final ServerProcess server;
    private final OperatorBrowser browser;
    private final Page page;
    private final ConsoleWords words;
    private final ConsolePage console;

    Journey(ServerProcess server, OperatorBrowser browser, ConsoleWords words) {
      this.server = server;
      this.browser = browser;
      this.page = browser.page();
      this.words = words;
      this.console = new ConsolePage(page, words);
    }

    void walk() throws IOException {
      makeSegment();
      page.navigate("/");
      signIn("admin", Files.readString(server.data().resolve("run/first-password")).strip());
      console.goTo("nav.broadcasts");
      assertThat(console.text("broadcasts.empty")).isVisible();
      browser.look("broadcasts-empty");
      lookAtChannels();
      var oneTimePassword = addApprover();
      writeTemplate();
      walkTheWizard();
      signOut();
      signIn("mei", oneTimePassword);
      approve();
      seeTheResults();
      lookAtMessagesAndRules();
    }

    private void makeSegment() {
      var api = server.api();
      // Nobody has bought yet.
      var segment = api.object().put("name", "Everybody");
      segment.set(
          "condition",
          api.parse(
              """
              {"type":"not","condition":{"type":"metric","metric":"orders","currency":"CNY","operator":"at_least","min":1}}
              """));
      api.post("/api/segments", segment);
    }

    /** Signs in with a password that is good once, and chooses another. */
    private void signIn(String username, String oneTimePassword) {
      assertThat(console.heading(words.of("signIn.title"))).isVisible();
      console.field("signIn.username").fill(username);
      console.field("signIn.password").fill(oneTimePassword);
      console.button("signIn.submit").click();
      assertThat(console.heading(words.of("firstPassword.title"))).isVisible();
      console.field("password.current").fill(oneTimePassword);
      console.field("password.new").fill(PASSWORD);
      console.field("password.repeat").fill(PASSWORD);
      console.button("firstPassword.submit").click();
      assertThat(page.getByRole(AriaRole.NAVIGATION, ConsolePage.named(words.of("nav.label"))))
          .isVisible();
    }

    private void signOut() {
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(words.of("user.menu")))
          .click();
      page.getByRole(
              AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(words.of("user.signOut")))
          .click();
    }

    private void lookAtChannels() {
      console.goTo("nav.channels");
      assertThat(page.getByRole(AriaRole.MAIN)).containsText(String.valueOf(BroadcastTown.PEOPLE));
      browser.look("channels");
      page.navigate("/console/channels/wecom");
      console.button("connection.test").click();
      assertThat(console.text("connectionOutcome.connected")).isVisible();
      browser.look("channel-wecom");
      page.navigate("/console/channels/sms");
      console.button("connection.test").click();
      assertThat(console.text("connectionOutcome.connected")).isVisible();
      browser.look("channel-sms");
    }

    private String addApprover() {
      console.goTo("nav.people");
      console.button("people.add").click();
      var drawer = console.dialog();
      console.fieldOf(drawer, "people.displayName").fill("Mei");
      console.fieldOf(drawer, "people.username").fill("mei");
      var role = words.of("assignment.label", "number", 1) + " " + words.of("assignment.role");
      console.choose(
          page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName(role)),
          words.either("Operator", "运营"));
      browser.look("person-new");
      console.buttonOf(drawer, "people.add").click();
      var password = console.field("people.oneTime.label");
      assertThat(password).isVisible();
      browser.look("person-password");
      var oneTimePassword = password.inputValue();
      console.button("people.oneTime.done").click();
      assertThat(page.getByRole(AriaRole.ROW).filter(with("Mei"))).isVisible();
      browser.look("people");
      return oneTimePassword;
    }

    private void writeTemplate() {
      console.goTo("nav.templates");
      assertThat(console.text("templates.empty")).isVisible();
      browser.look("templates-empty");
      console.button("templates.create").click();
      console.field("template.name").fill("Autumn");
      page.getByRole(AriaRole.TAB, tab("WeCom", "企业微信")).click();
      say("秋季新品到店 New arrivals");
      var content = page.getByRole(AriaRole.TABPANEL);
      console.fieldOf(content, "template.linkTitle").fill("Look");
      console.fieldOf(content, "template.linkUrl").fill("https://shop.example.com/autumn");
      assertThat(page.getByRole(AriaRole.FIGURE)).containsText("shop.example.com");
      browser.look("template-wecom");
      page.getByRole(AriaRole.TAB, tab("SMS", "短信")).click();
      say("秋季新品到店 New arrivals, ");
      console.button("template.insert", "variable", words.of("variable.name")).click();
      console.field("template.fallbackOf", "variable", words.of("variable.name")).fill("friend");
      assertThat(page.getByRole(AriaRole.FIGURE)).containsText("【Brand】");
      assertThat(page.getByRole(AriaRole.FIGURE)).containsText("拒收请回复R");
      browser.look("template-sms");
      console.button("action.save").click();
      assertThat(console.heading("Autumn")).isVisible();
      console.goTo("nav.templates");
      browser.look("templates");
    }

    private void say(String text) {
      console.fieldOf(page.getByRole(AriaRole.TABPANEL), "template.text").fill(text);
    }

    private void walkTheWizard() {
      console.goTo("nav.broadcasts");
      console.button("broadcasts.create").click();
      console.field("broadcast.name").fill("First one");
      console.choose(console.select("broadcast.segment"), "Everybody");
      assertThat(page.getByRole(AriaRole.MAIN)).containsText(String.valueOf(BroadcastTown.PEOPLE));
      browser.look("wizard-audience");
      next("content");
      console.choose(console.select("broadcast.template"), "Autumn");
      assertThat(page.getByRole(AriaRole.FIGURE)).hasCount(2);
      browser.look("wizard-content");
      next("channels");
      console.choose(
          console.select("broadcast.backUp"),
          words.of("broadcast.backUp.after", "time", words.of("duration.hours", "count", 2)));
      browser.look("wizard-channels");
      next("control");
      assertThat(console.text("estimate.byChannel")).isVisible();
      browser.look("wizard-control");
      next("schedule");
      browser.look("wizard-schedule");
      next("review");
      assertThat(page.getByRole(AriaRole.FIGURE)).hasCount(2);
      browser.look("wizard-review");
      console.button("broadcast.saveDraft").click();
      assertThat(console.heading("First one")).isVisible();
      console.button("broadcast.submit").click();
      assertThat(console.text("review.own")).isVisible();
      assertThat(console.button("review.approve")).isHidden();
      browser.look("review-own");
    }

    private void next(String step) {
      console.button("broadcast.next").click();
      assertThat(
              page.getByRole(AriaRole.LIST, ConsolePage.named(words.of("broadcast.steps")))
                  .getByRole(AriaRole.LISTITEM)
                  .filter(with(words.of("broadcast.step." + step))))
          .hasAttribute("aria-current", "step");
    }

    private void approve() {
      page.navigate("/console/broadcasts");
      page.getByRole(AriaRole.LINK, ConsolePage.named("First one")).click();
      assertThat(console.button("review.approve")).isVisible();
      assertThat(page.locator("canvas")).isVisible();
      browser.look("review");
      console.button("review.reject").click();
      assertThat(console.text("review.comment.required")).isVisible();
      console.field("review.comment").fill("Good");
      console.button("review.approve").click();
    }

    private void seeTheResults() {
      assertThat(console.text("results.funnel")).isVisible();
      assertThat(page.getByRole(AriaRole.TABLE, ConsolePage.named(words.of("results.byChannel"))))
          .isVisible();
      assertThat(page.locator("canvas").first()).isVisible();
      browser.look("results-sending");
      assertThat(console.text("effect.title")).isVisible();
      var guides = page.getByRole(AriaRole.TABLE, ConsolePage.named(words.of("guides.title")));
      assertThat(guides).isVisible();
      assertThat(page.getByRole(AriaRole.MAIN))
          .containsText(Pattern.compile("\\d+(\\.\\d+)?\\s?%"));
      browser.look("results");
    }

    private void lookAtMessagesAndRules() {
      console.goTo("nav.messages");
      assertThat(page.getByRole(AriaRole.ROW).filter(with("秋季新品到店")).first()).isVisible();
      browser.look("messages");
      console.goTo("nav.contactRules");
      assertThat(console.text("rules.caps")).isVisible();
      browser.look("contact-rules");
      console.goTo("nav.broadcasts");
      assertThat(page.getByRole(AriaRole.ROW).filter(with("First one"))).isVisible();
      browser.look("broadcasts");
    }

    /** A channel's tab, whose name the server tells in the reader's language. */
    private Page.GetByRoleOptions tab(String english, String chinese) {
      return new Page.GetByRoleOptions().setName(Pattern.compile(english + "|" + chinese));
    }

    private static Locator.FilterOptions with(String text) {
      return new Locator.FilterOptions().setHasText(text);
    }
  }
}
