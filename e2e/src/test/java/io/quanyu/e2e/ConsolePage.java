package io.quanyu.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;

/** Finds things on a page of the console by what a person reads, and uses them as she does. */
final class ConsolePage {

  private final Page page;
  private final ConsoleWords words;

  ConsolePage(Page page, ConsoleWords words) {
    this.page = page;
    this.words = words;
  }

  /** Signs somebody in for the first time: her one-time password becomes one of her own. */
  void signInFirst(String username, String oneTime, String password) {
    page.navigate("/");
    signIn(username, oneTime);
    assertThat(heading(words.of("firstPassword.title"))).isVisible();
    field("password.current").fill(oneTime);
    field("password.new").fill(password);
    field("password.repeat").fill(password);
    button("firstPassword.submit").click();
    assertThat(heading(words.of("nav.overview"))).isVisible();
  }

  /** Fills in the sign-in page. */
  void signIn(String username, String password) {
    field("signIn.username").fill(username);
    field("signIn.password").fill(password);
    button("signIn.submit").click();
  }

  void signOut() {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(words.of("user.menu")))
        .click();
    page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(words.of("user.signOut")))
        .click();
    assertThat(heading(words.of("signIn.title"))).isVisible();
  }

  /** Goes to a room by the main navigation. */
  void goTo(String room) {
    page.getByRole(AriaRole.NAVIGATION, named(words.of("nav.label")))
        .getByRole(AriaRole.LINK, inside(words.of(room)))
        .click();
    assertThat(heading(words.of(room))).isVisible();
  }

  Locator heading(String name) {
    return page.getByRole(AriaRole.HEADING, named(name));
  }

  Locator button(String key, Object... parameters) {
    return page.getByRole(AriaRole.BUTTON, named(words.of(key, parameters)));
  }

  Locator field(String key, Object... parameters) {
    return page.getByLabel(words.of(key, parameters), new Page.GetByLabelOptions().setExact(true));
  }

  /** A field inside a dialog or a tab. */
  Locator fieldOf(Locator place, String key) {
    return place.getByLabel(words.of(key), new Locator.GetByLabelOptions().setExact(true));
  }

  Locator text(String key, Object... parameters) {
    return page.getByText(words.of(key, parameters), new Page.GetByTextOptions().setExact(true));
  }

  Locator dialog() {
    return page.getByRole(AriaRole.DIALOG);
  }

  /** The form at the side, also while a question stands before it. */
  Locator drawer() {
    return page.locator(".ant-drawer-section[role=dialog]");
  }

  /** The question by its title, when it is asked. */
  Locator question(String title, Object... parameters) {
    var question =
        page.getByRole(
            AriaRole.DIALOG,
            new Page.GetByRoleOptions()
                .setName(Pattern.compile(literal(words.of(title, parameters)))));
    assertThat(question).isVisible();
    return question;
  }

  Locator buttonOf(Locator place, String key) {
    return place.getByRole(AriaRole.BUTTON, inside(words.of(key)));
  }

  /** Points at one of the options of a select. */
  void choose(Locator combobox, String option) {
    combobox.click();
    assertThat(combobox).hasAttribute("aria-expanded", "true");
    offered(option).click();
    assertThat(control(combobox)).containsText(option);
  }

  /** A select by its label. */
  Locator select(String key) {
    return page.getByRole(AriaRole.COMBOBOX, named(words.of(key)));
  }

  /** The first option that begins so, of the list that is open. */
  Locator offered(String option) {
    return page.locator(".ant-select-dropdown:visible .ant-select-item-option")
        .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^" + literal(option))))
        .first();
  }

  /** What a person sees of a select: its field holds only what is typed. */
  static Locator control(Locator combobox) {
    return combobox.locator(
        "xpath=ancestor::*[contains(concat(' ', @class, ' '), ' ant-select ')][1]");
  }

  /** A pattern for this very text; the browser reads patterns and knows no \\Q…\\E. */
  static String literal(String text) {
    return text.replaceAll("[.*+?^${}()|\\[\\]\\\\/]", "\\\\$0");
  }

  static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  static Locator.GetByRoleOptions inside(String name) {
    return new Locator.GetByRoleOptions().setName(name).setExact(true);
  }
}
