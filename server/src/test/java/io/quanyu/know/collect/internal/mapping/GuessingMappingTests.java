package io.quanyu.know.collect.internal.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.know.collect.ImportKind;
import io.quanyu.know.collect.OrderRules;
import io.quanyu.know.collect.internal.mapping.GuessingMapping.Reason;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GuessingMappingTests {

  @Test
  void knowsTheUkShop() {
    var columns =
        List.of(
            "InvoiceNo",
            "StockCode",
            "Description",
            "Quantity",
            "InvoiceDate",
            "UnitPrice",
            "CustomerID",
            "Country");
    var rows =
        List.of(
            List.of(
                "536365", "85123A", "LANTERN", "6", "2010-12-01T08:26:00", "2.55", "17850", "UK"),
            List.of("C536379", "D", "Discount", "-1", "2010-12-01T09:41:00", "27.5", "14527", "UK"),
            List.of(
                "536366", "22633", "WARMER", "6", "2010-12-01T08:28:00", "1.85", "17850", "UK"));

    var guess = GuessingMapping.of(ImportKind.ORDERS, columns, rows);

    assertThat(guess.mapping().columns())
        .isEqualTo(
            Map.of(
                "orderNo", "InvoiceNo",
                "sku", "StockCode",
                "productName", "Description",
                "quantity", "Quantity",
                "placedAt", "InvoiceDate",
                "unitPrice", "UnitPrice",
                "accountKey", "CustomerID"));
    assertThat(guess.mapping().orderRules()).isEqualTo(OrderRules.USUAL);
    assertThat(guess.needsCurrency()).isTrue();
    assertThat(guess.needsZone()).isTrue();
    assertThat(GuessingMapping.kindOf(columns, rows)).isEqualTo(ImportKind.ORDERS);
  }

  @Test
  void knowsTheGrocer() {
    var columns =
        List.of(
            "household_id",
            "store_id",
            "basket_id",
            "product_id",
            "quantity",
            "sales_value",
            "retail_disc",
            "coupon_disc",
            "coupon_match_disc",
            "week",
            "transaction_timestamp");
    var rows =
        List.of(
            List.of(
                "2261",
                "309",
                "31625220889",
                "940996",
                "1",
                "3.86",
                "0.43",
                "0",
                "0",
                "5",
                "2017-01-28T19:06:53Z"));

    var guess = GuessingMapping.of(ImportKind.ORDERS, columns, rows);

    assertThat(guess.mapping().columns())
        .isEqualTo(
            Map.of(
                "orderNo", "basket_id",
                "sku", "product_id",
                "quantity", "quantity",
                "placedAt", "transaction_timestamp",
                "lineTotal", "sales_value",
                "accountKey", "household_id",
                "storeCode", "store_id"));
    assertThat(guess.needsZone()).isFalse();
  }

  @Test
  void knowsHouseholdsAndTheirAttributes() {
    var columns = List.of("household_id", "age", "income", "kids_count");

    var guess =
        GuessingMapping.of(
            ImportKind.HOUSEHOLDS, columns, List.of(List.of("1", "65+", "35-49K", "0")));

    assertThat(guess.mapping().columns()).isEqualTo(Map.of("householdId", "household_id"));
    assertThat(guess.mapping().attributes()).containsExactly("age", "income", "kids_count");
    assertThat(guess.needsCurrency()).isFalse();
    assertThat(guess.needsZone()).isFalse();
  }

  @Test
  void knowsChineseExports() {
    var tmall = guessHeaders(ImportKind.CUSTOMERS, "买家ID,买家昵称,手机号,姓名,性别,生日,会员卡号,省份,城市,入会时间,会员等级");
    assertThat(tmall.mapping().columns())
        .isEqualTo(
            Map.of(
                "accountKey", "买家ID",
                "nickname", "买家昵称",
                "phone", "手机号",
                "name", "姓名",
                "gender", "性别",
                "birthday", "生日",
                "memberNo", "会员卡号",
                "province", "省份",
                "city", "城市",
                "registeredAt", "入会时间"));
    assertThat(tmall.mapping().attributes()).containsExactly("会员等级");

    var till = guessHeaders(ImportKind.ORDERS, "小票号,行号,货号,品名,数量,成交单价,折扣金额,销售时间,会员卡号,手机号,门店编码,导购工号");
    assertThat(till.mapping().columns())
        .isEqualTo(
            Map.of(
                "orderNo", "小票号",
                "sku", "货号",
                "productName", "品名",
                "quantity", "数量",
                "unitPrice", "成交单价",
                "discount", "折扣金额",
                "placedAt", "销售时间",
                "memberNo", "会员卡号",
                "phone", "手机号",
                "storeCode", "门店编码"));
  }

  /** What people call themselves is evidence of nobody: it must not become a name. */
  @Test
  void nicknamesAreNeverNames() {
    var douyin = guessHeaders(ImportKind.CUSTOMERS, "用户ID,昵称,手机,所在省");
    assertThat(douyin.mapping().columns())
        .isEqualTo(
            Map.of("accountKey", "用户ID", "nickname", "昵称", "phone", "手机", "province", "所在省"));

    for (var column : List.of("nick_name", "Wechat Name", "微信昵称")) {
      var guess = guessHeaders(ImportKind.CUSTOMERS, "member_no," + column);
      assertThat(guess.mapping().columns()).containsEntry("nickname", column);
      assertThat(guess.mapping().columns()).doesNotContainKey("name");
    }
  }

  /** On Taobao the nickname is the account; without an id it tells who somebody is. */
  @Test
  void aBuyersNicknameIsTheAccountWhereThereIsNoOther() {
    var guess = guessHeaders(ImportKind.CUSTOMERS, "买家昵称,手机号");

    assertThat(guess.mapping().columns()).isEqualTo(Map.of("accountKey", "买家昵称", "phone", "手机号"));
  }

  @Test
  void anUnknownNicknameColumnIsNoAttribute() {
    var guess = guessHeaders(ImportKind.CUSTOMERS, "member_no,小程序昵称2,会员等级");

    assertThat(guess.mapping().attributes()).containsExactly("会员等级");
  }

  @Test
  void findsPhonesAndMomentsByTheirLook() {
    var columns = List.of("column_1", "column_2", "column_3");
    var rows = Collections.nCopies(20, List.of("view", "13800138000", "2024-03-01 08:26:00"));

    var guess = GuessingMapping.of(ImportKind.EVENTS, columns, rows);

    assertThat(guess.guessed())
        .extracting(g -> g.field() + "=" + g.column() + " " + g.reason())
        .contains("phone=column_2 " + Reason.SAMPLES, "occurredAt=column_3 " + Reason.SAMPLES);
  }

  @Test
  void tellsDayFirstFromMonthFirst() {
    assertThat(dateFormatOf("13/7/2011 9:05", "1/8/2011 9:05")).isEqualTo("d/M/yyyy H:mm");
    assertThat(dateFormatOf("7/13/2011 9:05", "8/1/2011 9:05")).isEqualTo("M/d/yyyy H:mm");
    assertThat(dateFormatOf("2011-07-13 09:05", "2011-08-01 09:05")).isNull();
  }

  @Test
  void dropsAPrefixThatMostOrdersHave() {
    assertThat(GuessingMapping.rulesOf(List.of("C1", "C2", "C3", "4")).cancellationPrefixes())
        .isEmpty();
    assertThat(GuessingMapping.rulesOf(List.of("C1", "2", "3", "4")).cancellationPrefixes())
        .containsExactly("C");
  }

  private static @org.jspecify.annotations.Nullable String dateFormatOf(String... values) {
    var rows = java.util.Arrays.stream(values).map(v -> List.of("T1", v)).toList();
    return GuessingMapping.of(ImportKind.ORDERS, List.of("order_no", "order_date"), rows)
        .mapping()
        .dateFormat();
  }

  private static GuessingMapping.Guess guessHeaders(ImportKind kind, String header) {
    return GuessingMapping.of(kind, List.of(header.split(",")), List.of());
  }
}
