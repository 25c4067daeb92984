package io.quanyu.demo.generator;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes the files of the demo brand: products, stores, and for each channel its customers and
 * orders in the order of their time, behaviour events of the mini-program, the truth, and the
 * sandbox's world. The bytes depend on the settings alone.
 *
 * <p>Memory is flat in the number of people; the folder needs about 1.3 kB a person for the result
 * and, while writing, 1.2 kB a person beside it.
 */
public final class BrandGenerator {

  private static final long DAY = 86_400;

  /**
   * Above this many people a span is a day instead of a week, so that the plain text of a span
   * stays in memory.
   */
  private static final int WEEKLY_SPANS_MAX = 500_000;

  private static final int SMALL_BLOCK = 2_048;
  private static final int LARGE_BLOCK = 16_384;

  private final GeneratorSettings settings;
  private final People people;
  private final Catalogue catalogue;
  private final List<Store> stores;
  private final Purchases purchases;
  private final Browsing browsing;
  private final VendorWorld world;

  public BrandGenerator(GeneratorSettings settings) {
    this.settings = settings;
    people = new People(settings);
    catalogue = new Catalogue(settings.seed(), settings.asOf());
    stores = Store.open(settings.seed(), settings.asOf());
    PerChannel<SalesCalendar> calendars = Purchases.calendars(settings);
    purchases = new Purchases(settings, people, catalogue, stores, calendars);
    browsing = new Browsing(settings, catalogue, calendars.get(Channel.MINIPROGRAM));
    world = new VendorWorld(settings, people, stores);
  }

  /**
   * Writes everything into {@code folder}, which is created; files of the same names are replaced.
   *
   * @param threads how many threads compute, at least 1
   * @param watch is told from this thread
   */
  public GeneratedFiles write(Path folder, int threads, WritingWatch watch) throws IOException {
    Files.createDirectories(folder);
    Path products = folder.resolve("products.csv");
    writeProducts(products);
    Path storesFile = folder.resolve("stores.csv");
    writeStores(storesFile);
    List<GeneratedFiles.ExportFile> files = new ArrayList<>();
    files.add(new GeneratedFiles.ExportFile("products", "brand", products));
    files.add(new GeneratedFiles.ExportFile("stores", "brand", storesFile));
    files.forEach(watch::written);
    Path truth = folder.resolve("truth.csv.gz");
    Path worldFile = folder.resolve("world.jsonl.gz");
    try (InOrder inOrder = new InOrder(threads);
        Exports exports = new Exports(folder)) {
      Totals totals = new Totals();
      writePeople(inOrder, exports, truth, worldFile, totals, watch);
      files.addAll(exports.finish(inOrder, watch));
      return new GeneratedFiles(
          files, truth, worldFile, totals.customers, totals.orders, totals.lines, totals.events);
    }
  }

  private static final class Totals {
    private long customers;
    private long orders;
    private long lines;
    private long events;
  }

  /** What one block of people adds to each file. */
  private record Block(
      PerChannel<TimeSortedFile.Sorted> customers,
      PerChannel<TimeSortedFile.Sorted> orders,
      TimeSortedFile.Sorted events,
      GzipFile.Chunk truth,
      GzipFile.Chunk world,
      int orderLines) {}

  private void writePeople(
      InOrder inOrder,
      Exports exports,
      Path truth,
      Path worldPath,
      Totals totals,
      WritingWatch watch)
      throws IOException {
    int size = settings.customers() <= WEEKLY_SPANS_MAX ? SMALL_BLOCK : LARGE_BLOCK;
    int blocks = (settings.customers() + size - 1) / size;
    try (GzipFile truthFile = new GzipFile(truth);
        GzipFile worldFile = new GzipFile(worldPath)) {
      TextBuffer organisation = new TextBuffer(64 * 1_024);
      world.writeOrganisation(organisation);
      worldFile.append(GzipFile.Chunk.of(organisation.bytes(), organisation.length()));
      byte[] header = "channel,account_key,person,path\n".getBytes(StandardCharsets.UTF_8);
      truthFile.append(GzipFile.Chunk.of(header, header.length));
      inOrder.run(
          blocks,
          index -> block(exports, index * size, Math.min(settings.customers(), (index + 1) * size)),
          (index, block) -> {
            for (Channel channel : Channel.values()) {
              exports.customers(channel).append(block.customers().get(channel));
              exports.orders(channel).append(block.orders().get(channel));
              totals.customers += block.customers().get(channel).documents();
              totals.orders += block.orders().get(channel).documents();
            }
            exports.events().append(block.events());
            totals.events += block.events().documents();
            totals.lines += block.orderLines();
            truthFile.append(block.truth());
            worldFile.append(block.world());
            watch.progress((index + 1.0) / blocks * 0.6);
          });
    }
  }

