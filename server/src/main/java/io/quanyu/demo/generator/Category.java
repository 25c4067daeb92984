package io.quanyu.demo.generator;

import java.util.List;

/**
 * A product category: how many SPUs it has, what it costs, which words its names are made of, when
 * it sells.
 *
 * <p>{@code monthWeights} holds twelve digits, January first: how often the category is bought in
 * that month, relative to the other categories. Running rises in spring and autumn, kids before
 * school starts, apparel in winter.
 */
enum Category {
  RUNNING(
      0,
      "running",
      "跑步",
      'R',
      92,
      299,
      1_299,
      "556777788765",
      List.of("缓震跑鞋", "竞速跑鞋", "碳板跑鞋", "越野跑鞋", "轻量跑鞋")),
  BASKETBALL(
      1,
      "basketball",
      "篮球",
      'B',
      52,
      359,
      1_199,
      "334445665433",
      List.of("实战篮球鞋", "外场篮球鞋", "高帮篮球鞋", "篮球背心")),
  TRAINING(
      2,
      "training",
      "综训",
      'T',
      54,
      239,
      799,
      "344444444332",
      List.of("综训鞋", "健身鞋", "紧身训练裤", "速干训练上衣")),
  LIFESTYLE(
      3,
      "lifestyle",
      "运动生活",
      'L',
      72,
      259,
      899,
      "777777777777",
      List.of("复古跑鞋", "休闲板鞋", "老爹鞋", "帆布鞋")),
  KIDS(
      4,
      "kids",
      "儿童",
      'K',
      44,
      169,
      499,
      "432344479433",
      List.of("儿童跑鞋", "儿童篮球鞋", "儿童卫衣", "儿童防晒衣")),
  APPAREL(
      5,
      "apparel",
      "服饰",
      'A',
      66,
      129,
      1_499,
      "866655556889",
      List.of("连帽卫衣", "针织长裤", "短袖T恤", "梭织外套", "羽绒服", "防晒衣")),
  ACCESSORIES(
      6,
      "accessories",
      "配件",
      'X',
      20,
      29,
      299,
      "333333333333",
      List.of("中筒袜", "双肩包", "运动帽", "护腕", "斜挎包"));

  static final List<Category> ALL = List.of(values());

  private final int number;
  final String code;
  final String nameZh;
  final char letter;
  final int spus;
  final int priceMinYuan;
  final int priceMaxYuan;
  final List<String> nouns;
  private final String monthWeights;

  Category(
      int number,
      String code,
      String nameZh,
      char letter,
      int spus,
      int priceMinYuan,
      int priceMaxYuan,
      String monthWeights,
      List<String> nouns) {
    this.number = number;
    this.code = code;
    this.nameZh = nameZh;
    this.letter = letter;
    this.spus = spus;
    this.priceMinYuan = priceMinYuan;
    this.priceMaxYuan = priceMaxYuan;
    this.monthWeights = monthWeights;
    this.nouns = nouns;
  }

  /** 0 to 6; part of what seeds the category's products, so it never changes. */
  int number() {
    return number;
  }

  int weightIn(int month) {
    return monthWeights.charAt(month - 1) - '0';
  }
}
