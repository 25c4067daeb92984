package io.quanyu;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.quanyu.know.collect.client.CommandLine;
import io.quanyu.platform.storage.DataDirectory;
import io.quanyu.testing.ServerClient;
import io.quanyu.testing.ServerTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets the server meet persons and secrets in many ways, with our packages at DEBUG and all others
 * as shipped, and looks for them in whatever it wrote: the log with its stack traces, standard
 * output, and the files of the log. There is no access log.
 */
@ServerTest
@Import(LogsTellNothingIT.Probe.class)
@ExtendWith(OutputCaptureExtension.class)
class LogsTellNothingIT {

  private static final String NAME = "欧阳菲菲";
  private static final String NICKNAME = "晴天的菲";
  private static final String PHONE = "13987654321";
  private static final String BAD_PHONE = "1398765432X9";
  private static final String EMAIL = "feifei.ouyang@mail.example";
  private static final String ADDRESS = "文三路998号7幢";
  private static final String WRONG_PASSWORD = "wrong-horse-8831";
  private static final String PASSWORD = "right-horse-2217";
  private static final String SMS_KEY = "sk-sms-55aa66bb77";
  private static final String WECOM_SECRET = "wecom-secret-991277";
  private static final String WECOM_TOKEN = "wecomToken3381";
  private static final String AES_KEY = "k7".repeat(21) + "k";
  private static final String CALLBACK_SECRET =
      "whsec_bG9ncyB0ZWxsIG5vdGhpbmcgb2YgdGhpcyBzZWNyZXQ=";

