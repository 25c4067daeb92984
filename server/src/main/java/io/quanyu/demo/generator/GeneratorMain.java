package io.quanyu.demo.generator;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalDate;

/**
 * Writes the demo brand's files without a server: {@code GeneratorMain FOLDER CUSTOMERS SEED
 * AS_OF}.
 */
public final class GeneratorMain {

  private GeneratorMain() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 4) {
      throw new IllegalArgumentException(
          "usage: GeneratorMain FOLDER CUSTOMERS SEED AS_OF, e.g. /tmp/demo 200000 1 2026-11-01");
    }
    GeneratorSettings settings =
        GeneratorSettings.of(
            Integer.parseInt(arguments[1]),
            Long.parseLong(arguments[2]),
            LocalDate.parse(arguments[3]));
    PrintStream out = System.out;
    long start = System.nanoTime();
    GeneratedFiles files =
        new BrandGenerator(settings)
            .write(
                Path.of(arguments[0]),
                Runtime.getRuntime().availableProcessors(),
                done -> out.printf("\r%3.0f %%", done * 100));
    double seconds = (System.nanoTime() - start) / 1e9;
    out.printf(
        "%n%,d customer records, %,d orders with %,d lines, %,d events: %,.0f records/s in %.1f s%n",
        files.customerRecords(),
        files.orders(),
        files.orderLines(),
        files.events(),
        files.records() / seconds,
        seconds);
  }
}
