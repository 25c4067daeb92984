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
 * Somebody sees a phone number in clear, for a reason; an auditor finds out, in both languages.
 * Every page is looked at: its accessibility is checked and its picture is kept in {@code
 * target/screenshots}.
 */
class AuditJourneyE2eTests {

  private static final String PASSWORD = "correct horse battery";
  private static final String PHONE = "13812345678";
  private static final String NOTE = "order 4711";

  /** Who is not signed in is asked to: the first answer of every visit is a 401. */
  private static final Pattern EXPECTED_COMPLAINT =
      Pattern.compile(
          "error: Failed to load resource: the server responded with a status of 401.*");

  @TempDir static Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"zh-CN", "en"})
  void fromARevealToItsRecord(String language) throws IOException {
    var own = Files.createDirectories(folder.resolve(language));
    var pictures = Path.of("target", "screenshots", language + "-audit");
    try (var server = ServerProcess.start(own.resolve("data"));
        var browser = new OperatorBrowser(server.address(), language, pictures)) {
      try {
        var file = own.resolve("customers.csv");
        Files.writeString(file, "customer_id,phone,name\nc1," + PHONE + ",王小明\n");
        server.api().importFile("customers", file, "crm", null, null);
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
      page.navigate("/");
      signIn();
      openTheCustomer();
      reveal();
      seeWhoSawHer();
      audit();
    }

    private void signIn() throws IOException {
      var oneTimePassword = Files.readString(server.data().resolve("run/first-password")).strip();
      console.field("signIn.username").fill("admin");
      console.field("signIn.password").fill(oneTimePassword);
      console.button("signIn.submit").click();
      console.field("password.current").fill(oneTimePassword);
      console.field("password.new").fill(PASSWORD);
      console.field("password.repeat").fill(PASSWORD);
      console.button("firstPassword.submit").click();
      assertThat(page.getByRole(AriaRole.NAVIGATION, ConsolePage.named(words.of("nav.label"))))
          .isVisible();
    }

    private void openTheCustomer() {
      console.goTo("nav.customers");
      page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile("王")))
          .first()
          .click();
      assertThat(page.getByRole(AriaRole.MAIN)).containsText("138****5678");
      assertThat(page.getByRole(AriaRole.MAIN)).not().containsText(PHONE);
    }

    private void reveal() {
      console.button("reveal.open").click();
      var drawer = console.dialog();
      console.buttonOf(drawer, "reveal.submit").click();
      assertThat(drawer).containsText(words.of("reveal.reason.needed"));
      assertThat(drawer).containsText(words.of("reveal.note.needed"));
      browser.look("reveal-needs-a-reason");
      console.choose(console.fieldOf(drawer, "reveal.reason"), words.of("revealReason.order"));
      console.fieldOf(drawer, "reveal.note").fill(NOTE);
      console.buttonOf(drawer, "reveal.submit").click();
      assertThat(drawer).isHidden();
      assertThat(page.getByRole(AriaRole.MAIN)).containsText(PHONE);
      browser.look("revealed");
      console.button("reveal.hide").click();
      assertThat(page.getByRole(AriaRole.MAIN)).not().containsText(PHONE);
    }

    private void seeWhoSawHer() {
      page.getByRole(AriaRole.TAB, ConsolePage.named(words.of("customer.seenBy"))).click();
      assertThat(
              page.getByRole(AriaRole.ROW)
                  .filter(
                      new Locator.FilterOptions()
                          .setHasText(words.of("auditAction.customers.reveal"))))
          .containsText("order: " + NOTE);
      browser.look("seen-by");
    }

    private void audit() throws IOException {
      console.goTo("nav.audit");
      console.button("audit.verify").click();
      assertThat(page.getByText(Pattern.compile(wholeUntilSomeBlock()))).isVisible();
      browser.look("audit");

      console.choose(console.select("audit.kind"), words.of("auditKind.reveal"));
      console.button("auditAction.customers.reveal").click();
      assertThat(console.dialog()).containsText("order: " + NOTE);
      assertThat(console.dialog()).containsText("phone");
      browser.look("audit-entry");
      console.buttonOf(console.dialog(), "action.close").click();
      assertThat(console.dialog()).isHidden();

      var download =
          page.waitForDownload(() ->
              page.getByRole(AriaRole.LINK, ConsolePage.named(words.of("audit.export"))).click());
      assertThat(download.suggestedFilename()).matches("audit-admin-\\d{8}T\\d{6}Z\\.csv");
      var text = Files.readString(download.path());
      assertThat(text).contains("# Exported by admin at ").contains(NOTE).doesNotContain(PHONE);

      page.navigate("/console/audit?actor=nobody-of-this-name");
      assertThat(console.text("audit.none")).isVisible();
      browser.look("audit-none");
    }

    private String wholeUntilSomeBlock() {
      return words.of("audit.whole", "block", "BLOCK").replace("BLOCK", "\\d+");
    }
  }
}