  private final Environment environment;
  private final DataDirectory data;
  private final ServerClient client;
  private final Everything log = new Everything();
  private final Logger ours = (Logger) LoggerFactory.getLogger("io.quanyu");
  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);

  LogsTellNothingIT(Environment environment, DataDirectory data) {
    this.environment = environment;
    this.data = data;
    this.client = ServerClient.commandLine(environment);
  }

  /** Fails over what it was told, as any code of ours may. */
  @TestConfiguration
  @RestController
  static class Probe {
    private final DSLContext dsl;

    Probe(DSLContext dsl) {
      this.dsl = dsl;
    }

    @PostMapping("/api/probe/constraint")
    void constraint(@RequestBody Map<String, String> body) {
      dsl.execute("create table if not exists probe (phone text primary key, name text)");
      for (int i = 0; i < 2; i++) {
        dsl.execute("insert into probe values (?, ?)", body.get("phone"), body.get("name"));
      }
    }
  }

  @BeforeEach
  void listen() {
    ours.setLevel(Level.DEBUG);
    log.setContext((LoggerContext) LoggerFactory.getILoggerFactory());
    log.start();
    root.addAppender(log);
  }

  @AfterEach
  void listenNoMore() {
    root.detachAppender(log);
    ours.setLevel(null);
  }

  @Test
  void neitherPersonsNorSecretsAreWritten(@TempDir Path folder, CapturedOutput output)
      throws IOException {
    var secrets = secrets();
    ours.debug("this test listens");

    secrets.put("session", signIn());
    importCustomers(folder);
    lookUp();
    failWithPersonalData();
    setUpChannels();

    var written =
        Map.of(
            "log", log.text(),
            "standard output", output.getAll(),
            "files", filesOf(data.root().resolve("logs")));
    assertThat(log.text()).contains("this test listens", "request failed, reference");
    written.forEach((where, text) ->
        secrets.forEach((what, secret) ->
            assertThat(text.contains(secret))
                .as(() -> what + " in " + where + ": " + around(text, secret))
                .isFalse()));
  }

  private Map<String, String> secrets() {
    var secrets = new LinkedHashMap<String, String>();
    secrets.put("name", NAME);
    secrets.put("nickname", NICKNAME);
    secrets.put("phone", PHONE);
    secrets.put("unusable phone", BAD_PHONE);
    secrets.put("e-mail", EMAIL);
    secrets.put("address", ADDRESS);
    secrets.put("wrong password", WRONG_PASSWORD);
    secrets.put("password", PASSWORD);
    secrets.put("SMS key", SMS_KEY);
    secrets.put("WeCom secret", WECOM_SECRET);
    secrets.put("WeCom token", WECOM_TOKEN);
    secrets.put("AES key", AES_KEY);
    secrets.put("callback secret", CALLBACK_SECRET);
    secrets.put("run token", ServerClient.readRunFile(environment, "token"));
    return secrets;
  }

  /** Wrong, right, and with a new password; returns the session's secret. */
  private String signIn() {
    var browser = ServerClient.browser(environment);
    var oneTime = ServerClient.readRunFile(environment, "first-password");
    assertThat(signIn(browser, WRONG_PASSWORD)).isEqualTo(401);
    assertThat(signIn(browser, oneTime)).isEqualTo(200);
    var change = Map.of("currentPassword", oneTime, "newPassword", PASSWORD);
    assertThat(browser.post("/api/session/password", change).status()).isEqualTo(204);
    assertThat(signIn(browser, PASSWORD)).isEqualTo(200);
    assertThat(browser.get("/api/session").status()).isEqualTo(200);
    return browser.cookie("SESSION").orElseThrow();
  }

  private static int signIn(ServerClient browser, String password) {
    return browser.post("/api/session", Map.of("username", "admin", "password", password)).status();
  }

  private void importCustomers(Path folder) throws IOException {
    var file = folder.resolve("customers.csv");
    Files.writeString(
        file,
        """
        客户编号,手机号,姓名,昵称,邮箱,地址,注册时间
        k1,%s,%s,%s,%s,%s,2024-03-01 00:00:00
        k2,%s,%s,,%s,,2024-03-01 00:00:00
        ,%s,%s,,,,2024-03-01 00:00:00
        """
            .formatted(
                PHONE, NAME, NICKNAME, EMAIL, ADDRESS, BAD_PHONE, NAME, EMAIL, BAD_PHONE, NAME));
    new CommandLine(environment, data)
        .imports("customers", file.toString(), "--channel", "tmall", "--zone", "Asia/Shanghai");
  }

  private void lookUp() {
    var found = client.get("/api/customers?query=" + PHONE);
    assertThat(found.json().at("/items/0/customerNo").asInt()).isPositive();
    var id = found.json().at("/items/0/id").asString();
    assertThat(client.get("/api/customers/" + id).status()).isEqualTo(200);
    assertThat(client.get("/api/customers?limit=x&query=" + PHONE).status()).isEqualTo(400);
    assertThat(client.get("/api/customers/" + PHONE).status()).isEqualTo(400);
    assertThat(client.get("/api/nothing/" + PHONE).status()).isEqualTo(404);
    assertThat(client.get("/nothing?phone=" + PHONE).status()).isEqualTo(404);
    assertThat(ServerClient.browser(environment).get("/api/customers?query=" + PHONE).status())
        .isEqualTo(401);
  }

  private void failWithPersonalData() {
    var person = Map.of("phone", PHONE, "name", NAME, "email", EMAIL);
    assertThat(client.post("/api/probe/constraint", person).status()).isEqualTo(500);
    assertThat(client.post("/api/segments/preview", person).status()).isEqualTo(400);
    assertThat(client.post("/api/segments", person).status()).isEqualTo(400);
    var notJson = "{\"phone\":\"" + PHONE + "\",\"name\":" + NAME;
    assertThat(client.send("POST", "/api/segments/preview", notJson, Map.of()).status())
        .isEqualTo(400);
    assertThat(
            client.send("PUT", "/api/channels/sms", notJson, Map.of("If-Match", "\"0\"")).status())
        .isEqualTo(400);
    var callback = "/callbacks/sms/0199aaaa-0000-7000-8000-000000000001/replies?phone=" + PHONE;
    assertThat(client.post(callback, person).status()).isBetween(400, 499);
  }

  private void setUpChannels() {
    var sms = new LinkedHashMap<String, Object>();
    sms.put("baseUrl", "http://127.0.0.1:9"); // the port that discards
    sms.put("apiKey", SMS_KEY);
    sms.put("signature", "泉屿");
    sms.put("pricePerPart", 0.045);
    sms.put("currency", "CNY");
    sms.put("isKeyed", true);
    sms.put("callsPerMinute", 60);
    sms.put("recipientsMax", 1000);
    sms.put("callbackSecret", CALLBACK_SECRET);
    assertThat(put("/api/channels/sms", sms).status()).isEqualTo(200);
    assertThat(client.post("/api/channels/sms/test", Map.of()).status()).isEqualTo(200);
    var wecom = new LinkedHashMap<String, Object>();
    wecom.put("apiBaseUrl", "http://127.0.0.1:9");
    wecom.put("corpId", "ww1");
    wecom.put("agentId", 1_000_002);
    wecom.put("secret", WECOM_SECRET);
    wecom.put("token", WECOM_TOKEN);
    wecom.put("aesKey", AES_KEY);
    assertThat(put("/api/channels/wecom", wecom).status()).isEqualTo(200);
    assertThat(client.post("/api/channels/wecom/test", Map.of()).status()).isEqualTo(200);
    sms.put("currency", SMS_KEY); // refused, with everything in the body
    assertThat(put("/api/channels/sms", sms).status()).isBetween(400, 499);
  }

  private ServerClient.Answer put(String path, Map<String, Object> draft) {
    return client.send(
        "PUT", path, JsonMapper.shared().writeValueAsString(draft), Map.of("If-Match", "\"0\""));
  }

  private static String filesOf(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return "";
    }
    var text = new StringBuilder();
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        text.append(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
      }
    }
    return text.toString();
  }

  private static String around(String text, String secret) {
    int at = text.indexOf(secret);
    return at < 0 ? "" : text.substring(Math.max(0, at - 300), Math.min(text.length(), at + 100));
  }

  /** All that is logged, as text. */
  private static final class Everything extends AppenderBase<ILoggingEvent> {
    private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();

    @Override
    protected void append(ILoggingEvent event) {
      lines.add(
          event.getLoggerName()
              + " "
              + event.getFormattedMessage()
              + " "
              + event.getMDCPropertyMap()
              + " "
              + event.getKeyValuePairs()
              + " "
              + (event.getThrowableProxy() == null
                  ? ""
                  : ThrowableProxyUtil.asString(event.getThrowableProxy())));
    }

    String text() {
      return String.join("\n", List.copyOf(lines));
    }
  }
}
