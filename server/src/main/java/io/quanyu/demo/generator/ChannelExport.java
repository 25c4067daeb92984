package io.quanyu.demo.generator;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How a channel writes its customers and orders: every channel has its own columns, words and
 * formats, as real exports do. No value contains a delimiter, a quote or a line break, so none is
 * quoted.
 */
sealed interface ChannelExport {

  /** The header line of the customer file; empty for JSON lines. */
  String customerHeader();

  String orderHeader();

  /** Appends the line of one customer record. */
  void customer(TextBuffer out, Person person, Account account);

  /** Appends one line for each line of the order, adjacent. */
  void order(TextBuffer out, Person person, Order order);

  /** File name without folder, e.g. {@code tmall_orders.csv.gz}. */
  String fileName(String content);

  static ChannelExport of(Channel channel) {
    return switch (channel) {
      case TMALL -> new Tmall();
      case JD -> new Jd();
      case DOUYIN -> new Douyin();
      case MINIPROGRAM -> new MiniProgram();
      case POS -> new Pos();
    };
  }

  private static TextBuffer birthday(TextBuffer out, @Nullable LocalDate birthday) {
    return birthday == null ? out : out.date(birthday);
  }

  /**
   * The name shown on the platform: of the account, not of the person, and therefore no evidence of
   * anything.
   */
  private static String nickname(Account account) {
    String[] words = {"跑", "风", "小", "大", "云", "星", "爱", "早", "慢", "阿"};
    int hash = account.key().hashCode();
    return words[Math.floorMod(hash, words.length)] + "***" + Math.floorMod(hash / 16, 10);
  }

  /**
   * Chinese headers and words throughout; a third of the members has bound the brand's member card.
   */
  final class Tmall implements ChannelExport {
    private static final String[] LEVELS = {"普通会员", "银卡会员", "金卡会员", "黑金会员"};

    @Override
    public String customerHeader() {
      return "买家ID,买家昵称,手机号,姓名,性别,生日,会员卡号,省份,城市,入会时间,会员等级";
    }

    @Override
    public String orderHeader() {
      return "订单编号,子订单号,商家编码,商品标题,购买数量,成交单价,优惠金额,下单时间,买家ID,收货手机号,收货省份,收货城市";
    }

    @Override
    public void customer(TextBuffer out, Person person, Account account) {
      out.text(account.key())
          .ascii(',')
          .text(nickname(account))
          .ascii(',')
          .text(account.phone())
          .ascii(',');
      out.text(account.name()).ascii(',').text(account.gender()).ascii(',');
      birthday(out, account.birthday()).ascii(',').text(account.memberNo()).ascii(',');
      out.text(person.province()).ascii(',').text(person.city()).ascii(',');
      out.dateTime(account.registeredAt()).ascii(',').text(LEVELS[account.level()]).ascii('\n');
    }

    @Override
    public void order(TextBuffer out, Person person, Order order) {
      int number = 0;
      for (Order.Line line : order.lines()) {
        out.text(order.orderNo())
            .ascii(',')
            .text(order.orderNo())
            .ascii('-')
            .number(++number)
            .ascii(',');
        out.text(line.sku())
            .ascii(',')
            .text(line.name())
            .ascii(',')
            .number(line.quantity())
            .ascii(',');
        out.yuan(line.unitPriceCents()).ascii(',').yuan(line.discountCents()).ascii(',');
        out.dateTime(order.placedAt())
            .ascii(',')
            .text(order.buyerKey())
            .ascii(',')
            .text(order.phone())
            .ascii(',');
        out.text(person.province()).ascii(',').text(person.city()).ascii('\n');
      }
    }

    @Override
    public String fileName(String content) {
      return "tmall_" + content + ".csv.gz";
    }
  }

  /** English headers in snake case. */
  final class Jd implements ChannelExport {

    @Override
    public String customerHeader() {
      return "pin,mobile,real_name,gender,birthday,province,city,register_time,member_level";
    }

    @Override
    public String orderHeader() {
      return "order_id,item_no,sku_id,sku_name,quantity,price,discount,order_time,pin,receiver_mobile,province,city";
    }

