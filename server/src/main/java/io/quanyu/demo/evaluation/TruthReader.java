package io.quanyu.demo.evaluation;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Reads the generator's {@code truth.csv.gz}: which person stands behind every account. */
public final class TruthReader implements Closeable {

  private static final int BUFFER_BYTES = 1 << 16;

  private final BufferedReader reader;

  /**
   * @param person number of the person
   * @param path within the person: accounts with the same path share identifier values
   */
  public record Row(String channel, String accountKey, int person, int path) {}

  public TruthReader(Path file) throws IOException {
    reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file), BUFFER_BYTES),
                StandardCharsets.UTF_8));
    reader.readLine();
  }

  /** Up to {@code count} further rows; empty at the end. */
  public List<Row> next(int count) throws IOException {
    List<Row> rows = new ArrayList<>(count);
    while (rows.size() < count) {
      String line = reader.readLine();
      if (line == null) {
        break;
      }
      String[] fields = line.split(",", -1);
      rows.add(
          new Row(fields[0], fields[1], Integer.parseInt(fields[2]), Integer.parseInt(fields[3])));
    }
    return rows;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