  private Block block(Exports exports, int from, int to) {
    PerChannel<TimeSortedFile.Collector> customers =
        PerChannel.of(channel -> exports.customers(channel).collector());
    PerChannel<TimeSortedFile.Collector> orders =
        PerChannel.of(channel -> exports.orders(channel).collector());
    TimeSortedFile.Collector events = exports.events().collector();
    TextBuffer truth = new TextBuffer((to - from) * 80);
    TextBuffer worldLines = new TextBuffer((to - from) * 256);
    int lines = 0;
    for (int number = from; number < to; number++) {
      Traits traits = people.traits(number);
      Life life = people.life(number);
      Person person = people.person(number, traits, life);
      world.writePerson(worldLines, person, traits);
      for (Account account : person.accounts()) {
        TimeSortedFile.Collector into = customers.get(account.channel());
        exports.format(account.channel()).customer(into.text(), person, account);
        into.end(account.registeredAt());
        truth.text(account.channel().code()).ascii(',').text(account.key()).ascii(',');
        truth.number(number).ascii(',').number(account.path()).ascii('\n');
      }
      for (Order order : purchases.of(person, traits, life)) {
        TimeSortedFile.Collector into = orders.get(order.channel());
        exports.format(order.channel()).order(into.text(), person, order);
        into.end(order.placedAt());
        lines += order.lines().size();
      }
      for (BehaviourEvent event : browsing.of(person, traits, life)) {
        ChannelExport.MiniProgram.event(events.text(), event);
        events.end(event.at());
      }
    }
    return new Block(
        sorted(customers),
        sorted(orders),
        events.sorted(),
        GzipFile.Chunk.of(truth.bytes(), truth.length()),
        GzipFile.Chunk.of(worldLines.bytes(), worldLines.length()),
        lines);
  }

  private static PerChannel<TimeSortedFile.Sorted> sorted(
      PerChannel<TimeSortedFile.Collector> collectors) {
    return PerChannel.of(channel -> collectors.get(channel).sorted());
  }

  private void writeProducts(Path path) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(path)) {
      out.write("sku,spu,name,category,category_name,colour,size,worn_by,list_price,launched_on\n");
      for (Spu spu : catalogue.spus()) {
        for (Spu.Sku sku : spu.skus()) {
          TextBuffer price = new TextBuffer(16).yuan(spu.listPriceCents());
          out.write(
              List.of(
                          sku.code(),
                          spu.code(),
                          spu.name(),
                          spu.category().code,
                          spu.category().nameZh,
                          sku.colour(),
                          sku.size(),
                          spu.wornBy(),
                          new String(price.bytes(), 0, price.length(), StandardCharsets.US_ASCII),
                          spu.launchedOn().toString())
                      .stream()
                      .collect(Collectors.joining(","))
                  + "\n");
        }
      }
    }
  }

  private void writeStores(Path path) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(path)) {
      out.write("门店编码,门店名称,省份,城市,城市代码,经度,纬度,开业日期,导购人数\n");
      for (Store store : stores) {
        out.write(
            String.join(
                    ",",
                    store.code(),
                    store.name(),
                    store.city().province(),
                    store.city().name(),
                    store.city().adminCode(),
                    store.longitude(),
                    store.latitude(),
                    store.openedOn().toString(),
                    Integer.toString(store.guides()))
                + "\n");
      }
    }
  }

  /** The time-ordered files that are being written. */
  private final class Exports implements AutoCloseable {
    private final PerChannel<ChannelExport> formats = PerChannel.of(ChannelExport::of);
    private final PerChannel<TimeSortedFile> customers;
    private final PerChannel<TimeSortedFile> orders;
    private final TimeSortedFile events;

    Exports(Path folder) {
      customers =
          PerChannel.of(channel ->
              file(
                  folder.resolve(format(channel).fileName("customers")),
                  format(channel).customerHeader(),
                  GeneratorSettings.REGISTRATION_DAYS));
      orders =
          PerChannel.of(channel ->
              file(
                  folder.resolve(format(channel).fileName("orders")),
                  format(channel).orderHeader(),
                  GeneratorSettings.ORDER_DAYS));
      events =
          file(
              folder.resolve(format(Channel.MINIPROGRAM).fileName("events")),
              "",
              GeneratorSettings.EVENT_DAYS);
    }

    private TimeSortedFile file(Path path, String header, int days) {
      long end = settings.asOf().toEpochDay() * DAY;
      int span = (int) (settings.customers() <= WEEKLY_SPANS_MAX ? 7 * DAY : DAY);
      return new TimeSortedFile(path, header, end - days * DAY, end, span);
    }

    ChannelExport format(Channel channel) {
      return formats.get(channel);
    }

    TimeSortedFile customers(Channel channel) {
      return customers.get(channel);
    }

    TimeSortedFile orders(Channel channel) {
      return orders.get(channel);
    }

    TimeSortedFile events() {
      return events;
    }

    /** Finishes the files in the order in which they should be imported. */
    List<GeneratedFiles.ExportFile> finish(InOrder inOrder, WritingWatch watch) throws IOException {
      List<Export> all = all();
      List<GeneratedFiles.ExportFile> finished = new ArrayList<>();
      for (Export export : all) {
        TimeSortedFile file = export.file();
        try (GzipFile gzip = new GzipFile(file.path())) {
          inOrder.run(file.spans() + 1, file::piece, (index, chunk) -> gzip.append(chunk));
        }
        file.close();
        finished.add(
            new GeneratedFiles.ExportFile(export.kind(), export.channel().code(), file.path()));
        watch.written(finished.getLast());
        watch.progress(0.6 + 0.4 * finished.size() / all.size());
      }
      return finished;
    }

    private List<Export> all() {
      List<Export> all = new ArrayList<>();
      customers.forEach((channel, file) -> all.add(new Export("customers", channel, file)));
      orders.forEach((channel, file) -> all.add(new Export("orders", channel, file)));
      all.add(new Export("events", Channel.MINIPROGRAM, events));
      return all;
    }

    @Override
    public void close() throws IOException {
      for (Export export : all()) {
        export.file().close();
      }
    }
  }

  private record Export(String kind, Channel channel, TimeSortedFile file) {}
}