    @Override
    public void customer(TextBuffer out, Person person, Account account) {
      out.text(account.key())
          .ascii(',')
          .text(account.phone())
          .ascii(',')
          .text(account.name())
          .ascii(',');
      out.text(account.gender().isEmpty() ? "" : account.gender().equals("女") ? "F" : "M")
          .ascii(',');
      birthday(out, account.birthday()).ascii(',');
      out.text(person.province()).ascii(',').text(person.city()).ascii(',');
      out.dateTime(account.registeredAt())
          .ascii(',')
          .text("V")
          .number(account.level() + 1)
          .ascii('\n');
    }

    @Override
    public void order(TextBuffer out, Person person, Order order) {
      int number = 0;
      for (Order.Line line : order.lines()) {
        out.text(order.orderNo())
            .ascii(',')
            .number(++number)
            .ascii(',')
            .text(line.sku())
            .ascii(',');
        out.text(line.name())
            .ascii(',')
            .number(line.quantity())
            .ascii(',')
            .yuan(line.unitPriceCents())
            .ascii(',');
        out.yuan(line.discountCents()).ascii(',').dateTime(order.placedAt()).ascii(',');
        out.text(order.buyerKey()).ascii(',').text(order.phone()).ascii(',');
        out.text(person.province()).ascii(',').text(person.city()).ascii('\n');
      }
    }

    @Override
    public String fileName(String content) {
      return "jd_" + content + ".csv.gz";
    }
  }

  /** Chinese headers that differ from Tmall's. */
  final class Douyin implements ChannelExport {
    private static final String[] LEVELS = {"新粉", "老粉", "铁粉", "挚粉"};

    @Override
    public String customerHeader() {
      return "用户ID,昵称,手机,真实姓名,性别,出生日期,所在省,所在城市,注册时间,粉丝等级";
    }

    @Override
    public String orderHeader() {
      return "订单号,商品单序号,商家SKU编码,商品名称,数量,单价,优惠,下单时间,用户ID,收件人手机,省,市";
    }

    @Override
    public void customer(TextBuffer out, Person person, Account account) {
      out.text(account.key())
          .ascii(',')
          .text(nickname(account))
          .ascii(',')
          .text(account.phone())
          .ascii(',');
      out.text(account.name()).ascii(',').text(account.gender()).ascii(',');
      birthday(out, account.birthday()).ascii(',');
      out.text(person.province()).ascii(',').text(person.city()).ascii(',');
      out.dateTime(account.registeredAt()).ascii(',').text(LEVELS[account.level()]).ascii('\n');
    }

    @Override
    public void order(TextBuffer out, Person person, Order order) {
      int number = 0;
      for (Order.Line line : order.lines()) {
        out.text(order.orderNo())
            .ascii(',')
            .number(++number)
            .ascii(',')
            .text(line.sku())
            .ascii(',');
        out.text(line.name())
            .ascii(',')
            .number(line.quantity())
            .ascii(',')
            .yuan(line.unitPriceCents())
            .ascii(',');
        out.yuan(line.discountCents()).ascii(',').dateTime(order.placedAt()).ascii(',');
        out.text(order.buyerKey()).ascii(',').text(order.phone()).ascii(',');
        out.text(person.province()).ascii(',').text(person.city()).ascii('\n');
      }
    }

    @Override
    public String fileName(String content) {
      return "douyin_" + content + ".csv.gz";
    }
  }

  /** JSON lines as an own application writes them: what is missing is left out. */
  final class MiniProgram implements ChannelExport {
    private static final String[] LEVELS = {"basic", "silver", "gold", "black"};

    @Override
    public String customerHeader() {
      return "";
    }

    @Override
    public String orderHeader() {
      return "";
    }

    @Override
    public void customer(TextBuffer out, Person person, Account account) {
      out.text("{\"openid\":\"").text(account.key()).ascii('"');
      optional(out, "unionid", account.unionId());
      optional(out, "phone", account.phone());
      optional(out, "name", account.name());
      optional(
          out,
          "gender",
          account.gender().isEmpty() ? "" : account.gender().equals("女") ? "female" : "male");
      if (account.birthday() != null) {
        out.text(",\"birthday\":\"").date(account.birthday()).ascii('"');
      }
      optional(out, "member_no", account.memberNo());
      out.text(",\"province\":\"")
          .text(person.province())
          .text("\",\"city\":\"")
          .text(person.city());
      out.text("\",\"registered_at\":\"").dateTime(account.registeredAt());
      out.text("\",\"level\":\"").text(LEVELS[account.level()]).text("\"}\n");
    }

