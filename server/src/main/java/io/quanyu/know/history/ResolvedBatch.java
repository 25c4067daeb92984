package io.quanyu.know.history;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * One entry of the stream {@value #STREAM}: what one transaction learned, with customer numbers.
 * Moves come first: they are about facts of earlier entries, the facts of this entry already carry
 * the customers after the moves.
 */
public record ResolvedBatch(
    List<MovedAccount> moves, List<ResolvedOrderLine> orderLines, List<BehaviourEvent> events) {

  /** The name of the stream in the event log. */
  public static final String STREAM = "resolved";

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final int PACKING_BUFFER_BYTES = 64 * 1024;

  public ResolvedBatch {
    moves = List.copyOf(moves);
    orderLines = List.copyOf(orderLines);
    events = List.copyOf(events);
  }

  /** How many records the batch holds; an empty one is not appended. */
  public int recordCount() {
    return moves.size() + orderLines.size() + events.size();
  }

  /** The payload of the entry: gzip JSON. */
  public byte[] toBytes() {
    var bytes = new ByteArrayOutputStream(PACKING_BUFFER_BYTES);
    try (var packed = new FastGzip(bytes)) {
      MAPPER.writeValue(packed, this);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The batch in a payload. */
  public static ResolvedBatch fromBytes(byte[] payload) {
    try (var unpacked =
        new GZIPInputStream(new ByteArrayInputStream(payload), PACKING_BUFFER_BYTES)) {
      return MAPPER.readValue(unpacked, ResolvedBatch.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The cheapest level: the log is kept for weeks, its writing is on everybody's way. */
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out, PACKING_BUFFER_BYTES);
      def.setLevel(java.util.zip.Deflater.BEST_SPEED);
    }
  }
}
