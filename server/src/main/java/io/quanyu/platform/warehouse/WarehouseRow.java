package io.quanyu.platform.warehouse;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of an answer; only valid while it is read. Columns count from 1. */
public interface WarehouseRow {

  /** Whether the column is null; the other methods must not be asked then, unless they say so. */
  boolean isNull(int column);

  /** Null if the column is. */
  @Nullable String text(int column);

  int integer(int column);

  long number(int column);

  BigDecimal decimal(int column);

  Instant moment(int column);

  UUID uuid(int column);

  /** A column of type {@code varchar[]}. */
  List<String> texts(int column);

  /** A column of type {@code map(varchar, varchar)}. */
  Map<String, String> map(int column);
}
