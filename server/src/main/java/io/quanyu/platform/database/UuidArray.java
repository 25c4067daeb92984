package io.quanyu.platform.database;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.postgresql.util.PGBinaryObject;
import org.postgresql.util.PGobject;

/** A {@code uuid[]} in PostgreSQL's binary format, which the driver itself only writes as text. */
final class UuidArray extends PGobject implements PGBinaryObject {

  private static final long serialVersionUID = 1L;

  /** Of {@code uuid[]} in pg_type, fixed. The driver wants to be asked for it in binary form. */
  static final String OID = "2951";

  private static final int ELEMENT_OID = 2950;
  private static final int UUID_BYTES = 2 * Long.BYTES;
  private static final int HEAD_BYTES = 5 * Integer.BYTES;

  private final UUID[] ids;

  UuidArray(UUID[] ids) {
    this.ids = ids.clone();
    setType("_uuid");
  }

  /** As text, for a connection whose owner does not want binary. */
  @Override
  public String getValue() {
    return Arrays.stream(ids).map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
  }

  @Override
  public int lengthInBytes() {
    return HEAD_BYTES + ids.length * (Integer.BYTES + UUID_BYTES);
  }

  @Override
  public void toBytes(byte[] bytes, int offset) {
    var buffer = ByteBuffer.wrap(bytes, offset, lengthInBytes());
    buffer.putInt(1).putInt(0).putInt(ELEMENT_OID).putInt(ids.length).putInt(1);
    for (var id : ids) {
      buffer
          .putInt(UUID_BYTES)
          .putLong(id.getMostSignificantBits())
          .putLong(id.getLeastSignificantBits());
    }
  }

  @Override
  public void setByteValue(byte[] value, int offset) {
    throw new UnsupportedOperationException("for sending only");
  }
}
