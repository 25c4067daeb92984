package io.quanyu.know.collect.internal.mapping;

import static io.quanyu.know.collect.internal.mapping.FieldType.DATE;
import static io.quanyu.know.collect.internal.mapping.FieldType.DECIMAL;
import static io.quanyu.know.collect.internal.mapping.FieldType.EMAIL;
import static io.quanyu.know.collect.internal.mapping.FieldType.ENUM;
import static io.quanyu.know.collect.internal.mapping.FieldType.INSTANT;
import static io.quanyu.know.collect.internal.mapping.FieldType.PHONE;
import static io.quanyu.know.collect.internal.mapping.FieldType.TEXT;
import static io.quanyu.know.collect.internal.mapping.ImportField.oneOf;
import static io.quanyu.know.collect.internal.mapping.ImportField.optional;
import static io.quanyu.know.collect.internal.mapping.ImportField.required;

import io.quanyu.know.collect.ImportKind;
import java.util.ArrayList;
import java.util.List;

/** The fields of each kind, and the names that shops' exports give them in English and Chinese. */
public final class ImportFields {
  public static final String ORDER_NO = "orderNo";
  public static final String PLACED_AT = "placedAt";
  public static final String SKU = "sku";
  public static final String ITEM_NAME = "productName";
  public static final String QUANTITY = "quantity";
  public static final String UNIT_PRICE = "unitPrice";
  public static final String LINE_TOTAL = "lineTotal";
  public static final String DISCOUNT = "discount";
  public static final String CURRENCY = "currency";
  public static final String STORE_CODE = "storeCode";
  public static final String ACCOUNT_ID = "accountKey";
  public static final String HOUSEHOLD_ID = "householdId";
  public static final String MEMBER_NO = "memberNo";
  public static final String UNIONID = "unionid";
  public static final String OPENID = "openid";
  public static final String EXTERNAL_USERID = "externalUserid";
  public static final String PHONE_FIELD = "phone";
  public static final String EMAIL_FIELD = "email";
  public static final String NAME = "name";
  public static final String NICKNAME = "nickname";
  public static final String GENDER = "gender";
  public static final String BIRTHDAY = "birthday";
  public static final String PROVINCE = "province";
  public static final String CITY = "city";
  public static final String ADDRESS = "address";
  public static final String REGISTERED_AT = "registeredAt";
  public static final String UPDATED_AT = "updatedAt";
  public static final String SPU = "spu";
  public static final String CATEGORY = "category";
  public static final String BRAND = "brand";
  public static final String LIST_PRICE = "listPrice";
  public static final String OPENED_ON = "openedOn";
  public static final String STORE_TYPE = "storeType";
  public static final String EVENT = "event";
  public static final String OCCURRED_AT = "occurredAt";
  public static final String PROPERTIES = "properties";

  private static final String WHO = "identifier";
  private static final String AMOUNT = "amount";

  private static final ImportField PHONE_OF_PERSON =
      oneOf(
          WHO,
          PHONE_FIELD,
          PHONE,
          "手机号",
          "手机号码",
          "手机",
          "联系电话",
          "电话",
          "电话号码",
          "联系方式",
          "mobile",
          "mobileno",
          "mobilephone",
          "phoneno",
          "phonenumber",
          "cellphone",
          "tel",
          "telephone");
  private static final ImportField ACCOUNT =
      oneOf(
          WHO,
          ACCOUNT_ID,
          TEXT,
          "customerid",
          "customerno",
          "userid",
          "buyerid",
          "buyernick",
          "accountid",
          "accountno",
          "account",
          "memberid",
          "householdid",
          "clientid",
          "shopperid",
          "pin",
          "客户id",
          "客户编号",
          "客户号",
          "顾客编号",
          "用户id",
          "用户编号",
          "买家id",
          "买家昵称",
          "买家会员名",
          "账号",
          "平台账号",
          "会员id");
  private static final ImportField MEMBER =
      oneOf(
          WHO,
          MEMBER_NO,
          TEXT,
          "会员号",
          "会员编号",
          "会员卡号",
          "卡号",
          "membernumber",
          "memberno",
          "membershipno",
          "cardno",
          "cardnumber",
          "loyaltyid",
          "loyaltyno");
  private static final ImportField UNIONID_FIELD =
      oneOf(WHO, UNIONID, TEXT, "微信unionid", "wechatunionid");
  private static final ImportField OPENID_FIELD =
      oneOf(WHO, OPENID, TEXT, "微信openid", "wechatopenid");
  private static final ImportField EXTERNAL_FIELD =
      oneOf(WHO, EXTERNAL_USERID, TEXT, "externaluserid", "外部联系人id", "企微外部联系人id");
  private static final ImportField EMAIL_OF_PERSON =
      oneOf(WHO, EMAIL_FIELD, EMAIL, "邮箱", "电子邮箱", "电子邮件", "mail", "emailaddress");

