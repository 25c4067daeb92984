package io.quanyu.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quanyu.testing.TestDatabase;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.dao.DuplicateKeyException;

class BulkCopyIT {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final List<String> COLUMNS =
      List.of("id", "name", "amount", "at", "day", "flag", "bytes", "key", "numbers", "texts");

  private enum Colour {
    RED
  }

  @BeforeAll
  static void createTable() {
    database
        .jdbc()
        .sql(
            """
            create table bulk (
              id bigint primary key, name text, amount numeric, at timestamptz, day date,
              flag boolean, bytes bytea, key uuid, numbers int[], texts text[])
            """)
        .update();
  }

  @BeforeEach
  void empty() {
    database.jdbc().sql("truncate bulk").update();
  }

  @Test
  void writesEveryTypeAsItIs() {
    var at = Instant.parse("2026-11-22T10:15:30.123456Z");
    var key = UUID.fromString("0192e0a4-7a00-7000-8000-000000000001");
    copy(rows ->
        rows.add(
            7L,
            Colour.RED,
            new BigDecimal("-0.0012300"),
            at,
            LocalDate.of(2026, 2, 28),
            true,
            new byte[] {0, -1, 92, 9},
            key,
            new int[] {1, 2},
            new String[] {"a,b", "\"q\"", "\\", "{}\t"}));

    var row = database.dsl().fetchSingle("select * from bulk");
    assertThat(row.get("name")).isEqualTo("RED");
    assertThat(row.get("amount")).isEqualTo(new BigDecimal("-0.0012300"));
    assertThat(row.get("at", Instant.class)).isEqualTo(at);
    assertThat(row.get("day", LocalDate.class)).isEqualTo("2026-02-28");
    assertThat(row.get("flag")).isEqualTo(true);
    assertThat(row.get("bytes")).isEqualTo(new byte[] {0, -1, 92, 9});
    assertThat(row.get("key")).isEqualTo(key);
    assertThat(row.get("numbers", Integer[].class)).containsExactly(1, 2);
    assertThat(row.get("texts", String[].class)).containsExactly("a,b", "\"q\"", "\\", "{}\t");
  }

  @Test
  void everyNumberComesBackAsItWas() {
    var random = new Random(20261123);
    var numbers =
        IntStream.range(0, 20_000)
            .mapToObj(_ ->
                new BigDecimal(
                    new BigInteger(random.nextInt(1, 200), random)
                        .multiply(BigInteger.valueOf(random.nextBoolean() ? 1 : -1)),
                    random.nextInt(-20, 40)))
            .toList();

    copy(rows -> {
      for (int i = 0; i < numbers.size(); i++) {
        rows.add(i, null, numbers.get(i), null, null, null, null, null, null, null);
      }
    });

    var back =
        database
            .dsl()
            .fetch("select amount from bulk order by id")
            .getValues("amount", BigDecimal.class);
    for (int i = 0; i < numbers.size(); i++) {
      // PostgreSQL has no negative scale: 1E+3 comes back as 1000.
      var number = numbers.get(i);
      assertThat(back.get(i)).isEqualTo(number.scale() < 0 ? number.setScale(0) : number);
    }
  }

  @Test
  void writesOtherTypesOfNumbersArraysAndDocuments() {
    database
        .jdbc()
        .sql(
            """
            create table other (
              small smallint, number int, code char(3), document jsonb, longs bigint[],
              keys uuid[], none text[])
            """)
        .update();
    var key = UUID.fromString("f192e0a4-7a00-7000-8000-000000000001");

    database
        .transactions()
        .executeWithoutResult(_ ->
            database
                .bulkCopy()
                .into(
                    "other",
                    List.of("small", "number", "code", "document", "longs", "keys", "none"),
                    rows ->
                        rows.add(
                            -7,
                            (short) 9,
                            "CNY",
                            "{\"a\": \"王\"}",
                            new long[] {Long.MIN_VALUE, 5},
                            new UUID[] {key},
                            new String[0])));

    assertThat(
            database
                .jdbc()
                .sql(
                    """
                    select concat_ws('|', small, number, code, document, longs, keys, none)
                    from other
                    """)
                .query(String.class)
                .single())
        .isEqualTo("-7|9|CNY|{\"a\": \"王\"}|{-9223372036854775808,5}|{%s}|{}".formatted(key));
  }

