package io.quanyu.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.quanyu.e2e.ConsolePage.control;
import static io.quanyu.e2e.ConsolePage.inside;
import static io.quanyu.e2e.ConsolePage.literal;
import static io.quanyu.e2e.ConsolePage.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The first hour of an operator with Quanyu, in a browser and in both languages: from the one-time
 * password over the first file to a saved segment. Every page is looked at: its accessibility is
 * checked and its picture is kept in {@code target/screenshots}.
 */
class OperatorJourneyE2eTests {

  private static final String PASSWORD = "correct horse battery";
  private static final int ORDERS = 4_000;
  private static final int ORDERS_MIN = 5;
  private static final int REVENUE_MIN = 400;

  /** Who signs out is asked to sign in: the first answer of every visit is a 401. */
  private static final Pattern EXPECTED_COMPLAINT =
      Pattern.compile(
          "error: Failed to load resource: the server responded with a status of 401.*");

  @TempDir static Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"zh-CN", "en"})
  void fromTheOneTimePasswordToASavedSegment(String language) throws IOException {
    var words = new ConsoleWords(language);
    var file = OrderFile.write(Files.createDirectories(folder.resolve(language)), ORDERS);
    var pictures = Path.of("target", "screenshots", language);
    try (var server = ServerProcess.start(folder.resolve(language).resolve("data"));
        var browser = new OperatorBrowser(server.address(), language, pictures)) {
      try {
        new Journey(server, browser, words, language).walk(file);
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
    private final NumberFormat figures;
    private final NumberFormat money;

    Journey(ServerProcess server, OperatorBrowser browser, ConsoleWords words, String language) {
      this.server = server;
      this.browser = browser;
      this.page = browser.page();
      this.console = new ConsolePage(page, words);
      this.words = words;
      var locale = Locale.forLanguageTag(language);
      this.figures = NumberFormat.getIntegerInstance(locale);
      // The console writes the pound sign in both languages.
      this.money = NumberFormat.getCurrencyInstance(Locale.UK);
      this.money.setCurrency(Currency.getInstance("GBP"));
    }

    void walk(OrderFile file) throws IOException {
      signIn();
      seeThatNothingIsThere();
      importOrders(file);
      findCustomers(file);
      buildSegment(file);
      seeTheOverview(file);
      signOut();
    }

    private void signIn() throws IOException {
      var oneTimePassword = Files.readString(server.data().resolve("run/first-password")).strip();
      page.navigate("/");
      assertThat(console.heading(words.of("signIn.title"))).isVisible();
      browser.look("sign-in");

      signInWith("not the password");
      assertThat(page.getByRole(AriaRole.ALERT)).containsText(words.of("signIn.refused"));
      browser.look("sign-in-refused");

      signInWith(oneTimePassword);
      assertThat(console.heading(words.of("firstPassword.title"))).isVisible();
      browser.look("first-password");
      console.field("password.current").fill(oneTimePassword);
      console.field("password.new").fill(PASSWORD);
      console.field("password.repeat").fill(PASSWORD);
      console.button("firstPassword.submit").click();
      assertThat(console.heading(words.of("nav.overview"))).isVisible();
      assertThat(Files.exists(server.data().resolve("run/first-password"))).isFalse();
    }

    private void signInWith(String password) {
      console.field("signIn.username").fill("admin");
      console.field("signIn.password").fill(password);
      console.button("signIn.submit").click();
    }

    private void seeThatNothingIsThere() {
      assertThat(console.text("overview.empty")).isVisible();
      browser.look("overview-empty");
      for (var room :
          List.of(
              List.of("nav.customers", "customers.empty"),
              List.of("nav.segments", "segments.empty"),
              List.of("nav.tags", "tags.empty"),
              List.of("nav.imports", "imports.empty"))) {
        console.goTo(room.getFirst());
        assertThat(console.text(room.getLast())).isVisible();
        browser.look(room.getFirst().replace("nav.", "") + "-empty");
      }
    }

    private void importOrders(OrderFile file) throws IOException {
      console.goTo("nav.overview");
      page.getByRole(AriaRole.MAIN)
          .getByRole(AriaRole.LINK, inside(words.of("overview.empty.action")))
          .click();
      assertThat(steps("wizard.upload")).hasAttribute("aria-current", "step");
      browser.look("import-upload");

      page.locator("input[type=file]").setInputFiles(file.path());
      assertThat(steps("wizard.mapping")).hasAttribute("aria-current", "step");
      assertThat(mappedColumn("orderNo")).containsText("InvoiceNo");
      assertThat(mappedColumn("sku")).containsText("StockCode");
      assertThat(mappedColumn("accountKey")).containsText("CustomerID");
      assertThat(page.getByText(words.of("mapping.untold"))).isVisible();
      assertThat(console.button("mapping.start")).isDisabled();
      browser.look("import-mapping");

      console.select("customer.channel").fill("web_shop");
      search(words.of("source.currency"), "GBP");
      search(words.of("source.zone"), "Europe/London");
      browser.look("import-ready");
      console.button("mapping.start").click();

      assertThat(page.getByRole(AriaRole.PROGRESSBAR)).isVisible();
      browser.look("import-running");
      assertThat(steps("wizard.result")).hasAttribute("aria-current", "step");
      var main = page.getByRole(AriaRole.MAIN);
      for (var figure :
          List.of(
              figures.format(file.rows()),
              figures.format(file.accepted()),
              figures.format(file.damaged().size()),
              figures.format(file.orders()),
              figures.format(file.customers()),
              money.format(file.netRevenue()))) {
        assertThat(
                main.getByRole(AriaRole.DEFINITION)
                    .getByText(figure, new Locator.GetByTextOptions().setExact(true))
                    .first())
            .isVisible();
      }
      browser.look("import-result");
      checkRejectedRows(file);

      console.goTo("nav.imports");
      assertThat(page.getByRole(AriaRole.LINK, named(OrderFile.NAME))).isVisible();
      browser.look("imports");
    }

    private void checkRejectedRows(OrderFile file) throws IOException {
      var download =
          page.waitForDownload(
              () -> page.getByRole(AriaRole.LINK, named(words.of("rejected.download"))).click());
      List<CsvRecord> rows;
      try (var csv = CsvReader.builder().detectBomHeader(true).ofCsvRecord(download.path())) {
        rows = csv.stream().toList();
      }
      assertThat(rows.getFirst().getFields())
          .isEqualTo(List.of((OrderFile.HEADER + ",line,reason").split(",")));
      var told =
          rows.stream()
              .skip(1)
              .map(row ->
                  String.join(",", row.getFields().subList(0, 8))
                      + " / "
                      + row.getField(8)
                      + " / "
                      + row.getField(9))
              .toList();
      var written =
          file.damaged().entrySet().stream()
              .map(line ->
                  String.join(",", List.of(line.getValue().text().split(",")).subList(0, 8))
                      + " / "
                      + line.getKey()
                      + " / "
                      + line.getValue().reason())
              .toList();
      assertThat(told).containsExactlyInAnyOrderElementsOf(written);
    }

    private void findCustomers(OrderFile file) {
      console.goTo("nav.customers");
      var pages = page.getByRole(AriaRole.NAVIGATION, named(words.of("list.pages")));
      assertThat(pages).containsText(figures.format(file.customers()));
      browser.look("customers");

      console.choose(console.select("customers.sort"), words.of("customers.sort.lastOrder"));
      var rows = page.getByRole(AriaRole.TABLE).getByRole(AriaRole.ROW);
      rows.nth(1).getByRole(AriaRole.LINK).click();
      assertThat(page.getByRole(AriaRole.LIST, named(words.of("customer.timeline")))).isVisible();
      browser.look("customer");
      for (var tab : List.of("customer.accounts", "customer.merges")) {
        var name = words.of(tab, "count", "").replaceAll("[ (（）)]+$", "");
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(name)).click();
        assertThat(page.getByRole(AriaRole.TABPANEL)).isVisible();
        browser.look(tab.replace('.', '-'));
      }
    }

    private void buildSegment(OrderFile file) {
      console.goTo("nav.segments");
      console.button("segments.create").click();
      browser.look("segment-new");
      var group = page.getByRole(AriaRole.GROUP, named(words.of("builder.group", "label", "1")));

      addCondition("builder.leaf.metric");
      var metric = condition(1, "builder.leaf.metric");
      chooseIn(metric, "builder.metric", words.of("metric.orders"));
      bound(metric).fill(String.valueOf(ORDERS_MIN));
      assertThat(size()).hasText(people(file.customersWho(ORDERS_MIN, BigDecimal.ZERO)));

      addCondition("builder.leaf.performed");
      var performed = condition(2, "builder.leaf.performed");
      chooseIn(performed, "builder.window", words.of("window.ever"));
      chooseIn(performed, "builder.measure", words.of("measure.sum"));
      chooseIn(performed, "builder.property", words.of("property.revenue"));
      bound(performed).fill(String.valueOf(REVENUE_MIN));
      long fitting = file.customersWho(ORDERS_MIN, BigDecimal.valueOf(REVENUE_MIN));
      assertThat(size()).hasText(people(fitting));
      assertThat(group).isVisible();
      browser.look("segment-size");

      var why =
          Pattern.compile(literal(words.of("preview.why", "name", "NAME")).replace("NAME", ".*"));
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(why)).first().click();
      var explanation = page.getByRole(AriaRole.DIALOG);
      assertThat(explanation.getByRole(AriaRole.ALERT)).isVisible();
      assertThat(explanation.getByRole(AriaRole.IMG, inside(words.of("explain.yes")))).hasCount(3);
      browser.look("segment-why");
      explanation.getByRole(AriaRole.BUTTON, inside(words.of("action.close"))).click();

      console.field("segment.name").fill("Regulars");
      console.button("segment.save").click();
      assertThat(console.heading("Regulars")).isVisible();
      console.goTo("nav.segments");
      assertThat(page.getByRole(AriaRole.ROW).filter(with("Regulars")))
          .containsText(figures.format(fitting));
      browser.look("segments");
    }

    private void seeTheOverview(OrderFile file) {
      console.goTo("nav.tags");
      assertThat(page.getByRole(AriaRole.MAIN)).containsText("rfm_recency");
      browser.look("tags");
      console.goTo("nav.overview");
      var keyFigures = page.getByRole(AriaRole.REGION, named(words.of("overview.figures")));
      console.text("overview.days", "days", 365).click();
      assertThat(keyFigures).containsText(figures.format(file.customers()));
      assertThat(page.getByRole(AriaRole.IMG, named(words.of("overview.channels.label"))))
          .isVisible();
      assertThat(page.locator("canvas").first()).isVisible();
      browser.look("overview");
    }

    private void signOut() {
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(words.of("user.menu")))
          .click();
      page.getByRole(
              AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(words.of("user.signOut")))
          .click();
      assertThat(console.heading(words.of("signIn.title"))).isVisible();
      page.navigate("/console/customers");
      assertThat(console.heading(words.of("signIn.title"))).isVisible();
    }

    private Locator steps(String step) {
      return page.getByRole(AriaRole.LIST, named(words.of("wizard.steps")))
          .getByRole(AriaRole.LISTITEM)
          .filter(with(words.of(step)));
    }

    private Locator mappedColumn(String field) {
      var label = words.of("mapping.columnOf", "field", words.of("field." + field));
      return control(page.getByRole(AriaRole.COMBOBOX, named(label)));
    }

    /** Types what is looked for and takes the first that is found. */
    private void search(String label, String option) {
      var combobox = page.getByRole(AriaRole.COMBOBOX, named(label));
      combobox.fill(option);
      assertThat(console.offered(option)).isVisible();
      combobox.press("Enter");
      assertThat(control(combobox)).containsText(option);
    }

    private void chooseIn(Locator condition, String label, String option) {
      console.choose(condition.getByRole(AriaRole.COMBOBOX, inside(words.of(label))), option);
    }

    private void addCondition(String kind) {
      page.getByRole(AriaRole.BUTTON, named(words.of("builder.addConditionTo", "label", "1")))
          .click();
      page.getByRole(
              AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(words.of(kind + ".hint")))
          .click();
    }

    private Locator condition(int number, String kind) {
      return page.getByRole(
          AriaRole.GROUP,
          named(words.of("builder.condition", "label", "1." + number, "name", words.of(kind))));
    }

    private Locator bound(Locator condition) {
      return condition.getByRole(AriaRole.SPINBUTTON, inside(words.of("builder.value")));
    }

    private Locator size() {
      return page.getByRole(
          AriaRole.STATUS, new Page.GetByRoleOptions().setName(words.of("preview.size")));
    }

    private String people(long count) {
      return words.of("builder.people", "count", figures.format(count));
    }
  }

  private static Locator.FilterOptions with(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }
}