    @Override
    public void order(TextBuffer out, Person person, Order order) {
      int number = 0;
      for (Order.Line line : order.lines()) {
        out.text("{\"order_no\":\"").text(order.orderNo()).text("\",\"line_no\":").number(++number);
        out.text(",\"sku\":\"").text(line.sku()).text("\",\"product_name\":\"").text(line.name());
        out.text("\",\"quantity\":")
            .number(line.quantity())
            .text(",\"unit_price\":\"")
            .yuan(line.unitPriceCents());
        out.text("\",\"discount\":\"").yuan(line.discountCents());
        out.text("\",\"ordered_at\":\"")
            .dateTime(order.placedAt())
            .text("\",\"openid\":\"")
            .text(order.buyerKey());
        out.text("\",\"phone\":\"").text(order.phone()).text("\"}\n");
      }
    }

    /** Behaviour events: the properties stand beside the event's own fields. */
    static void event(TextBuffer out, BehaviourEvent event) {
      out.text("{\"event\":\"").text(event.event()).text("\",\"openid\":\"").text(event.openId());
      out.text("\",\"occurred_at\":\"")
          .dateTime(event.at())
          .text("\",\"session\":\"")
          .text(event.session())
          .ascii('"');
      Spu.Sku sku = event.sku();
      if (sku != null) {
        out.text(",\"sku\":\"")
            .text(sku.code())
            .text("\",\"category\":\"")
            .text(sku.category().code);
        out.text("\",\"price\":").yuan(sku.listPriceCents());
      }
      switch (event.event()) {
        case "page_view" -> optional(out, "page", event.detail());
        case "search" -> optional(out, "keyword", event.detail());
        case "coupon_claim" -> optional(out, "coupon", event.detail());
        case "live_watch" -> optional(out, "live_room", event.detail());
        default -> {}
      }
      if (event.seconds() > 0) {
        out.text(",\"duration_seconds\":").number(event.seconds());
      }
      out.text("}\n");
    }

    private static void optional(TextBuffer out, String name, String value) {
      if (!value.isEmpty()) {
        out.text(",\"").text(name).text("\":\"").text(value).ascii('"');
      }
    }

    @Override
    public String fileName(String content) {
      return "miniprogram_" + content + ".jsonl.gz";
    }
  }

  /** The tills: member number instead of a platform id, store and guide on every document. */
  final class Pos implements ChannelExport {
    private static final String[] LEVELS = {"普卡", "银卡", "金卡", "黑金卡"};

    @Override
    public String customerHeader() {
      return "会员卡号,手机号,姓名,性别,出生日期,微信UnionID,省份,城市,开卡时间,会员等级";
    }

    @Override
    public String orderHeader() {
      return "小票号,行号,货号,品名,数量,成交单价,折扣金额,销售时间,会员卡号,手机号,门店编码,导购工号";
    }

    @Override
    public void customer(TextBuffer out, Person person, Account account) {
      out.text(account.memberNo())
          .ascii(',')
          .text(account.phone())
          .ascii(',')
          .text(account.name())
          .ascii(',');
      out.text(account.gender()).ascii(',');
      birthday(out, account.birthday()).ascii(',').text(account.unionId()).ascii(',');
      out.text(person.province()).ascii(',').text(person.city()).ascii(',');
      out.dateTime(account.registeredAt()).ascii(',').text(LEVELS[account.level()]).ascii('\n');
    }

    @Override
    public void order(TextBuffer out, Person person, Order order) {
      int number = 0;
      for (Order.Line line : order.lines()) {
        out.text(order.orderNo())
            .ascii(',')
            .number(++number)
            .ascii(',')
            .text(line.sku())
            .ascii(',');
        out.text(line.name())
            .ascii(',')
            .number(line.quantity())
            .ascii(',')
            .yuan(line.unitPriceCents())
            .ascii(',');
        out.yuan(line.discountCents()).ascii(',').dateTime(order.placedAt()).ascii(',');
        out.text(order.buyerKey()).ascii(',').text(order.phone()).ascii(',');
        out.text(order.storeCode()).ascii(',').text(order.guideNo()).ascii('\n');
      }
    }

    @Override
    public String fileName(String content) {
      return "pos_" + content + ".csv.gz";
    }
  }
}