  private static final List<ImportField> ORDERS =
      List.of(
          required(
              ORDER_NO,
              TEXT,
              "订单号",
              "订单编号",
              "订单id",
              "单号",
              "单据号",
              "小票号",
              "invoiceno",
              "invoice",
              "invoicenumber",
              "ordernumber",
              "orderid",
              "order",
              "basketid",
              "transactionid",
              "receiptno",
              "tradeno",
              "tid"),
          required(
              PLACED_AT,
              INSTANT,
              "下单时间",
              "订单时间",
              "订单创建时间",
              "付款时间",
              "支付时间",
              "交易时间",
              "销售时间",
              "消费时间",
              "下单日期",
              "订单日期",
              "invoicedate",
              "orderdate",
              "ordertime",
              "orderedat",
              "paidat",
              "paytime",
              "transactiontimestamp",
              "transactiondate",
              "timestamp",
              "createdat",
              "purchasedate",
              "date",
              "time",
              "日期",
              "时间"),
          required(
              SKU,
              TEXT,
              "sku编码",
              "skucode",
              "skuid",
              "sku编号",
              "商品编码",
              "商品编号",
              "商品id",
              "货号",
              "商家编码",
              "商家sku编码",
              "条码",
              "stockcode",
              "productid",
              "productcode",
              "itemid",
              "itemcode",
              "article",
              "articleno",
              "barcode"),
          optional(
              ITEM_NAME,
              TEXT,
              "商品名称",
              "商品名",
              "商品标题",
              "宝贝标题",
              "品名",
              "description",
              "itemdescription",
              "skuname",
              "title"),
          required(QUANTITY, DECIMAL, "数量", "购买数量", "件数", "销售数量", "qty", "units", "count"),
          oneOf(
              AMOUNT,
              UNIT_PRICE,
              DECIMAL,
              "单价",
              "商品单价",
              "成交单价",
              "成交价",
              "销售价",
              "价格",
              "price",
              "sellprice",
              "saleprice"),
          oneOf(
              AMOUNT,
              LINE_TOTAL,
              DECIMAL,
              "行金额",
              "小计",
              "商品金额",
              "实付金额",
              "实付",
              "金额",
              "成交金额",
              "销售额",
              "salesvalue",
              "lineamount",
              "amount",
              "total",
              "subtotal",
              "paidamount",
              "linerevenue"),
          optional(DISCOUNT, DECIMAL, "优惠金额", "优惠", "折扣金额", "折扣", "linediscount", "discountamount"),
          optional(CURRENCY, TEXT, "币种", "货币", "currencycode"),
          optional(
              STORE_CODE,
              TEXT,
              "门店编码",
              "门店编号",
              "门店代码",
              "门店号",
              "门店",
              "店铺编码",
              "storeid",
              "storeno",
              "store",
              "shopid",
              "shopcode",
              "shopno"),
          free(ACCOUNT),
          free(MEMBER),
          free(UNIONID_FIELD),
          free(OPENID_FIELD),
          optional(
              PHONE_FIELD,
              PHONE,
              "收货人手机",
              "收货人电话",
              "收件人手机",
              "收货手机号",
              "下单手机号",
              "receiverphone",
              "receivermobile",
              "shippingphone",
              "orderphone",
              "手机号",
              "手机号码",
              "手机",
              "联系电话",
              "电话",
              "mobile",
              "phonenumber",
              "tel"));

  private static final List<ImportField> CUSTOMERS =
      List.of(
          ACCOUNT,
          MEMBER,
          PHONE_OF_PERSON,
          UNIONID_FIELD,
          OPENID_FIELD,
          EXTERNAL_FIELD,
          EMAIL_OF_PERSON,
          optional(
              NAME,
              TEXT,
              "姓名",
              "客户姓名",
              "会员姓名",
              "名字",
              "真实姓名",
              "fullname",
              "customername",
              "realname"),
          optional(
              NICKNAME,
              TEXT,
              "昵称",
              "用户昵称",
              "会员昵称",
              "客户昵称",
              "粉丝昵称",
              "微信昵称",
              "微信名",
              "买家昵称",
              "nick",
              "wechatname",
              "wechatnickname",
              "buyernick"),
          optional(GENDER, ENUM, "性别", "sex"),
          optional(
              BIRTHDAY, DATE, "生日", "出生日期", "出生年月", "birthdate", "dateofbirth", "dob", "birth"),
          optional(PROVINCE, TEXT, "省份", "省", "所在省", "state", "region"),
          optional(CITY, TEXT, "城市", "市", "所在城市", "cityname"),
          optional(ADDRESS, TEXT, "地址", "详细地址", "收货地址", "联系地址", "street", "addressline"),
          optional(
              REGISTERED_AT,
              INSTANT,
              "注册时间",
              "注册日期",
              "入会时间",
              "入会日期",
              "开卡时间",
              "createdat",
              "registrationdate",
              "registertime",
              "joinedat",
              "joindate",
              "signupdate",
              "创建时间"),
          optional(
              UPDATED_AT,
              INSTANT,
              "更新时间",
              "修改时间",
              "最后更新时间",
              "updatedat",
              "modifiedat",
              "lastupdated"));

