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
 * An administrator rotates the master key, and a customer's name can be read as before. Every page
 * is looked at: its accessibility is checked and its picture is kept in {@code target/screenshots}.
 */
class EncryptionJourneyE2eTests {

  private static final String PASSWORD = "correct horse battery";

  /** Who is not signed in is asked to: the first answer of every visit is a 401. */
  private static final Pattern EXPECTED_COMPLAINT =
      Pattern.compile(
          "error: Failed to load resource: the server responded with a status of 401.*");

  @TempDir static Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"zh-CN", "en"})
  void aRotationThatNobodyNotices(String language) throws IOException {
    var own = Files.createDirectories(folder.resolve(language));
    var pictures = Path.of("target", "screenshots", language + "-encryption");
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
      page.navigate("/");
      signIn();
      importCustomers();
      console.goTo("nav.encryption");
      assertThat(rowOf("primary")).hasCount(1);
      browser.look("before");
      rotate();
      assertThat(rowOf("retired")).containsText(words.of("encryption.destroyableAt"));
      assertThat(rowOf("primary")).hasCount(1);
      assertThat(rowOf("primary")).containsText("admin");
      browser.look("after");
      console.goTo("nav.customers");
      assertThat(page.getByRole(AriaRole.MAIN)).containsText("王");
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

    private void importCustomers() throws IOException {
      var file = folder.resolve("customers.csv");
      Files.writeString(
          file,
          """
          customer_id,phone,name
          c1,13812345678,王小明
          c2,13812345679,李小红
          """);
      server.api().importFile("customers", file, "crm", null, null);
    }

    private void rotate() {
      console.button("encryption.rotate").click();
      var question =
          page.getByRole(
              AriaRole.DIALOG,
              new Page.GetByRoleOptions()
                  .setName(
                      Pattern.compile(ConsolePage.literal(words.of("encryption.rotate.title")))));
      assertThat(question).containsText("master.json");
      browser.look("rotate");
      console.buttonOf(question, "encryption.rotate").click();
      assertThat(console.text("encryption.rotate.done")).isVisible();
    }

    private Locator rowOf(String state) {
      var cell =
          page.getByRole(AriaRole.CELL, ConsolePage.named(words.of("encryption.state." + state)));
      return page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHas(cell));
    }
  }
}
