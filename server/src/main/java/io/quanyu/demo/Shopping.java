package io.quanyu.demo;

import io.quanyu.demo.SendingBroadcast.Sent;
import io.quanyu.demo.generator.DemoBrand;
import io.quanyu.demo.generator.GeneratedFiles.ExportFile;
import io.quanyu.demo.generator.GeneratorSettings;
import io.quanyu.demo.generator.LaterOrders;
import io.quanyu.demo.generator.LaterOrders.Bought;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lets the sandbox's people shop after the broadcast, with an effect that the server does not know,
 * and imports what they bought as the channels' next order files.
 */
final class Shopping {

  /** Share of all people who buy in the days of the broadcast anyway. */
  private static final double BASE_RATE = 0.08;

  /** How much likelier somebody is to buy whom the message reached. */
  static final double TRUE_LIFT = 0.5;

  private static final long AVERAGE_ORDER_MINOR = 26_800;
  private static final int SKUS = 40;

  private final DemoServer server;
  private final DemoSandbox sandbox;
  private final GeneratorSettings settings;
  private final Path folder;
  private final Clock clock;
  private final Progress progress;

  /**
   * @param folder of the demo's files
   */
  Shopping(
      DemoServer server,
      DemoSandbox sandbox,
      GeneratorSettings settings,
      Path folder,
      Clock clock,
      Progress progress) {
    this.server = server;
    this.sandbox = sandbox;
    this.settings = settings;
    this.folder = folder;
    this.clock = clock;
    this.progress = progress;
  }

  /** Lets people shop and imports it all; an earlier run's shopping is found and not repeated. */
  void shop(Sent broadcast) {
    progress.begin("shopping");
    LaterOrders orders = new LaterOrders(settings);
    // Files tell times to the second: the first one that is surely after the launch.
    Instant from = broadcast.launchedAt().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant until = now.isAfter(from.plusSeconds(1)) ? now : from.plusSeconds(1);
    ObjectNode shopping = DemoServer.JSON.createObjectNode();
    shopping.put("seed", settings.seed());
    shopping.put("mark", broadcast.mark());
    shopping.put("baseRate", BASE_RATE);
    shopping.put("lift", TRUE_LIFT);
    shopping.put("averageOrderMinor", AVERAGE_ORDER_MINOR);
    shopping.put("placedFrom", from.toString());
    shopping.put("placedUntil", until.toString());
    shopping.put("currency", DemoBrand.CURRENCY);
    orders.skus(SKUS).forEach(shopping.putArray("skus")::add);
    JsonNode done = sandbox.post("/sandbox/population/shopping", shopping);
    List<Bought> bought = new ArrayList<>();
    for (JsonNode line : sandbox.lines("/sandbox/orders?mark=" + broadcast.mark())) {
      bought.add(bought(line));
    }
    progress.end(String.format(Locale.ROOT, "%,d orders", done.path("orders").asLong()));
    try {
      load(orders.write(folder, "again", bought));
    } catch (IOException e) {
      throw new DemoFailure("the orders cannot be written to " + folder, e);
    }
  }

  private static Bought bought(JsonNode line) {
    String orderNo = line.path("orderNo").asString();
    return new Bought(
        orderNo.substring(orderNo.length() - 16),
        line.path("personId").asString(),
        line.at("/buyer/channel").asString(),
        line.at("/buyer/account").asString(),
        Instant.parse(line.path("placedAt").asString()),
        line.path("sku").asString(),
        line.path("quantity").asInt(),
        line.path("unitPriceMinor").asLong());
  }

  private void load(List<ExportFile> files) {
    try (SendingFiles sending = SendingFiles.to(server)) {
      files.forEach(sending::send);
      ImportingFiles importing = new ImportingFiles(server, progress);
      for (SendingFiles.Sending each : sending.files()) {
        ImportingFiles.Imported imported = importing.await(each);
        if (imported.quarantined() > 0) {
          throw new DemoFailure(
              imported.quarantined()
                  + " lines of "
                  + each.file().path()
                  + " were set aside; see its import in the console");
        }
      }
    }
  }
}
