package io.quanyu.know.export.internal;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.quanyu.know.export.Export;
import io.quanyu.know.export.ExportColumn;
import io.quanyu.know.export.internal.RowsOfCustomers.Row;
import io.quanyu.know.portrait.Masking;
import io.quanyu.know.profile.PersonalValues;
import io.quanyu.know.profile.Profile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The form of a file: CSV as RFC 4180 says, UTF-8 with a byte order mark, because Excel takes it
 * for UTF-8 by that only. The last column holds the mark of each row; its head names who took the
 * file, when, and which export it is, and stays on top when somebody sorts or filters.
 */
final class ExportCsv {

  /** What a spreadsheet takes for the beginning of a formula, full-width forms too. */
  private static final String FORMULA_STARTS = "=+-@\t\r\n＝＋－＠";

  /** A phone or a number is none. */
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?");

  private final CsvWriter csv;
  private final Export export;
  private final RecordMarks.Marking marking;
  private int rowsWritten;

  ExportCsv(OutputStream out, Export export, RecordMarks.Marking marking, Instant now)
      throws IOException {
    this.export = export;
    this.marking = marking;
    out.write("\uFEFF".getBytes(StandardCharsets.UTF_8));
    this.csv = CsvWriter.builder().build(new Uncloseable(out), StandardCharsets.UTF_8);
    var head = new ArrayList<>(export.columns().stream().map(ExportColumn::code).toList());
    head.add(
        "record_mark (%s, %s, export %s)"
            .formatted(export.requestedBy(), now.truncatedTo(ChronoUnit.SECONDS), export.id()));
    csv.writeRecord(head);
  }

  int rowsWritten() {
    return rowsWritten;
  }

  void write(List<Row> rows) {
    for (var row : rows) {
      var cells = new ArrayList<String>();
      for (var column : export.columns()) {
        cells.add(safe(cell(column, row)));
      }
      rowsWritten++;
      cells.add(marking.of(rowsWritten));
      csv.writeRecord(cells);
    }
  }

  void flush() throws IOException {
    csv.close();
  }

  private @Nullable String cell(ExportColumn column, Row row) {
    var profile = row.profile();
    if (column.isPersonal()) {
      if (profile == null) {
        return null;
      }
      return export.isClear() ? clear(column, profile) : masked(column, profile);
    }
    return switch (column) {
      case CUSTOMER_ID -> row.customer().customerId().toString();
      case CUSTOMER_NO -> String.valueOf(row.customer().customerNo());
      case GENDER -> profile == null ? null : lower(profile.gender());
      case PROVINCE -> profile == null ? null : profile.province();
      case CITY -> profile == null ? null : profile.city();
      case CHANNELS -> String.join("; ", row.channels());
      case LIFECYCLE_STAGE -> row.lifecycleStage();
      case REGISTERED_AT -> profile == null ? null : text(profile.registeredAt());
      case ORDERS -> String.valueOf(row.orders());
      case NET_REVENUE -> row.netRevenue();
      case FIRST_ORDER_AT -> text(row.firstOrderAt());
      case LAST_ORDER_AT -> text(row.lastOrderAt());
      case NAME, PHONE, EMAIL, ADDRESS, MEMBER_NO, BIRTHDAY ->
          throw new IllegalStateException(column + " is personal");
    };
  }

  private static @Nullable String clear(ExportColumn column, Profile profile) {
    return personal(column, profile, profile.personal(), text(profile.birthday()));
  }

  private static @Nullable String masked(ExportColumn column, Profile profile) {
    var values = profile.personal();
    var email = values.email();
    var memberNo = values.memberNo();
    return personal(
        column,
        profile,
        new PersonalValues(
            Masking.name(values.shownName()),
            null,
            Masking.phone(values.phone()),
            email == null ? null : Masking.email(email),
            Masking.address(values.address()),
            memberNo == null ? null : Masking.number(memberNo)),
        Masking.birthday(profile.birthday()));
  }

  private static @Nullable String personal(
      ExportColumn column, Profile profile, PersonalValues values, @Nullable String birthday) {
    return switch (column) {
      case NAME -> values.shownName();
      case PHONE -> values.phone();
      case EMAIL -> values.email();
      case ADDRESS -> values.address();
      case MEMBER_NO -> values.memberNo();
      case BIRTHDAY -> birthday;
      default -> throw new IllegalStateException(column + " of " + profile.customerNo());
    };
  }

  private static @Nullable String lower(@Nullable Enum<?> value) {
    return value == null ? null : value.name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  /** A text that a spreadsheet would take for a formula begins with an apostrophe. */
  static String safe(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return "";
    }
    return FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 && !NUMBER.matcher(text).matches()
        ? "'" + text
        : text;
  }

  /** The sealed stream is closed by who opened it, when the file is wanted. */
  private static final class Uncloseable extends java.io.FilterOutputStream {
    Uncloseable(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
