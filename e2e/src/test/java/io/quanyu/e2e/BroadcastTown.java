package io.quanyu.e2e;

import io.quanyu.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A brand with some hundred customers, half of whom have a guide, in front of a sandbox whose books
 * tell who really got what. The server beside it may be killed; the town stays.
 */
final class BroadcastTown implements AutoCloseable {

  static final int PEOPLE = 400;

  private static final int GUIDES = 40;
  private static final int TEXTS_PER_CALL = 4;
  private static final int CALLS_PER_MINUTE = 3_000;
  private static final String CHANNEL = "crm";
  private static final String API_KEY = "key-1";
  private static final String CORP = "ww0123456789abcdef";
  private static final int AGENT = 1_000_002;
  private static final String SECRET = "secret";
  private static final String TOKEN = "token";
  private static final String AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
  private static final String CALLBACK_SECRET =
      "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
  private static final Duration SYNC_MAX = Duration.ofMinutes(2);

  private final JsonMapper json = JsonMapper.builder().build();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Sandbox sandbox;
  private final Map<Integer, String> personOf = new HashMap<>();

  BroadcastTown(Path data) {
    sandbox = Sandbox.start(0, data, Clock.systemUTC());
  }

  /** Brings the people into the world and into the server, and connects the two. */
  void moveIn(ServerProcess server, Path folder) throws IOException {
    var world = new StringBuilder();
    world.append("{\"department\":{\"id\":1,\"name\":\"Brand\",\"parentid\":0}}\n");
    for (int guide = 0; guide < GUIDES; guide++) {
      world.append(
          "{\"member\":{\"userid\":\"guide%d\",\"name\":\"Guide\",\"department\":[1]}}\n"
              .formatted(guide));
    }
    var file = folder.resolve("customers.csv");
    try (var out = Files.newBufferedWriter(file)) {
      out.write("customer_id,phone,unionid,name\n");
      for (int person = 0; person < PEOPLE; person++) {
        out.write("c%d,%s,u%d,Person%d\n".formatted(person, phone(person), person, person));
        var wecom =
            person % 2 == 0
                ? ",\"externalUserid\":\"wm%d\",\"followedBy\":[\"guide%d\"]"
                    .formatted(person, person / 2 % GUIDES)
                : "";
        world.append(
            "{\"person\":{\"personId\":\"p%d\",\"name\":\"Person%d\",\"phone\":\"%s\",\"unionid\":\"u%d\"%s}}\n"
                .formatted(person, person, phone(person), person, wecom));
      }
    }
    sandboxPost("/sandbox/world", world.toString());
    var api = server.api();
    var imported = api.importFile("customers", file, CHANNEL, null, null);
    if (imported.get("accepted").asInt() != PEOPLE) {
      throw new IllegalStateException("not everybody moved in: " + imported);
    }
    var policy = api.object().put("globalControlBp", 0);
    policy.putArray("caps");
    api.put("/api/contact-policy", policy);
    connect(server, true);
    syncContacts(api);
    findCustomers(api);
  }

  private static String phone(int person) {
    return "138%08d".formatted(10_000_000 + person * 7_919);
  }

  /**
   * Sets the server's channels to the sandbox and the sandbox's callbacks to the server, which has
   * another address after every start.
   *
   * @param isKeyed whether the SMS gateway knows a repeated call by its key
   */
  void connect(ServerProcess server, boolean isKeyed) {
    var api = server.api();
    var wecom =
        api.put(
            "/api/channels/wecom",
            api.object()
                .put("corpId", CORP)
                .put("agentId", AGENT)
                .put("apiBaseUrl", sandbox.url())
                .put("secret", SECRET)
                .put("token", TOKEN)
                .put("aesKey", AES_KEY));
    var sms =
        api.put(
            "/api/channels/sms",
            api.object()
                .put("baseUrl", sandbox.url())
                .put("apiKey", API_KEY)
                .put("signature", "Brand")
                .put("pricePerPart", 0.05)
                .put("currency", "CNY")
                .put("isKeyed", isKeyed)
                .put("callsPerMinute", CALLS_PER_MINUTE)
                .put("recipientsMax", TEXTS_PER_CALL)
                .put("callbackSecret", CALLBACK_SECRET));
    tellCallbacks(
        server, wecom.get("callbackPath").asString(), sms.get("callbackPath").asString(), isKeyed);
  }

  /** After a restart: the settings are as they were, the address is not. */
  void reconnect(ServerProcess server, boolean isKeyed) {
    var api = server.api();
    tellCallbacks(
        server,
        api.get("/api/channels/wecom").get("callbackPath").asString(),
        api.get("/api/channels/sms").get("callbackPath").asString(),
        isKeyed);
  }

