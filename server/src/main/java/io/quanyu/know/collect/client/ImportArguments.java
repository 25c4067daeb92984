package io.quanyu.know.collect.client;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The command line of {@code ./quanyu import}.
 *
 * @param server where it listens
 * @param tokenFile holds the token of the data directory
 * @param kind what the rows are about
 * @param files imported one after the other
 * @param mapping a file with a mapping in JSON; null guesses
 * @param currency of amounts; null if files or mapping tell
 * @param zone of local times; null if files or mapping tell
 * @param channel the namespace of the files' customer ids
 */
record ImportArguments(
    URI server,
    Path tokenFile,
    String kind,
    List<Path> files,
    @Nullable Path mapping,
    @Nullable String currency,
    @Nullable String zone,
    String channel) {

  /** The channel of files that nobody named one for: those of one run of thought meet in it. */
  static final String DEFAULT_CHANNEL = "file";

  /** As many imports as the server adds up. */
  private static final int FILES_MAX = 1_000;

  private static final Set<String> KINDS =
      Set.of("orders", "customers", "products", "stores", "households", "events");

  /**
   * @throws ImportFailure with a sentence if they make no sense
   */
  static ImportArguments parse(String[] args) {
    URI server = null;
    Path tokenFile = null;
    Path mapping = null;
    String currency = null;
    String zone = null;
    String channel = DEFAULT_CHANNEL;
    var words = new ArrayList<String>();
    for (int i = 0; i < args.length; i++) {
      var arg = args[i];
      switch (arg) {
        case "--url" -> server = URI.create(valueOf(args, ++i));
        case "--token-file" -> tokenFile = Path.of(valueOf(args, ++i));
        case "--data" -> i++; // the launcher's business
        case "--mapping" -> mapping = readable(valueOf(args, ++i));
        case "--currency" -> currency = valueOf(args, ++i);
        case "--zone" -> zone = valueOf(args, ++i);
        case "--channel" -> channel = valueOf(args, ++i);
        default -> {
          if (arg.startsWith("--")) {
            throw new ImportFailure("there is no option " + arg + "; see ./quanyu help");
          }
          words.add(arg);
        }
      }
    }
    if (server == null || tokenFile == null) {
      throw new ImportFailure("no server was named; start this by ./quanyu import");
    }
    if (words.size() < 2 || !KINDS.contains(words.getFirst())) {
      throw new ImportFailure(
          "say what the files hold and which they are: ./quanyu import"
              + " orders|customers|products|stores|households|events FILE…");
    }
    if (words.size() - 1 > FILES_MAX) {
      throw new ImportFailure("at most %,d files at a time".formatted(FILES_MAX));
    }
    var files = words.stream().skip(1).map(ImportArguments::readable).toList();
    return new ImportArguments(
        server, tokenFile, words.getFirst(), files, mapping, currency, zone, channel);
  }

  private static String valueOf(String[] args, int index) {
    if (index >= args.length) {
      throw new ImportFailure("the option " + args[index - 1] + " needs a value");
    }
    return args[index];
  }

  private static Path readable(String name) {
    var file = Path.of(name);
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new ImportFailure("there is no file " + file + " that can be read");
    }
    return file;
  }
}
