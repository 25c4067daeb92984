package io.quanyu.demo;

import io.quanyu.demo.generator.GeneratorSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the demo was asked for. The launcher gives server and data directory; the rest is the
 * person's, and null where they said nothing.
 *
 * @param serverPid process id of the data directory's server, which may still be starting
 * @param sandbox where the sandbox answers, which stands in for WeCom and the SMS gateway
 * @param once print one JSON line at the end instead of inviting to look around
 */
record DemoArguments(
    long serverPid,
    Path data,
    URI sandbox,
    @Nullable Integer customers,
    @Nullable Long seed,
    @Nullable LocalDate asOf,
    boolean once) {

  static final int CUSTOMERS_DEFAULT = 200_000;
  static final long SEED_DEFAULT = 1;

  /**
   * Reads a command line.
   *
   * @throws DemoFailure if an option is unknown, lacks its value or has a bad one
   */
  static DemoArguments of(List<String> arguments) {
    Long serverPid = null;
    String data = "";
    String sandbox = "";
    Integer customers = null;
    Long seed = null;
    LocalDate asOf = null;
    boolean once = false;
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      String option = rest.next();
      switch (option) {
        case "--once" -> once = true;
        case "--server-pid" -> serverPid = wholeNumberOf(option, valueOf(option, rest));
        case "--data" -> data = valueOf(option, rest);
        case "--sandbox" -> sandbox = valueOf(option, rest);
        case "--customers" -> customers = customersOf(valueOf(option, rest));
        case "--seed" -> seed = seedOf(valueOf(option, rest));
        case "--as-of" -> asOf = dayOf(valueOf(option, rest));
        default ->
            throw new DemoFailure(
                "demo does not know "
                    + option
                    + "; it takes --customers N, --seed S, --as-of DATE and --once");
      }
    }
    if (serverPid == null || data.isEmpty() || sandbox.isEmpty()) {
      throw new DemoFailure(
          "the demo is a client of the server and the sandbox: start it with ./quanyu demo, or give"
              + " --server-pid, --data and --sandbox");
    }
    return new DemoArguments(
        serverPid, Path.of(data), URI.create(sandbox), customers, seed, asOf, once);
  }

  private static String valueOf(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new DemoFailure(option + " needs a value");
    }
    return rest.next();
  }

  private static int customersOf(String text) {
    long customers = wholeNumberOf("--customers", text.replace("_", ""));
    if (customers < 1 || customers > GeneratorSettings.CUSTOMERS_MAX) {
      throw new DemoFailure(
          "--customers is 1 to " + GeneratorSettings.CUSTOMERS_MAX + ", not " + text);
    }
    return (int) customers;
  }

  private static long seedOf(String text) {
    return wholeNumberOf("--seed", text);
  }

  private static long wholeNumberOf(String option, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new DemoFailure(option + " is a whole number, not " + text, e);
    }
  }

  private static LocalDate dayOf(String text) {
    LocalDate day;
    try {
      day = LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new DemoFailure("--as-of is a day such as 2026-11-01, not " + text, e);
    }
    if (day.isBefore(GeneratorSettings.AS_OF_MIN) || day.isAfter(GeneratorSettings.AS_OF_MAX)) {
      throw new DemoFailure(
          "--as-of is "
              + GeneratorSettings.AS_OF_MIN
              + " to "
              + GeneratorSettings.AS_OF_MAX
              + ", not "
              + text);
    }
    return day;
  }
}
