package io.quanyu.demo.generator;

/**
 * Invented personal names: a frequent surname with one or two characters that are common in given
 * names.
 */
final class PersonNames {

  private static final String SURNAMES =
      "王王王王王王李李李李李李张张张张张刘刘刘刘陈陈陈陈杨杨杨赵赵黄黄周周吴吴徐徐孙孙胡胡朱朱高高林林何何郭郭马马罗梁宋郑谢韩唐冯于董萧程曹袁邓许"
          + "傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文";
  private static final String[] LONG_SURNAMES = {"欧阳", "上官", "司马", "诸葛", "皇甫", "司徒"};
  private static final String FEMALE =
      "婷雅静怡欣雨思佳梦琪诗涵雪慧敏丽娜颖倩蕾薇琳洁璐瑶萱妍婉芸莉岚菲晴蓉蕊玥彤霞燕芳玲娟秀英红梅兰桂珍琴云凤艳春悦宁可馨语嫣然若曦楚念初夏禾棠";
  private static final String MALE =
      "伟强磊军洋勇杰涛明超刚平辉鹏飞宇浩博文俊峰志远建国华斌波凯龙毅健哲轩瑞泽晨旭东海林子豪天佑嘉诚振邦立新国栋家乐承恩弘毅修齐景行云帆长河望川一鸣";
  private static final double LONG_SURNAME_SHARE = 0.002;
  private static final double ONE_CHARACTER_SHARE = 0.16;

  private PersonNames() {}

  static String surname(SeededRandom random) {
    if (random.chance(LONG_SURNAME_SHARE)) {
      return LONG_SURNAMES[random.below(LONG_SURNAMES.length)];
    }
    return String.valueOf(SURNAMES.charAt(random.below(SURNAMES.length())));
  }

  static String givenName(SeededRandom random, boolean female) {
    String characters = female ? FEMALE : MALE;
    char first = characters.charAt(random.below(characters.length()));
    if (random.chance(ONE_CHARACTER_SHARE)) {
      return String.valueOf(first);
    }
    return String.valueOf(new char[] {first, characters.charAt(random.below(characters.length()))});
  }
}
