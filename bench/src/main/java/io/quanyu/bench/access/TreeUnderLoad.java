package io.quanyu.bench.access;

import io.quanyu.bench.BenchResult;
import io.quanyu.bench.BenchRun;
import io.quanyu.bench.Percentiles;
import io.quanyu.brand.organisation.FileOutcome;
import io.quanyu.brand.organisation.OrganisationFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import tools.jackson.databind.json.JsonMapper;

/**
 * How long does it take to open the tree of 5,000 stores (the summary, the first level, a region's
 * stores, one search, over HTTP): before anybody works there, with 50,000 people, and while all of
 * them come to work and sign in.
 */
final class TreeUnderLoad {

  private static final int REGIONS = 50;
  private static final int STORES = 5_000;
  private static final int PEOPLE = 50_000;

  private static final int WARM_UP = 500;
  private static final int ROUNDS = 300;

  /** So many sign in at every moment; each of them begins again as soon as she is in. */
  private static final int SIGNING_IN = 48;

  /**
   * Names that sign in. Hashed as the server hashes; all have one password, so that only one hash
   * is computed beforehand.
   */
  private static final int NAMES = 1_000;

  private static final String PASSWORD = "bench of the tree 1";

  private final BenchRun run;
  private final ConfigurableApplicationContext server;
  private final URI address;
  private final String token;
  private final HttpClient http = HttpClient.newHttpClient();
  private final JsonMapper json = JsonMapper.builder().build();

  TreeUnderLoad(ConfigurableApplicationContext server, Path data, BenchRun run) throws IOException {
    this.run = run;
    this.server = server;
    this.address =
        URI.create(
            "http://localhost:" + server.getEnvironment().getRequiredProperty("local.server.port"));
    this.token = Files.readString(data.resolve("run").resolve("token")).strip();
  }

  List<BenchResult> measure() throws Exception {
    var files = server.getBean(OrganisationFiles.class);
    requireAll(files.readUnits(file(units()), false), REGIONS + STORES);
    var page = new OpenedTree();
    page.times(WARM_UP);
    var alone = page.times(ROUNDS);
    requireAll(files.readPeople(file(people()), false), PEOPLE);
    addNames();
    var crowded = page.times(ROUNDS);
    var stormed = duringStorm(page);
    return List.of(
        result("access-tree-people", crowded, "nobody", alone),
        result("access-tree-storm", stormed, "quiet", crowded));
  }

  private BenchResult result(String name, Percentiles ours, String peer, Percentiles its) {
    run.say(
        "%s: %.1f ms at the median, %.1f at p95; %s: %.1f and %.1f",
        name, ours.at(50), ours.at(95), peer, its.at(50), its.at(95));
    return new BenchResult(
        name,
        ours.at(50),
        "ms",
        BenchResult.Better.LOWER,
        peer,
        its.at(50),
        Map.of("p95Ms", ours.at(95), "peerP95Ms", its.at(95)));
  }

  /** What the page asks for until its reader sees the stores of a region and has found one. */
  private final class OpenedTree {

    private final String root;
    private final String region;

    OpenedTree() throws IOException, InterruptedException {
      root = json.readTree(get("/api/organisation")).at("/root/id").asString();
      region =
          json.readTree(get("/api/organisation/units/" + root + "/children"))
              .at("/items/0/id")
              .asString();
    }

    Percentiles times(int rounds) throws IOException, InterruptedException {
      var times = new double[rounds];
      for (int round = 0; round < rounds; round++) {
        long start = System.nanoTime();
        get("/api/organisation");
        get("/api/organisation/units/" + root + "/children");
        get("/api/organisation/units/" + region + "/children");
        get("/api/organisation/search?q=" + (1_000 + round % 900));
        times[round] = BenchRun.milliseconds(System.nanoTime() - start);
      }
      return new Percentiles(times);
    }
  }

  private Percentiles duringStorm(OpenedTree page) throws Exception {
    var isOver = new AtomicBoolean();
    var in = new LongAdder();
    var toldToWait = new LongAdder();
    try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Void>> storm = new ArrayList<>();
      for (int person = 0; person < SIGNING_IN; person++) {
        int first = person;
        storm.add(() -> {
          for (int next = first; !isOver.get(); next += SIGNING_IN) {
            (signIn("guide" + next % NAMES) ? in : toldToWait).increment();
          }
          return null;
        });
      }
      var done = storm.stream().map(people::submit).toList();
      long start = System.nanoTime();
      Percentiles times;
      try {
        page.times(WARM_UP);
        times = page.times(ROUNDS);
      } finally {
        isOver.set(true);
      }
      for (var one : done) {
        one.get();
      }
      double seconds = (System.nanoTime() - start) / (double) Duration.ofSeconds(1).toNanos();
      if (in.sum() == 0) {
        throw new IllegalStateException("nobody could sign in");
      }
      run.say(
          "%d signed in a second, %d told to come back, in %.0f s",
          Math.round(in.sum() / seconds), toldToWait.sum(), seconds);
      return times;
    }
  }

  private String get(String path) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(address.resolve(path)).header("Authorization", "Bearer " + token);
    var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(path + " answers " + answer.statusCode());
    }
    return answer.body();
  }

  /** Whether she is in; else she was told to come back. */
  private boolean signIn(String username) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(address.resolve("/api/session"))
            .header("Content-Type", "application/json")
            .header("Cookie", "XSRF-TOKEN=x")
            .header("X-XSRF-TOKEN", "x")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    json.writeValueAsString(Map.of("username", username, "password", PASSWORD))));
    var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return switch (answer.statusCode()) {
      case 200 -> true;
      case 429, 503 -> false;
      default ->
          throw new IllegalStateException(
              "signing in answers " + answer.statusCode() + " " + answer.body());
    };
  }

  private void addNames() {
    var _ =
        server
            .getBean(JdbcClient.class)
            .sql(
                """
                insert into brand_access.staff (username, display_name, password_hash,
                  must_change_password, created_at, updated_at)
                select 'guide' || n, 'Guide ' || n, :hash, false, now(), now()
                from generate_series(0, :last) n
                """)
            .param("hash", new Argon2PasswordEncoder(16, 32, 1, 19_456, 2).encode(PASSWORD))
            .param("last", NAMES - 1)
            .update();
  }

  private static String units() {
    var lines = new StringBuilder("kind,name,parent,code.erp,code.orders\n");
    for (int region = 0; region < REGIONS; region++) {
      lines.append("region,Region %d,,R%d,\n".formatted(region, region));
    }
    for (int store = 0; store < STORES; store++) {
      lines.append("store,Store %d,R%d,,S%04d\n".formatted(store, store % REGIONS, store));
    }
    return lines.toString();
  }

  private static String people() {
    var lines = new StringBuilder("employee_no,name,unit,role,from\n");
    for (int person = 0; person < PEOPLE; person++) {
      lines.append(
          "E%05d,Guide %d,S%04d,guide,2026-01-01\n".formatted(person, person, person % STORES));
    }
    return lines.toString();
  }

  private static ByteArrayInputStream file(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void requireAll(FileOutcome outcome, int rows) {
    if (outcome.created() != rows) {
      throw new IllegalStateException("the file was not taken: " + outcome);
    }
  }
}
