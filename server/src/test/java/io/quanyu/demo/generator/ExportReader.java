package io.quanyu.demo.generator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Reads the generated files back as rows of column name to text, the way somebody else would. */
final class ExportReader {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ExportReader() {}

  static List<Map<String, String>> rows(Path file) throws IOException {
    boolean json = file.toString().contains(".jsonl");
    List<Map<String, String>> rows = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
      String header = json ? "" : reader.readLine();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        rows.add(json ? jsonRow(line) : csvRow(header, line));
      }
    }
    return rows;
  }

  /** The lines of a file that has no columns. */
  static List<String> lines(Path file) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }

  private static InputStream open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
  }

  private static Map<String, String> jsonRow(String line) {
    Map<String, String> row = new HashMap<>();
    for (Map.Entry<String, JsonNode> field : JSON.readTree(line).properties()) {
      row.put(field.getKey(), field.getValue().asString());
    }
    return row;
  }

  private static Map<String, String> csvRow(String header, String line) {
    String[] names = header.split(",", -1);
    String[] values = line.split(",", -1);
    if (names.length != values.length || line.contains("\"")) {
      throw new IllegalStateException("not a line of " + names.length + " plain values: " + line);
    }
    Map<String, String> row = new HashMap<>();
    for (int i = 0; i < names.length; i++) {
      row.put(names[i], values[i]);
    }
    return row;
  }
}