  private static final List<ImportField> HOUSEHOLDS =
      List.of(
          required(HOUSEHOLD_ID, TEXT, "household", "householdno", "家庭id", "家庭编号", "户号"),
          free(MEMBER),
          free(PHONE_OF_PERSON),
          free(EMAIL_OF_PERSON),
          optional(NAME, TEXT, "户主", "户主姓名", "householdname"),
          optional(PROVINCE, TEXT, "省份", "省", "state", "region"),
          optional(CITY, TEXT, "城市", "市"),
          optional(ADDRESS, TEXT, "地址", "详细地址"));

  private static final List<ImportField> PRODUCTS =
      List.of(
          required(
              SKU,
              TEXT,
              "sku编码",
              "skucode",
              "skuid",
              "sku编号",
              "货号",
              "条码",
              "商品编码",
              "商品编号",
              "商品id",
              "productid",
              "productcode",
              "stockcode",
              "itemid",
              "barcode"),
          optional(
              NAME,
              TEXT,
              "商品名称",
              "商品名",
              "品名",
              "名称",
              "productname",
              "skuname",
              "title",
              "description",
              "producttype"),
          optional(SPU, TEXT, "spu编码", "spucode", "spuid", "spu编号", "款号", "styleno", "stylecode"),
          optional(
              CATEGORY,
              TEXT,
              "类目",
              "品类",
              "分类",
              "商品分类",
              "productcategory",
              "categoryname",
              "department"),
          optional(BRAND, TEXT, "品牌", "brandname"),
          optional(LIST_PRICE, DECIMAL, "吊牌价", "标价", "零售价", "价格", "price", "retailprice", "msrp"),
          optional(CURRENCY, TEXT, "币种", "货币", "currencycode"));

  private static final List<ImportField> STORES =
      List.of(
          required(
              STORE_CODE,
              TEXT,
              "门店编码",
              "门店编号",
              "门店代码",
              "门店号",
              "店铺编码",
              "storeid",
              "storeno",
              "code",
              "shopid",
              "shopcode"),
          optional(NAME, TEXT, "门店名称", "店名", "门店名", "名称", "storename", "shopname"),
          optional(PROVINCE, TEXT, "省份", "省", "所在省", "state", "region"),
          optional(CITY, TEXT, "城市", "市", "所在城市"),
          optional(ADDRESS, TEXT, "地址", "详细地址", "门店地址"),
          optional(STORE_TYPE, TEXT, "门店类型", "类型", "经营类型", "storetype", "type", "ownership"),
          optional(OPENED_ON, DATE, "开业日期", "开店日期", "openedat", "openingdate", "opendate"));

  private static final List<ImportField> EVENTS =
      List.of(
          required(
              EVENT, TEXT, "事件", "事件名", "事件名称", "行为", "行为类型", "eventname", "eventtype", "action"),
          required(
              OCCURRED_AT,
              INSTANT,
              "发生时间",
              "事件时间",
              "行为时间",
              "时间",
              "eventtime",
              "timestamp",
              "time",
              "at",
              "ts"),
          ACCOUNT,
          MEMBER,
          PHONE_OF_PERSON,
          UNIONID_FIELD,
          OPENID_FIELD,
          EXTERNAL_FIELD,
          EMAIL_OF_PERSON,
          optional(PROPERTIES, TEXT, "属性", "事件属性", "props", "params"));

  private ImportFields() {}

  /** The fields of a kind, in the order in which a person would fill them in. */
  public static List<ImportField> of(ImportKind kind) {
    return switch (kind) {
      case ORDERS -> ORDERS;
      case CUSTOMERS -> CUSTOMERS;
      case PRODUCTS -> PRODUCTS;
      case STORES -> STORES;
      case HOUSEHOLDS -> HOUSEHOLDS;
      case EVENTS -> EVENTS;
    };
  }

  /** The groups of a kind of which at least one field must be mapped. */
  public static List<List<ImportField>> groupsOf(ImportKind kind) {
    var groups = new java.util.LinkedHashMap<String, List<ImportField>>();
    for (var field : of(kind)) {
      if (field.oneOfGroup() != null) {
        groups.computeIfAbsent(field.oneOfGroup(), g -> new ArrayList<>()).add(field);
      }
    }
    return List.copyOf(groups.values());
  }

  private static ImportField free(ImportField field) {
    return new ImportField(field.field(), field.type(), false, null, field.synonyms());
  }
}
