package io.quanyu.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.quanyu.e2e.ConsolePage.inside;
import static io.quanyu.e2e.ConsolePage.named;
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
 * The owner makes a role of the brand's own and a dealer of one unit; the dealer signs in and sees
 * her part, and nothing of what is not hers.
 */
class RolesJourneyE2eTests {

  private static final String PASSWORD = "correct horse battery";

  /** Who signs out is asked to sign in. */
  private static final Pattern EXPECTED_COMPLAINT =
      Pattern.compile(
          "error: Failed to load resource: the server responded with a status of 401.*");

  @TempDir static Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"zh-CN", "en"})
  void aDealerSeesHerPart(String language) throws IOException {
    var words = new ConsoleWords(language);
    try (var server = ServerProcess.start(folder.resolve(language));
        var browser =
            new OperatorBrowser(
                server.address(), language, Path.of("target", "screenshots", language))) {
      try {
        new Journey(server, browser, words).walk();
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
    private final ConsolePage console;
    private final ConsoleWords words;
    private final boolean isChinese;

    Journey(ServerProcess server, OperatorBrowser browser, ConsoleWords words) {
      this.server = server;
      this.browser = browser;
      this.page = browser.page();
      this.console = new ConsolePage(page, words);
      this.words = words;
      this.isChinese = words.of("scope.brand").equals("全品牌");
    }

    void walk() throws IOException {
      var api = server.api();
      var root = api.get("/api/organisation").at("/root/id").asString();
      var east = api.object().put("kind", "dealer").put("name", "East dealer");
      east.put("parentId", root).putArray("codes");
      api.post("/api/organisation/units", east);

      console.signInFirst(
          "admin", Files.readString(server.data().resolve("run/first-password")).strip(), PASSWORD);
      makeARole();
      var oneTime = addADealer();
      console.signOut();
      console.signInFirst("wang", oneTime, PASSWORD);
      seeThePart();
    }

    private void makeARole() {
      console.goTo("nav.roles");
      assertThat(console.text("roles.none")).isVisible();
      browser.look("roles-built-in");
      console.button("roles.add").click();
      console.fieldOf(console.dialog(), "roles.name").fill("Trainer");
      box("permission.tags.read").check();
      box("permission.staff.manage").check();
      box("permission.channels.manage").check();
      assertThat(console.text("roles.duties")).isVisible();
      browser.look("role-duties-combined");
      box("permission.staff.manage").uncheck();
      box("permission.channels.manage").uncheck();
      console.buttonOf(console.dialog(), "action.save").click();
      assertThat(page.getByRole(AriaRole.BUTTON, named(words.of("roles.edit") + " Trainer")))
          .isVisible();
      browser.look("roles");
    }

    private Locator box(String permission) {
      return console
          .dialog()
          .getByRole(
              AriaRole.CHECKBOX, new Locator.GetByRoleOptions().setName(words.of(permission)))
          .first();
    }

    private String addADealer() {
      console.goTo("nav.people");
      assertThat(console.text("people.handOver")).isVisible();
      console.button("people.add").click();
      console.fieldOf(console.dialog(), "people.displayName").fill("Wang");
      console.fieldOf(console.dialog(), "people.username").fill("wang");
      var label = words.of("assignment.label", "number", 1) + " ";
      var role = page.getByRole(AriaRole.COMBOBOX, named(label + words.of("assignment.role")));
      console.choose(role, isChinese ? "经销商" : "Dealer");
      var unit = page.getByRole(AriaRole.COMBOBOX, named(label + words.of("assignment.unit")));
      unit.fill("east");
      assertThat(console.offered("East dealer")).isVisible();
      browser.look("person-new");
      console.offered("East dealer").click();
      console.buttonOf(console.dialog(), "people.add").click();
      var oneTime = console.field("people.oneTime.label").inputValue();
      console.button("people.oneTime.done").click();
      assertThat(page.getByText("· East dealer")).isVisible();
      browser.look("people");
      return oneTime;
    }

    private void seeThePart() {
      assertThat(console.text("part.line", "part", "East dealer")).isVisible();
      var navigation = page.getByRole(AriaRole.NAVIGATION, named(words.of("nav.label")));
      assertThat(navigation.getByRole(AriaRole.LINK, inside(words.of("nav.customers"))))
          .isVisible();
      for (var room : new String[] {"nav.people", "nav.roles", "nav.broadcasts", "nav.channels"}) {
        assertThat(navigation.getByRole(AriaRole.LINK, inside(words.of(room)))).hasCount(0);
      }
      browser.look("dealer-overview");
      console.goTo("nav.customers");
      browser.look("dealer-customers");
      page.navigate("/console/roles");
      assertThat(page.getByRole(AriaRole.ALERT)).containsText(words.of("state.forbidden.title"));
    }
  }
}
