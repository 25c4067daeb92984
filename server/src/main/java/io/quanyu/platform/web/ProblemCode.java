package io.quanyu.platform.web;

import java.util.Locale;

/**
 * A reason to refuse, known by name: one enum of these in each module. All are listed in {@code
 * docs/api-problems.md} by a test.
 */
public interface ProblemCode {

  /** What it says. */
  ProblemWords words();

  /** The name within the module, in kebab case. */
  default String slug() {
    return words().slug();
  }

  /** The kind of refusal. */
  default ProblemCategory category() {
    return words().category();
  }

  /** What is wrong in general, in English. */
  default String title() {
    return words().title();
  }

  /** The same in Chinese. */
  default String titleZh() {
    return words().titleZh();
  }

  /** The module it belongs to, e.g. {@code know.segment}. */
  default String module() {
    var parts = getClass().getPackageName().split("\\.", -1);
    return parts[2] + "." + parts[3]; // io.quanyu.<district>.<module>
  }

  /** The problem's type URI, relative to the server. */
  default String type() {
    return "/problems/" + module() + "/" + slug();
  }

  /** The title in the reader's language: Chinese or English. */
  default String title(Locale locale) {
    return locale.getLanguage().equals(Locale.CHINESE.getLanguage()) ? titleZh() : title();
  }
}