  @Test
  void roundsTimesToMicrosecondsAlsoBefore2000() {
    copy(rows -> {
      rows.add(
          1,
          null,
          null,
          Instant.parse("2026-11-22T10:15:30.123456500Z"),
          null,
          null,
          null,
          null,
          null,
          null);
      rows.add(
          2,
          null,
          null,
          Instant.parse("1969-12-31T23:59:59.999999499Z"),
          LocalDate.of(1949, 10, 1),
          null,
          null,
          null,
          null,
          null);
    });

    assertThat(
            database
                .jdbc()
                .sql("select concat_ws(' ', at at time zone 'UTC', day) from bulk order by id")
                .query((row, _) -> row.getString(1))
                .list())
        .containsExactly("2026-11-22 10:15:30.123457", "1969-12-31 23:59:59.999999 1949-10-01");
  }

  @Test
  void everyTextComesBackAsItWas() {
    var random = new Random(20261122);
    var texts = IntStream.range(0, 20_000).mapToObj(_ -> randomText(random)).toList();

    copy(rows -> {
      for (int i = 0; i < texts.size(); i++) {
        addText(rows, i, texts.get(i));
      }
    });

    assertThat(
            database
                .dsl()
                .fetch("select name from bulk order by id")
                .getValues("name", String.class))
        .isEqualTo(texts);
  }

  @Test
  void keepsNullApartFromTextsThatLookLikeIt() {
    copy(rows -> {
      addText(rows, 1, null);
      addText(rows, 2, "");
      addText(rows, 3, "\\N");
      addText(rows, 4, "\\.");
    });

    assertThat(
            database
                .dsl()
                .fetch("select name from bulk order by id")
                .getValues("name", String.class))
        .containsExactly(null, "", "\\N", "\\.");
  }

  @Test
  void rollsBackWithItsTransaction() {
    database
        .transactions()
        .executeWithoutResult(status -> {
          database.bulkCopy().into("bulk", COLUMNS, rows -> addText(rows, 1, "gone"));
          status.setRollbackOnly();
        });

    assertThat(count()).isZero();
  }

  @Test
  void namesADuplicateAsSpringDoes() {
    assertThatThrownBy(() ->
            copy(rows -> {
              addText(rows, 1, "a");
              addText(rows, 1, "b");
            }))
        .isInstanceOf(DuplicateKeyException.class);
    assertThat(count()).isZero();
  }

  @Test
  void aFailureOfTheSourceLeavesTheConnectionUsable() {
    assertThatThrownBy(() ->
            copy(rows -> {
              addText(rows, 1, "a");
              throw new IllegalStateException("source failed");
            }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("source failed");
    copy(rows -> addText(rows, 1, "a"));

    assertThat(count()).isEqualTo(1);
  }

  @Test
  void refusesAWrongNumberOfValuesAndUnknownTypes() {
    assertThatThrownBy(() -> copy(rows -> rows.add(1))).hasMessageContaining("1 values for 10");
    assertThatThrownBy(() -> copy(rows -> addText(rows, 1, "a\0b"))).hasMessageContaining("NUL");
    assertThatThrownBy(
            () -> copy(rows -> rows.add("1", null, null, null, null, null, null, null, null, null)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot copy a java.lang.String into a column of INT8");
  }

  @Test
  void namesAColumnThatIsNotThere() {
    assertThatThrownBy(() ->
            database
                .transactions()
                .executeWithoutResult(_ ->
                    database
                        .bulkCopy()
                        .into("bulk", List.of("id", "no_such"), rows -> rows.add(1, 2))))
        .hasMessageContaining("no_such");
  }

  @Test
  void needsATransaction() {
    var bulkCopy = database.bulkCopy();
    assertThatThrownBy(() -> bulkCopy.into("bulk", COLUMNS, _ -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("needs a transaction");
  }

  private static void copy(Consumer<CopyRows> source) {
    database
        .transactions()
        .executeWithoutResult(_ -> database.bulkCopy().into("bulk", COLUMNS, source));
  }

  private static void addText(CopyRows rows, int id, @Nullable String text) {
    rows.add(id, text, null, null, null, null, null, null, null, null);
  }

  private static String randomText(Random random) {
    var awkward = "\\\t\n\r\b\f\u000b'\",N.{}王é😀\u0001\u007f\u0085x";
    var points = awkward.codePoints().toArray();
    return random
        .ints(random.nextInt(40), 0, points.length)
        .collect(StringBuilder::new, (b, i) -> b.appendCodePoint(points[i]), StringBuilder::append)
        .toString();
  }

  private static int count() {
    return database.dsl().fetchSingle("select count(*)::int from bulk").into(Integer.class);
  }
}