  private void tellCallbacks(
      ServerProcess server, String wecomPath, String smsPath, boolean isKeyed) {
    var app = json.createObjectNode();
    app.putObject("app")
        .put("corpid", CORP)
        .put("agentid", AGENT)
        .put("secret", SECRET)
        .put("callbackUrl", server.address().resolve(wecomPath).toString())
        .put("callbackToken", TOKEN)
        .put("callbackAesKey", AES_KEY);
    var account = json.createObjectNode();
    account
        .putObject("smsAccount")
        .put("apiKey", API_KEY)
        .put("keyed", isKeyed)
        .put("callbackUrl", server.address().resolve(smsPath).toString())
        .put("callbackSecret", CALLBACK_SECRET);
    sandboxPost("/sandbox/world", app + "\n" + account + "\n");
  }

  private static void syncContacts(QuanyuApi api) {
    var giveUpAt = Instant.now().plus(SYNC_MAX);
    var sync = api.post("/api/channels/wecom/contacts/sync", null);
    while (!sync.get("state").asString().equals("ended")) {
      if (sync.get("state").asString().equals("failed") || Instant.now().isAfter(giveUpAt)) {
        throw new IllegalStateException("contacts: " + sync);
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      sync = api.get("/api/channels/wecom/contacts");
    }
  }

  private void findCustomers(QuanyuApi api) {
    var question = api.object().put("channel", CHANNEL);
    var keys = question.putArray("accountKeys");
    for (int person = 0; person < PEOPLE; person++) {
      keys.add("c" + person);
    }
    var numbers = api.post("/api/accounts/lookup", question).get("customerNos");
    for (int person = 0; person < PEOPLE; person++) {
      personOf.put(numbers.get(person).asInt(), "p" + person);
    }
    if (personOf.size() != PEOPLE) {
      throw new IllegalStateException("people were mistaken for each other");
    }
  }

  /** The person behind one of our customers. */
  String person(int customerNo) {
    var person = personOf.get(customerNo);
    if (person == null) {
      throw new IllegalStateException("nobody is customer " + customerNo);
    }
    return person;
  }

  /** Guides and customers react from now on; some guides never confirm. */
  void comeAlive(long seed) {
    var population = json.createObjectNode().put("seed", seed).put("confirmShare", 0.8);
    population.putObject("confirmAfterMs").put("min", 200).put("max", 4_000);
    population.put("blockShare", 0).put("replyShare", 0);
    sandboxPost("/sandbox/population", population.toString());
  }

  /** Faults of every kind, chosen by {@code random}, until {@link #behave}. */
  void misbehave(Random random) {
    var wecom = "/cgi-bin/externalcontact/";
    fault("slow", wecom, 0.4, 200 + random.nextInt(1_200), random);
    fault("busy", wecom, 0.08, 0, random);
    fault("expireToken", wecom, 0.05, 0, random);
    fault("cut", wecom, 0.08, 0, random);
    fault("loseAnswer", wecom, 0.12, 0, random);
    var sms = "/sms/v1/messages";
    fault("slow", sms, 0.4, 200 + random.nextInt(1_200), random);
    fault("busy", sms, 0.05, 0, random);
    fault("cut", sms, 0.05, 0, random);
    fault("loseAnswer", sms, 0.1, 0, random);
    fault("failLate", sms, 0.05, 0, random);
    var limit = rule("limit", wecom, 0.05, 0, random).put("times", 1);
    sandboxPost("/sandbox/misbehaviour", limit.toString());
    sandboxPost(
        "/sandbox/misbehaviour", rule("limit", sms, 0.05, 0, random).put("times", 2).toString());
  }

  private void fault(String kind, String path, double share, int delayMs, Random random) {
    sandboxPost("/sandbox/misbehaviour", rule(kind, path, share, delayMs, random).toString());
  }

  private ObjectNode rule(String kind, String path, double share, int delayMs, Random random) {
    var rule = json.createObjectNode().put("kind", kind).put("path", path).put("share", share);
    rule.put("seed", random.nextInt(1_000_000));
    return delayMs == 0 ? rule : rule.put("delayMs", delayMs);
  }

  /** No more faults. */
  void behave() {
    send("DELETE", "/sandbox/misbehaviour", null);
  }

  /** Whom something with this mark was delivered to, by the books. */
  Set<String> delivered(String mark) {
    var persons = new TreeSet<String>();
    for (var row : lines("/sandbox/books/deliveries?mark=" + mark)) {
      if (row.get("outcome").asString().equals("delivered")) {
        persons.add(row.get("personId").asString());
      }
    }
    return persons;
  }

  /** How many people it was delivered to more than once, over all channels. */
  long duplicates(String mark) {
    for (var sums : json.readTree(send("GET", "/sandbox/books", null)).get("marks")) {
      if (sums.get("mark").asString().equals(mark)) {
        return sums.get("duplicates").asLong();
      }
    }
    throw new IllegalStateException("the books know nothing of " + mark);
  }

  private List<JsonNode> lines(String path) {
    List<JsonNode> lines = new ArrayList<>();
    send("GET", path, null).lines().forEach(line -> lines.add(json.readTree(line)));
    return lines;
  }

  private void sandboxPost(String path, String body) {
    send("POST", path, body);
  }

  private String send(String method, String path, @Nullable String body) {
    var request =
        HttpRequest.newBuilder(URI.create(sandbox.url() + path))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw new IllegalStateException(path + " of the sandbox: " + response.body());
      }
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
