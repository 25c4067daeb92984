package io.quanyu.e2e;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Chromium as an operator uses it, watched: what the pages complain about in the browser's console
 * is kept, and each look at a page takes a picture and checks its accessibility.
 */
final class OperatorBrowser implements AutoCloseable {

  private static final int WIDTH_PX = 1440;
  private static final int HEIGHT_PX = 900;
  private static final double PATIENCE_MS = 30_000;
  private static final Set<String> SERIOUS = Set.of("serious", "critical");

  private final Playwright playwright;
  private final Browser browser;
  private final Browser.NewContextOptions options;
  private final BrowserContext context;
  private final Page page;
  private final Path pictures;
  private final List<String> complaints = new ArrayList<>();
  private int looks;

  /**
   * Opens a window.
   *
   * @param server where the console is served
   * @param language of the browser, such as {@code zh-CN}
   * @param pictures the folder for what is seen
   */
  OperatorBrowser(URI server, String language, Path pictures) {
    this.pictures = pictures;
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(Path.of(chromium())));
    options =
        new Browser.NewContextOptions()
            .setBaseURL(server.toString())
            .setLocale(language)
            .setTimezoneId("Asia/Shanghai")
            .setReducedMotion(ReducedMotion.REDUCE)
            .setViewportSize(WIDTH_PX, HEIGHT_PX);
    context = browser.newContext(options);
    context.setDefaultTimeout(PATIENCE_MS);
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
    page = context.newPage();
    page.onConsoleMessage(message -> {
      if (message.type().equals("error") || message.type().equals("warning")) {
        complaints.add(message.type() + ": " + message.text() + " at " + message.location());
      }
    });
    page.onPageError(error -> complaints.add("uncaught: " + error));
  }

  private static String chromium() {
    var path = System.getenv("QUANYU_CHROMIUM");
    if (path == null) {
      throw new IllegalStateException(
          "QUANYU_CHROMIUM must name a Chromium; ./quanyu test finds or installs one.");
    }
    return path;
  }

  Page page() {
    return page;
  }

  /** The same browser in somebody else's hands, or on another desk: no cookie is shared. */
  BrowserContext anotherPerson() {
    return browser.newContext(options);
  }

  /** Takes a picture of the whole page; what keeps people from using it is a complaint. */
  void look(String what) {
    takePicture(what);
    new AxeBuilder(page)
        .analyze().getViolations().stream()
            .filter(violation -> SERIOUS.contains(violation.getImpact()))
            .forEach(violation ->
                complaints.add(
                    "barrier on %s, %s: %s %s"
                        .formatted(
                            what,
                            violation.getImpact(),
                            violation.getHelp(),
                            violation.getNodes().stream()
                                .map(node -> node.getTarget() + " " + node.getHtml())
                                .toList())));
  }

  /** The last thing that was seen before {@code failure}; must not hide it. */
  void takePictureOfFailure(Throwable failure) {
    try {
      takePicture("failed");
    } catch (PlaywrightException e) {
      failure.addSuppressed(e);
    }
  }

  /** The whole page, in a window as tall as the page: what sticks to the window's end is there. */
  private void takePicture(String what) {
    var height = (Number) page.evaluate("document.documentElement.scrollHeight");
    page.setViewportSize(WIDTH_PX, Math.max(HEIGHT_PX, height.intValue()));
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(pictures.resolve("%02d-%s.png".formatted(++looks, what))));
    page.setViewportSize(WIDTH_PX, HEIGHT_PX);
  }

  /** What pages complained about since the last call: a console without faults complains never. */
  List<String> takeComplaints() {
    var taken = List.copyOf(complaints);
    complaints.clear();
    return taken;
  }

  @Override
  public void close() {
    context.close();
    browser.close();
    playwright.close();
  }
}
