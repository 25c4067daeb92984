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
 * The organisation in a browser and in both languages: a brand comes from a file, a unit is found,
 * moved by plan and the plan taken back, a store is described and seen on the map, a guide gets a
 * second store. Each page is looked at.
 */
class OrganisationE2eTests {

  private static final String PASSWORD = "correct horse battery";

  /** More than a page of children, so that the tree must ask again. */
  private static final int STORES = 260;

  /** Who signs out is asked to sign in: the first answer of every visit is a 401. */
  private static final Pattern EXPECTED_COMPLAINT =
      Pattern.compile(
          "error: Failed to load resource: the server responded with a status of 401.*");

  @TempDir static Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"zh-CN", "en"})
  void aBrandComesFromAFileAndIsKept(String language) throws IOException {
    var words = new ConsoleWords(language);
    var files = Files.createDirectories(folder.resolve(language));
    var pictures = Path.of("target", "screenshots", "organisation-" + language);
    try (var server = ServerProcess.start(files.resolve("data"));
        var browser = new OperatorBrowser(server.address(), language, pictures)) {
      try {
        new Journey(server, browser, words, files).walk();
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
    private final Path files;

    Journey(ServerProcess server, OperatorBrowser browser, ConsoleWords words, Path files) {
      this.server = server;
      this.browser = browser;
      this.page = browser.page();
      this.words = words;
      this.console = new ConsolePage(page, words);
      this.files = files;
    }

    void walk() throws IOException {
      signIn();
      takeInUnits();
      walkTheTree();
      findAStoreAndDescribeIt();
      planAMoveAndTakeItBack();
      takeInPeople();
      giveAGuideASecondStore();
      seeTheMap();
    }

    private void signIn() throws IOException {
      page.navigate("/");
      var oneTimePassword = Files.readString(server.data().resolve("run/first-password")).strip();
      console.field("signIn.username").fill("admin");
      console.field("signIn.password").fill(oneTimePassword);
      console.button("signIn.submit").click();
      console.field("password.current").fill(oneTimePassword);
      console.field("password.new").fill(PASSWORD);
      console.field("password.repeat").fill(PASSWORD);
      console.button("firstPassword.submit").click();
      assertThat(console.heading(words.of("nav.overview"))).isVisible();
    }

    private void takeInUnits() throws IOException {
      console.goTo("nav.organisation");
      assertThat(tree().getByRole(AriaRole.TREEITEM)).hasCount(1);
      browser.look("organisation-empty");
      var wrong =
          Files.writeString(files.resolve("wrong.csv"), "kind,name\nstore,No code\nmoon,M\n");
      choose(wrong);
      assertThat(console.text("org.file.problems", "count", 2)).isVisible();
      assertThat(console.button("org.file.apply")).isDisabled();
      browser.look("file-problems");

      choose(units());
      assertThat(console.text("org.file.preview")).isVisible();
      browser.look("file-preview");
      apply();
      assertThat(tree().getByRole(AriaRole.TREEITEM)).hasCount(3);
    }

    private void choose(Path file) {
      if (!console.dialog().isVisible()) {
        console.button("org.file").click();
      }
      console.dialog().locator("input[type=file]").setInputFiles(file);
    }

    private void apply() {
      console.button("org.file.apply").click();
      assertThat(console.text("org.file.applied")).isVisible();
      console.buttonOf(console.dialog(), "action.close").click();
      assertThat(console.dialog()).isHidden();
    }

    private Path units() throws IOException {
      var rows = new StringBuilder("kind,name,parent,code.erp,code.orders,latitude,longitude\n");
      rows.append("region,East China,,EAST,,,\nregion,West China,,WEST,,,\n");
      for (int store = 0; store < STORES; store++) {
        rows.append(
            "store,Store %03d,EAST,,S%03d,%.3f,%d\n"
                .formatted(store, store, 23 + store % 17 + 0.01 * store, 104 + store % 15));
      }
      rows.append("store,A store without a place,WEST,,W001,,\n");
      return Files.writeString(files.resolve("units.csv"), rows);
    }

    private Locator tree() {
      return page.getByRole(AriaRole.TREE, ConsolePage.named(words.of("org.tree")));
    }

    private Locator row(String name) {
      return tree()
          .getByRole(
              AriaRole.TREEITEM,
              new Locator.GetByRoleOptions().setName(Pattern.compile("^" + name)));
    }

    /** By the keys alone, down to the last store, which comes with the second page. */
    private void walkTheTree() {
      tree().focus();
      page.keyboard().press("Home");
      page.keyboard().press("ArrowDown");
      page.keyboard().press("ArrowRight");
      assertThat(row("Store 000")).isVisible();
      page.keyboard().press("End");
      // The second page comes when one gets there.
      assertThat(row("Store 205")).isAttached();
      page.keyboard().press("End");
      assertThat(row("West China")).isVisible();
      assertThat(row("Store 259")).isVisible();
      assertThat(row("Store 000")).hasCount(0);
      page.keyboard().press("Enter");
      assertThat(console.heading("West China")).isVisible();
      browser.look("tree");
    }

    private void findAStoreAndDescribeIt() {
      console.field("org.search").fill("s042");
      page.getByRole(AriaRole.LIST, ConsolePage.named(words.of("org.search.results")))
          .getByRole(AriaRole.BUTTON)
          .click();
      assertThat(console.heading("Store 042")).isVisible();
      assertThat(row("Store 042")).isVisible();

      console.button("org.store.edit").click();
      console.field("org.store.address").fill("1 Nanjing Road");
      console.button("org.store.hours.add").click();
      browser.look("store-edit");
      console.button("action.save").click();
      assertThat(console.dialog()).isHidden();
      assertThat(page.getByText("1 Nanjing Road")).isVisible();
      browser.look("store");
    }

    private void planAMoveAndTakeItBack() {
      console.button("org.move").click();
      var parent = console.fieldOf(console.dialog(), "org.move.parent");
      parent.fill("West");
      console.offered("West China").click();
      var from = console.fieldOf(console.dialog(), "org.move.from");
      from.fill("2099-01-01");
      from.press("Enter");
      browser.look("move");
      console.buttonOf(console.dialog(), "org.move").click();
      assertThat(console.dialog()).isHidden();

      page.getByRole(AriaRole.TAB, ConsolePage.named(words.of("org.history"))).click();
      assertThat(console.text("org.history.planned")).isVisible();
      browser.look("history");
      console.button("org.history.takeBack").click();
      console.buttonOf(console.dialog(), "org.history.takeBack").click();
      assertThat(console.text("org.history.planned")).isHidden();
      assertThat(console.text("org.history.current")).isVisible();
    }

    private void takeInPeople() throws IOException {
      view("org.view.people", "org.people");
      assertThat(console.text("org.people.empty")).isVisible();
      browser.look("people-empty");
      var rows = new StringBuilder("employee_no,name,unit,role\n");
      for (int guide = 0; guide < 60; guide++) {
        rows.append("E%03d,Guide %03d,S%03d,guide\n".formatted(guide, guide, guide));
      }
      rows.append("D001,Wang Dealer,S000,dealer\nD001,Wang Dealer,S001,dealer\n");
      choose(Files.writeString(files.resolve("people.csv"), rows));
      assertThat(console.text("org.file.preview")).isVisible();
      apply();
    }

    private void giveAGuideASecondStore() {
      page.getByRole(AriaRole.TEXTBOX, ConsolePage.named(words.of("org.people.search")))
          .fill("E007");
      page.getByRole(AriaRole.BUTTON, ConsolePage.named("Guide 007")).click();
      assertThat(console.dialog().getByRole(AriaRole.LINK)).hasText(new String[] {"Store 007"});
      console.button("org.post.add").click();
      var drawer = console.dialog().last();
      var unit = console.fieldOf(drawer, "org.post.unit");
      unit.fill("S008");
      console.offered("Store 008").click();
      console.fieldOf(drawer, "org.post.role").fill("guide");
      page.keyboard().press("Escape");
      browser.look("post");
      console.buttonOf(drawer, "org.post.add").click();
      assertThat(console.dialog().getByRole(AriaRole.LINK)).hasCount(2);
      browser.look("person");

      console
          .dialog()
          .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Store 008"))
          .click();
      assertThat(console.heading("Store 008")).isVisible();
      page.getByRole(AriaRole.TAB, ConsolePage.named(words.of("org.unit.people"))).click();
      assertThat(page.getByRole(AriaRole.LINK, ConsolePage.named("Guide 007"))).isVisible();
      browser.look("unit-people");
    }

    private void seeTheMap() {
      view("org.view.map", "org.map");
      assertThat(console.text("org.map.placed", "count", STORES)).isVisible();
      assertThat(page.locator("canvas")).isVisible();
      browser.look("map");
    }

    private void view(String choice, String heading) {
      page.getByLabel(words.of("org.views")).getByText(words.of(choice)).click();
      assertThat(console.heading(words.of(heading))).isVisible();
    }
  }
}
