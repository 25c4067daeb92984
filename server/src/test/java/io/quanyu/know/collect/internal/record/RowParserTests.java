package io.quanyu.know.collect.internal.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.core.identity.Gender;
import io.quanyu.know.collect.ImportKind;
import io.quanyu.know.collect.ImportMapping;
import io.quanyu.know.collect.OrderRules;
import io.quanyu.know.collect.internal.mapping.GuessingMapping;
import io.quanyu.know.collect.internal.reading.RowDamage;
import io.quanyu.know.collect.internal.reading.SourceRow;
import io.quanyu.know.collect.internal.record.ImportRecord.Behaviour;
import io.quanyu.know.collect.internal.record.ImportRecord.OrderLine;
import io.quanyu.know.collect.internal.record.ImportRecord.Person;
import io.quanyu.know.identity.ClaimedIdentifier;
import io.quanyu.know.purchase.ItemKind;
import io.quanyu.know.purchase.OrderKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowParserTests {
  private static final ImportTerms UK =
      new ImportTerms(
          "web",
          Currency.getInstance("GBP"),
          ZoneId.of("Europe/London"),
          Instant.parse("2026-01-01T00:00:00Z"));
  private static final String ORDER_COLUMNS =
      "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID";

  @Test
  void readsAnOrderLine() {
    var line = line("536365,85123A,LANTERN,6,2011-07-01T08:26:00,2.551,17850");

    assertThat(line.orderNo()).isEqualTo("536365");
    assertThat(line.placedAt()).isEqualTo("2011-07-01T07:26:00Z");
    assertThat(line.unitPrice()).isEqualTo(new BigDecimal("2.551"));
    assertThat(line.lineTotalMinor()).isEqualTo(1531);
    assertThat(line.orderKind()).isEqualTo(OrderKind.SALE);
    assertThat(line.itemKind()).isEqualTo(ItemKind.PRODUCT);
    var who = line.who();
    assertThat(who == null ? null : who.accountId()).isEqualTo("17850");
  }

  @ParameterizedTest
  @CsvSource({
    "536365,1,2.55,SALE",
    "C536365,-1,2.55,CANCELLATION",
    "c536365,-1,2.55,CANCELLATION",
    "CN536365,1,2.55,SALE",
    "C,1,2.55,SALE",
    "A563185,1,11062.06,ADJUSTMENT",
    "536365,-1,0,STOCK_CORRECTION",
    "536365,-1,0.00,STOCK_CORRECTION",
    "536365,-1,2.55,SALE",
    "536365,1,0,SALE",
    "C536365,-1,0,CANCELLATION"
  })
  void tellsTheKindOfADocument(String orderNo, String quantity, String price, OrderKind kind) {
    var line = line(orderNo + ",85123A,x," + quantity + ",2011-07-01T08:26:00," + price + ",");

    assertThat(line.orderKind()).isEqualTo(kind);
    assertThat(line.who()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"POST", "post", "AMAZONFEE", "BANK CHARGES", "m", "C2"})
  void tellsCharges(String sku) {
    assertThat(line("1," + sku + ",x,1,2011-07-01T08:26:00,2,").itemKind())
        .isEqualTo(ItemKind.CHARGE);
  }

  @ParameterizedTest
  @CsvSource({"1,0.005,1", "-1,0.005,-1", "3,0.335,101", "1,0.0049,0", "1000,0.001,100", "0,5,0"})
  void roundsTheLinesTotalOnly(String quantity, String price, long minor) {
    assertThat(line("1,x,x," + quantity + ",2011-07-01T08:26:00," + price + ",").lineTotalMinor())
        .isEqualTo(minor);
  }

  @ParameterizedTest
  @CsvSource({
    "',x,x,1,2011-07-01T08:26:00,2,',missing-order-no",
    "'1,,x,1,2011-07-01T08:26:00,2,',missing-sku",
    "'1,x,x,,2011-07-01T08:26:00,2,',missing-quantity",
    "'1,x,x,many,2011-07-01T08:26:00,2,',bad-number",
    "'1,x,x,1,soon,2,',bad-date",
    "'1,x,x,1,,2,',missing-placed-at",
    "'1,x,x,1,2011-07-01T08:26:00,,',missing-amount",
    "'1,x,x,999999999999999,2011-07-01T08:26:00,999999999999999,',too-large-amount"
  })
  void refusesALineWithItsReason(String row, String reason) {
    assertThat(parse(ImportKind.ORDERS, ORDER_COLUMNS, UK, row))
        .isInstanceOfSatisfying(
            ParsedRow.Rejected.class,
            rejected -> {
              assertThat(rejected.reason()).isEqualTo(reason);
              assertThat(rejected.isReadable()).isTrue();
              assertThat(rejected.cells()).isEqualTo(cells(row));
            });
  }

  @Test
  void passesOnDamage() {
    var parser = parser(ImportKind.ORDERS, ORDER_COLUMNS, UK);

    assertThat(parser.parse(new SourceRow.Damaged(7, List.of("x"), RowDamage.BAD_QUOTE)))
        .isEqualTo(new ParsedRow.Rejected(7, "bad-quote", List.of("x"), false));
  }

  @Test
  void takesTheTotalOfALineAsGiven() {
    var parsed =
        parse(
            ImportKind.ORDERS,
            "household_id,store_id,basket_id,product_id,quantity,sales_value,retail_disc,transaction_timestamp",
            new ImportTerms("grocer", Currency.getInstance("USD"), null, UK.importedAt()),
            "2261,309,31625220889,940996,3,3.86,0.43,2017-01-28T19:06:53Z");

    var line = (OrderLine) ((ParsedRow.Accepted) parsed).record();
    assertThat(line.lineTotalMinor()).isEqualTo(386);
    assertThat(line.unitPrice()).isNull();
    assertThat(line.storeCode()).isEqualTo("309");
    assertThat(line.placedAt()).isEqualTo("2017-01-28T19:06:53Z");
  }

  @Test
  void takesTheDiscountOffWhatIsPaidAndWhatIsPaidBack() {
    var columns = "订单号,货号,数量,单价,优惠金额,下单时间";

    assertThat(total(columns, "1,x,2,100,30.5,2024-03-01")).isEqualTo(16950);
    assertThat(total(columns, "1,x,2,100,-30.5,2024-03-01")).isEqualTo(16950);
    assertThat(total(columns, "1,x,-2,100,30.5,2024-03-01")).isEqualTo(-16950);
    assertThat(total(columns, "1,x,2,100,,2024-03-01")).isEqualTo(20000);
  }

  @Test
  void anOrdersPhoneIsWeakEvidence() {
    var parsed =
        parse(ImportKind.ORDERS, "订单号,货号,数量,单价,下单时间,收货手机号", UK, "1,x,1,2,2024-03-01,13800138000");

    var who = ((ParsedRow.Accepted) parsed).record().who();
    assertThat(who == null ? List.of() : who.identifiers())
        .containsExactly(ClaimedIdentifier.orderPhone("+8613800138000"));
  }

  @Test
  void readsAPerson() {
    var parsed =
        (ParsedRow.Accepted)
            parse(
                ImportKind.CUSTOMERS,
                "买家ID,手机号,姓名,性别,生日,会员卡号,城市,入会时间,会员等级",
                UK,
                "t1,138 0013 8000,王小明,男,1990-02-28,M7,成都,2024-03-01 00:00:00,金卡");

    var person = (Person) parsed.record();
    assertThat(parsed.notices()).isEmpty();
    assertThat(person.personal().phone()).isEqualTo("+8613800138000");
    assertThat(person.gender()).isEqualTo(Gender.MALE);
    assertThat(person.birthday()).isEqualTo(LocalDate.of(1990, 2, 28));
    assertThat(person.attributes()).isEqualTo(Map.of("会员等级", "金卡"));
    assertThat(person.who().accountId()).isEqualTo("t1");
    assertThat(person.who().observedAt()).isEqualTo(person.registeredAt());
    assertThat(person.who().identifiers())
        .containsExactly(
            ClaimedIdentifier.memberNo("brand", "M7"), ClaimedIdentifier.phone("+8613800138000"));
  }

  /** A nickname would contradict the name that others give under the same phone. */
  @Test
  void nicknamesAreShownButNoEvidence() {
    var parsed =
        (ParsedRow.Accepted) parse(ImportKind.CUSTOMERS, "账号,手机号,昵称", UK, "k1,13800138000,早起的洋");

    var person = (Person) parsed.record();
    assertThat(person.personal().name()).isNull();
    assertThat(person.personal().nickname()).isEqualTo("早起的洋");
    assertThat(person.personal().shownName()).isEqualTo("早起的洋");
    assertThat(person.who().name()).isNull();
  }

  @Test
  void leavesOutWhatIsMerelyUsefulAndSaysSo() {
    var parsed =
        (ParsedRow.Accepted)
            parse(ImportKind.CUSTOMERS, "客户编号,手机号,姓名,性别,生日", UK, "k1,1380013,王*,其它的,1990-02-30");

    var person = (Person) parsed.record();
    assertThat(person.personal().phone()).isNull();
    assertThat(person.gender()).isNull();
    assertThat(person.birthday()).isNull();
    assertThat(parsed.notices()).containsExactly("bad-phone", "bad-birthday", "bad-gender");
  }

  @Test
  void aPersonWithoutAnyIdentifierIsRefused() {
    assertThat(reason(ImportKind.CUSTOMERS, "手机号,姓名", "无,王小明")).isEqualTo("missing-identifier");
    assertThat(reason(ImportKind.CUSTOMERS, "手机号,姓名", "1380,王小明")).isEqualTo("bad-phone");
  }

  @Test
  void anAppsUsersAreKnownByOpenid() {
    var parsed =
        parse(
            ImportKind.EVENTS,
            "event,openid,occurred_at,sku,properties",
            UK,
            "page_view,o1,2024-03-01T00:00:00Z,A-1,");

    var behaviour = (Behaviour) ((ParsedRow.Accepted) parsed).record();
    assertThat(behaviour.who().accountId()).isEqualTo("o1");
    assertThat(behaviour.properties()).isEqualTo(Map.of("sku", "A-1"));
  }

  @Test
  void neverFailsOnAnyCells() {
    var random = new Random(3);
    var pieces =
        new String[] {
          "",
          " ",
          "1e999999999",
          "2024-02-30",
          "\uFFFD",
          "null",
          "99999999999999999999",
          "-0",
          "13800138000",
          "a@b.cn",
          "{\"a\":1}",
          "[",
          "C1",
          "x".repeat(5000),
          "😀",
          "0000-00-00",
          "+",
          "2024-03-01T00:00:00+99:99"
        };
    for (var kind : ImportKind.values()) {
      var parser = everyField(kind);
      for (int i = 0; i < 3_000; i++) {
        var row = new StringBuilder();
        for (int c = 0; c < 12; c++) {
          row.append(c > 0 ? "\t" : "").append(pieces[random.nextInt(pieces.length)]);
        }
        var cells = List.of(row.toString().split("\t", -1));
        var parsed = parser.parse(new SourceRow.Whole(i + 2, cells));

        assertThat(parsed).isNotNull();
      }
    }
  }

  /** A parser that takes every field of a kind from one of twelve columns. */
  private static RowParser everyField(ImportKind kind) {
    var columns = List.of("a,b,c,d,e,f,g,h,i,j,k,l".split(","));
    var mapped = new java.util.LinkedHashMap<String, String>();
    var fields = io.quanyu.know.collect.internal.mapping.ImportFields.of(kind);
    for (int i = 0; i < fields.size(); i++) {
      mapped.put(fields.get(i).field(), columns.get(i % columns.size()));
    }
    return new RowParser(
        new ImportMapping(kind, mapped, Map.of(), List.of("a"), OrderRules.USUAL, null),
        columns,
        UK);
  }

  private static OrderLine line(String row) {
    return (OrderLine)
        ((ParsedRow.Accepted) parse(ImportKind.ORDERS, ORDER_COLUMNS, UK, row)).record();
  }

  private static long total(String columns, String row) {
    return ((OrderLine) ((ParsedRow.Accepted) parse(ImportKind.ORDERS, columns, UK, row)).record())
        .lineTotalMinor();
  }

  private static String reason(ImportKind kind, String columns, String row) {
    return ((ParsedRow.Rejected) parse(kind, columns, UK, row)).reason();
  }

  private static ParsedRow parse(ImportKind kind, String columns, ImportTerms terms, String row) {
    return parser(kind, columns, terms).parse(new SourceRow.Whole(2, cells(row)));
  }

  private static RowParser parser(ImportKind kind, String columns, ImportTerms terms) {
    var names = List.of(columns.split(","));
    return new RowParser(GuessingMapping.of(kind, names, List.of()).mapping(), names, terms);
  }

  private static List<String> cells(String row) {
    return List.of(row.split(",", -1));
  }
}
