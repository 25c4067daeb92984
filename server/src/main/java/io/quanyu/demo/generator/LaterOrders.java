package io.quanyu.demo.generator;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Order files of what people bought after the export, e.g. because of a message: the same columns,
 * words and account keys as the channel's first file, so the same mapping reads them.
 */
public final class LaterOrders {

  /** Above every number that {@link Purchases} hands out. */
  private static final long FIRST_ORDER_NO = 7_000_000_000_000_000_000L;

  private static final long ORDER_NUMBERS = 1_000_000_000_000_000_000L;

  private final People people;
  private final List<Store> stores;
  private final Map<String, Spu.Sku> skus = new HashMap<>();

  public LaterOrders(GeneratorSettings settings) {
    people = new People(settings);
    stores = Store.open(settings.seed(), settings.asOf());
    new Catalogue(settings.seed(), settings.asOf())
        .spus()
        .forEach(spu -> spu.skus().forEach(sku -> skus.put(sku.code(), sku)));
  }

  /**
   * One order of one line.
   *
   * @param orderNo 16 hexadecimal digits, unique
   * @param personId as the world has it
   * @param channel code of the channel
   * @param sku one of {@link #skus}
   * @param unitPriceCents what one piece was sold for
   */
  public record Bought(
      String orderNo,
      String personId,
      String channel,
      String account,
      Instant placedAt,
      String sku,
      int quantity,
      long unitPriceCents) {}

  /** By which WeCom knows a person of the world, should she have added a guide. */
  public String externalUserId(String personId) {
    return people.externalUserId(VendorWorld.personNumber(personId));
  }

  /** Codes of some products that can be bought, the best sellers of their categories. */
  public List<String> skus(int count) {
    return skus.keySet().stream()
        .sorted(
            Comparator.comparing((String code) -> code.substring(3)).thenComparing(code -> code))
        .limit(count)
        .toList();
  }

  /**
   * Writes a file for each channel in which something was bought: {@code NAME_CHANNEL_orders…}, in
   * the order of time.
   *
   * @param name stands before the channel's usual file name
   */
  public List<GeneratedFiles.ExportFile> write(Path folder, String name, List<Bought> bought)
      throws IOException {
    List<GeneratedFiles.ExportFile> files = new ArrayList<>();
    for (Channel channel : Channel.values()) {
      List<Bought> here =
          bought.stream()
              .filter(each -> each.channel().equals(channel.code()))
              .sorted(Comparator.comparing(Bought::placedAt).thenComparing(Bought::orderNo))
              .toList();
      if (!here.isEmpty()) {
        files.add(write(folder, name, channel, here));
      }
    }
    return files;
  }

  private GeneratedFiles.ExportFile write(
      Path folder, String name, Channel channel, List<Bought> bought) throws IOException {
    ChannelExport format = ChannelExport.of(channel);
    TextBuffer text = new TextBuffer(bought.size() * 200);
    if (!format.orderHeader().isEmpty()) {
      text.text(format.orderHeader()).ascii('\n');
    }
    for (Bought each : bought) {
      int number = VendorWorld.personNumber(each.personId());
      Person person = people.person(number);
      format.order(text, person, order(channel, each, person));
    }
    Path path = folder.resolve(name + "_" + format.fileName("orders"));
    try (GzipFile file = new GzipFile(path)) {
      file.append(GzipFile.Chunk.of(text.bytes(), text.length()));
    }
    return new GeneratedFiles.ExportFile("orders", channel.code(), path);
  }

  private Order order(Channel channel, Bought bought, Person person) {
    Spu.Sku sku = skus.get(bought.sku());
    if (sku == null) {
      throw new IllegalArgumentException("not a product of the demo: " + bought.sku());
    }
    long discount =
        Math.max(0, (sku.listPriceCents() - bought.unitPriceCents()) * bought.quantity());
    Order.Line line =
        new Order.Line(
            sku.code(), sku.name(), bought.quantity(), bought.unitPriceCents(), discount);
    String storeCode = "";
    String guideNo = "";
    if (channel.hasGuides()) {
      Store home = Store.homeOf(stores, person.number(), people.traits(person.number()).city());
      storeCode = home.code();
      guideNo = home.guideNo(0);
    }
    return new Order(
        channel,
        Long.toString(
            FIRST_ORDER_NO
                + Long.remainderUnsigned(
                    Long.parseUnsignedLong(bought.orderNo(), 16), ORDER_NUMBERS)),
        bought.account(),
        people.phoneNow(person.number()),
        storeCode,
        guideNo,
        LocalDateTime.ofInstant(bought.placedAt(), DemoBrand.ZONE).toEpochSecond(ZoneOffset.UTC),
        List.of(line));
  }
}
