package io.quanyu.demo.generator;

import java.nio.file.Path;
import java.util.List;

/**
 * What was written, in the order in which it should be imported: first what orders refer to, then
 * customers, orders, events.
 *
 * @param truth channel, account key, person and path of every customer record; not part of any
 *     export
 * @param world the brand as the vendors of messages see it, in the sandbox's JSON lines; not part
 *     of any export
 */
public record GeneratedFiles(
    List<ExportFile> files,
    Path truth,
    Path world,
    long customerRecords,
    long orders,
    long orderLines,
    long events) {

  public GeneratedFiles {
    files = List.copyOf(files);
  }

  /** Customer records, order lines and behaviour events: what the demo counts as records. */
  public long records() {
    return customerRecords + orderLines + events;
  }

  /**
   * @param kind the import kind: products, stores, customers, orders or events
   * @param channel code of the channel; for products and stores {@code brand}
   */
  public record ExportFile(String kind, String channel, Path path) {}
}
