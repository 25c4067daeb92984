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
 * A purpose gets its text; a customer agrees and withdraws; it is counted and told, in both
 * languages. Every page is looked at: its accessibility is checked and its picture is kept in
 * {@code target/screenshots}.
 */
class ConsentJourneyE2eTests {

  private static final String PASSWORD = "correct horse battery";

  /** Who is not signed in is asked to: the first answer of every visit is a 401. */
  private static final Pattern EXPECTED_COMPLAINT =
      Pattern.compile(
          "error: Failed to load resource: the server responded with a status of 401.*");

  @TempDir static Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"zh-CN", "en"})
  void fromATextToAWithdrawal(String language) throws IOException {
    var own = Files.createDirectories(folder.resolve(language));
    var pictures = Path.of("target", "screenshots", language + "-consent");
    try (var server = ServerProcess.start(own.resolve("data"));
        var browser = new OperatorBrowser(server.address(), language, pictures)) {
      try {
        new Journey(server, browser, new ConsoleWords(language), own).walk();
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
    private final Path folder;

    Journey(ServerProcess server, OperatorBrowser browser, ConsoleWords words, Path folder) {
      this.server = server;
      this.browser = browser;
      this.page = browser.page();
      this.words = words;
      this.console = new ConsolePage(page, words);
      this.folder = folder;
    }

    void walk() throws IOException {
      console.signInFirst(
          "admin", Files.readString(server.data().resolve("run/first-password")).strip(), PASSWORD);
      console.goTo("nav.consent");
      assertThat(console.text("consent.figures.empty")).isVisible();
      assertThat(console.text("consent.decisions.empty")).isVisible();
      browser.look("nobody-yet");
      importCustomers();
      publishAText();
      addAPurpose();
      openTheCustomer("王");
      agree();
      withdraw();
      openTheCustomer("李");
      aGuardianAgrees();
      seeItCounted();
    }

    private void importCustomers() throws IOException {
      var file = folder.resolve("customers.csv");
      Files.writeString(
          file,
          """
          customer_id,phone,name,birthday
          c1,13812345678,王小明,1990-05-01
          c2,13812345679,李小红,2016-05-01
          c3,13812345680,张伟,1985-02-03
          """);
      server.api().importFile("customers", file, "crm", null, null);
    }

    private void publishAText() {
      var version = words.of("consent.text.version", "purpose", name("marketing"), "version", "1");
      page.getByRole(AriaRole.BUTTON, ConsolePage.named(version)).click();
      var drawer = console.drawer();
      console.buttonOf(drawer, "consent.text.write").click();
      console.fieldOf(drawer, "consent.text.zh").fill("我同意每周最多收到两条优惠信息。");
      console.fieldOf(drawer, "consent.text.en").fill("I agree to two offers a week at most.");
      console.buttonOf(drawer, "consent.text.publish").click();
      var question = console.question("consent.text.publish.title");
      console.buttonOf(question, "consent.text.publish").click();
      assertThat(drawer.getByText("I agree to two offers a week at most.")).isVisible();
      assertThat(drawer.getByRole(AriaRole.HEADING)).hasCount(2);
      assertThat(question).isHidden();
      browser.look("texts");
      console.buttonOf(drawer, "action.close").click();
      assertThat(drawer).isHidden();
      assertThat(
              page.getByRole(
                  AriaRole.BUTTON,
                  ConsolePage.named(
                      words.of(
                          "consent.text.version", "purpose", name("marketing"), "version", "2"))))
          .isVisible();
    }

    private void addAPurpose() {
      console.button("consent.purpose.create").click();
      var drawer = console.drawer();
      console.buttonOf(drawer, "action.save").click();
      assertThat(drawer).containsText(words.of("settings.required"));
      console.fieldOf(drawer, "consent.purpose.code").fill("survey");
      console.fieldOf(drawer, "consent.purpose.nameZh").fill("满意度调查");
      console.fieldOf(drawer, "consent.purpose.nameEn").fill("Surveys");
      browser.look("new-purpose");
      console.buttonOf(drawer, "action.save").click();
      assertThat(drawer).isHidden();
      assertThat(page.getByRole(AriaRole.MAIN)).containsText(name("survey"));
    }

    private void openTheCustomer(String name) {
      console.goTo("nav.customers");
      page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile(name)))
          .first()
          .click();
      page.getByRole(AriaRole.TAB, ConsolePage.named(words.of("customer.consents"))).click();
      assertThat(console.text("consent.history.empty")).isVisible();
    }

    private void agree() {
      record("consent.grant");
      var drawer = console.drawer();
      console.fieldOf(drawer, "consent.place").fill("store A1");
      drawer
          .getByRole(
              AriaRole.CHECKBOX, ConsolePage.inside(words.of("consent.wasShown", "version", "2")))
          .check();
      browser.look("record-consent");
      console.buttonOf(drawer, "consent.record").click();
      console
          .buttonOf(
              console.question(
                  "consent.grant.title", "purpose", name("marketing"), "channel", sms()),
              "consent.grant")
          .click();
      assertThat(drawer).isHidden();
      assertThat(held()).containsText(words.of("consent.state.granted"));
      assertThat(history()).containsText("store A1");
      assertThat(history()).containsText(words.of("consent.text.number", "version", "2"));
    }

    private void withdraw() {
      record("consent.withdraw");
      var drawer = console.drawer();
      console.buttonOf(drawer, "consent.record").click();
      var question =
          console.question(
              "consent.withdraw.title", "purpose", name("marketing"), "channel", sms());
      browser.look("withdraw");
      console.buttonOf(question, "consent.withdraw").click();
      assertThat(drawer).isHidden();
      assertThat(held()).containsText(words.of("consent.state.withdrawn"));
      assertThat(held()).containsText(words.of("consent.verdict.refused"));
      assertThat(history().getByRole(AriaRole.ROW)).hasCount(3);
      browser.look("customer");
    }

    private void aGuardianAgrees() {
      assertThat(console.text("consent.minor")).isVisible();
      assertThat(held()).containsText(words.of("consent.verdict.minor"));
      record("consent.grant");
      var drawer = console.drawer();
      drawer
          .getByRole(AriaRole.CHECKBOX, ConsolePage.inside(words.of("consent.byGuardian.field")))
          .check();
      console.buttonOf(drawer, "consent.record").click();
      assertThat(drawer).containsText(words.of("consent.document.needed"));
      console.fieldOf(drawer, "consent.document").fill("P-2026-17");
      console.buttonOf(drawer, "consent.record").click();
      console
          .buttonOf(
              console.question(
                  "consent.grant.title", "purpose", name("marketing"), "channel", sms()),
              "consent.grant")
          .click();
      assertThat(drawer).isHidden();
      assertThat(held()).containsText(words.of("consent.verdict.allowed"));
      assertThat(history()).containsText("P-2026-17");
      browser.look("minor");
    }

    private void seeItCounted() {
      console.goTo("nav.consent");
      var figures = page.getByRole(AriaRole.TABLE).first();
      assertThat(
              figures
                  .getByRole(AriaRole.ROW)
                  .filter(
                      new Locator.FilterOptions().setHasText(name("marketing") + " · " + sms())))
          .containsText(Pattern.compile("1\\s*1\\s*1\\s*0\\s*2"));
      assertThat(page.getByRole(AriaRole.MAIN)).containsText("P-2026-17");
      assertThat(page.locator("canvas").first()).isVisible();
      browser.look("consent");
    }

    /** Presses the button in the line of marketing by SMS. */
    private void record(String key) {
      held()
          .getByRole(
              AriaRole.BUTTON,
              new Locator.GetByRoleOptions().setName(Pattern.compile("^" + words.of(key))))
          .click();
    }

    private Locator held() {
      return table("consent.present")
          .getByRole(AriaRole.ROW)
          .filter(new Locator.FilterOptions().setHasText(name("marketing")))
          .filter(new Locator.FilterOptions().setHasText(sms()));
    }

    private Locator history() {
      return table("consent.history");
    }

    private Locator table(String key) {
      return page.locator("[aria-label='" + words.of(key) + "']");
    }

    private String sms() {
      return words.of("channel.sms");
    }

    private String name(String purpose) {
      return switch (purpose) {
        case "marketing" -> words.either("Marketing messages", "营销消息");
        case "survey" -> words.either("Surveys", "满意度调查");
        default -> throw new IllegalArgumentException(purpose);
      };
    }
  }
}
