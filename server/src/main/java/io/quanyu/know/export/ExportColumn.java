package io.quanyu.know.export;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** A column that a file of customers may have. */
public enum ExportColumn {
  CUSTOMER_ID(false),
  CUSTOMER_NO(false),
  NAME(true),
  PHONE(true),
  EMAIL(true),
  ADDRESS(true),
  MEMBER_NO(true),
  BIRTHDAY(true),
  GENDER(false),
  PROVINCE(false),
  CITY(false),
  CHANNELS(false),
  LIFECYCLE_STAGE(false),
  REGISTERED_AT(false),
  ORDERS(false),
  NET_REVENUE(false),
  FIRST_ORDER_AT(false),
  LAST_ORDER_AT(false);

  private final boolean isPersonal;

  ExportColumn(boolean isPersonal) {
    this.isPersonal = isPersonal;
  }

  /** Whether it tells who a person is, so that it is masked unless the file is in clear. */
  public boolean isPersonal() {
    return isPersonal;
  }

  /** As the API, the table and the head of the file say it: {@code member_no}. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one with this code. */
  public static ExportColumn ofCode(String code) {
    return Arrays.stream(values())
        .filter(column -> column.code().equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no column " + code));
  }
}
