package io.quanyu.platform.database;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.postgresql.util.ByteConverter;

/**
 * How values of a column's type are written in PostgreSQL's binary format, without their length.
 */
enum ColumnFormat {
  BOOL {
    @Override
    void put(CopyRows rows, Object value) {
      rows.room(Byte.BYTES).put((byte) ((Boolean) value ? 1 : 0));
    }
  },
  INT2 {
    @Override
    void put(CopyRows rows, Object value) {
      long number = ((Number) value).longValue();
      if (number != (short) number) {
        throw new ArithmeticException(number + " is no smallint");
      }
      rows.room(Short.BYTES).putShort((short) number);
    }
  },
  INT4 {
    @Override
    void put(CopyRows rows, Object value) {
      rows.room(Integer.BYTES).putInt(Math.toIntExact(((Number) value).longValue()));
    }
  },
  INT8 {
    @Override
    void put(CopyRows rows, Object value) {
      rows.room(Long.BYTES).putLong(((Number) value).longValue());
    }
  },
  NUMERIC {
    @Override
    void put(CopyRows rows, Object value) {
      var bytes = ByteConverter.numeric((BigDecimal) value);
      rows.room(bytes.length).put(bytes);
    }
  },
  /** Also of enum types, by their labels. */
  TEXT {
    @Override
    void put(CopyRows rows, Object value) {
      var text = value instanceof Enum<?> constant ? constant.name() : (String) value;
      var bytes = text.getBytes(StandardCharsets.UTF_8);
      for (byte b : bytes) {
        if (b == 0) {
          throw new IllegalArgumentException("PostgreSQL text cannot hold a NUL character");
        }
      }
      rows.room(bytes.length).put(bytes);
    }
  },
  JSONB {
    private static final byte VERSION = 1;

    @Override
    void put(CopyRows rows, Object value) {
      rows.room(Byte.BYTES).put(VERSION);
      TEXT.put(rows, value);
    }
  },
  BYTEA {
    @Override
    void put(CopyRows rows, Object value) {
      var bytes = (byte[]) value;
      rows.room(bytes.length).put(bytes);
    }
  },
  UUID_VALUE {
    @Override
    void put(CopyRows rows, Object value) {
      putUuid(rows, (UUID) value);
    }
  },
  /** Days since 2000. */
  DATE {
    @Override
    void put(CopyRows rows, Object value) {
      long days = ((LocalDate) value).toEpochDay() - EPOCH.toEpochDay();
      rows.room(Integer.BYTES).putInt(Math.toIntExact(days));
    }
  },
  /** Microseconds since 2000. */
  TIMESTAMPTZ {
    @Override
    void put(CopyRows rows, Object value) {
      var at = (Instant) value;
      long seconds = at.getEpochSecond() - EPOCH.toEpochDay() * Duration.ofDays(1).toSeconds();
      rows.room(Long.BYTES)
          .putLong(
              Math.addExact(
                  Math.multiplyExact(seconds, MICROS_PER_SECOND),
                  (at.getNano() + NANOS_PER_MICRO / 2) / NANOS_PER_MICRO));
    }
  },
  INT4_ARRAY {
    @Override
    void put(CopyRows rows, Object value) {
      var numbers = (int[]) value;
      putDimension(rows, INT4_OID, numbers.length);
      for (int number : numbers) {
        rows.room(Integer.BYTES * 2).putInt(Integer.BYTES).putInt(number);
      }
    }
  },
  INT8_ARRAY {
    @Override
    void put(CopyRows rows, Object value) {
      var numbers = (long[]) value;
      putDimension(rows, INT8_OID, numbers.length);
      for (long number : numbers) {
        rows.room(Integer.BYTES + Long.BYTES).putInt(Long.BYTES).putLong(number);
      }
    }
  },
  UUID_ARRAY {
    @Override
    void put(CopyRows rows, Object value) {
      var ids = (UUID[]) value;
      putDimension(rows, UUID_OID, ids.length);
      for (var id : ids) {
        rows.room(Integer.BYTES).putInt(Long.BYTES * 2);
        putUuid(rows, id);
      }
    }
  },
  TEXT_ARRAY {
    @Override
    void put(CopyRows rows, Object value) {
      var texts = (String[]) value;
      putDimension(rows, TEXT_OID, texts.length);
      for (var text : texts) {
        int start = rows.room(Integer.BYTES).position();
        rows.room(Integer.BYTES).putInt(0);
        TEXT.put(rows, text);
        var buffer = rows.room(0);
        buffer.putInt(start, buffer.position() - start - Integer.BYTES);
      }
    }
  };

  private static final LocalDate EPOCH = LocalDate.of(2000, 1, 1);
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final int NANOS_PER_MICRO = 1_000;

  // Of pg_type: fixed for built-in types.
  private static final int INT8_OID = 20;
  private static final int INT4_OID = 23;
  private static final int TEXT_OID = 25;
  private static final int UUID_OID = 2950;

  private static final Map<String, ColumnFormat> BY_TYPE =
      Map.ofEntries(
          Map.entry("bool", BOOL),
          Map.entry("int2", INT2),
          Map.entry("int4", INT4),
          Map.entry("int8", INT8),
          Map.entry("numeric", NUMERIC),
          Map.entry("text", TEXT),
          Map.entry("bpchar", TEXT),
          Map.entry("varchar", TEXT),
          Map.entry("jsonb", JSONB),
          Map.entry("bytea", BYTEA),
          Map.entry("uuid", UUID_VALUE),
          Map.entry("date", DATE),
          Map.entry("timestamptz", TIMESTAMPTZ),
          Map.entry("_int4", INT4_ARRAY),
          Map.entry("_int8", INT8_ARRAY),
          Map.entry("_uuid", UUID_ARRAY),
          Map.entry("_text", TEXT_ARRAY));

  /**
   * The format of a type.
   *
   * @param type its name in pg_type
   * @param isEnum whether it is one that a migration made
   * @throws IllegalArgumentException for a type that nobody needed yet
   */
  static ColumnFormat of(String type, boolean isEnum) {
    var format = isEnum ? TEXT : BY_TYPE.get(type);
    if (format == null) {
      throw new IllegalArgumentException("cannot copy into a column of type " + type);
    }
    return format;
  }

  /**
   * Appends a value.
   *
   * @throws ClassCastException if the value is of another type
   */
  abstract void put(CopyRows rows, Object value);

  private static void putUuid(CopyRows rows, UUID id) {
    rows.room(Long.BYTES * 2)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits());
  }

  /** The head of an array of one dimension that counts from 1 and holds no nulls. */
  private static void putDimension(CopyRows rows, int elementOid, int length) {
    rows.room(Integer.BYTES * 5).putInt(length == 0 ? 0 : 1).putInt(0).putInt(elementOid);
    if (length > 0) {
      rows.room(Integer.BYTES * 2).putInt(length).putInt(1);
    }
  }
}
