package io.quanyu.demo.generator;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The brand's 400 SPUs. Within a category demand falls with the rank as a Zipf law of exponent
 * 0.95, so a few products carry most of the sales and the tail is long.
 */
final class Catalogue {

  private static final int TOPIC = 102;
  private static final double ZIPF_EXPONENT = 0.95;

  private static final String[] SERIES = {
    "逐风", "踏浪", "破晓", "云栖", "飞羽", "惊雷", "山行", "星野", "流光", "赤焰", "苍岭", "疾影", "听潮", "拾光", "凌霄", "青屿",
    "穹顶", "白驹", "不羁", "远征", "空境", "燃野", "霜刃", "北辰", "回响", "轻舟", "逆流", "万壑"
  };

  private static final String[][] COLOURS = {
    {"BK", "曜石黑"},
    {"WH", "云白"},
    {"RD", "赤陶红"},
    {"BL", "深海蓝"},
    {"GN", "苔原绿"},
    {"GY", "岩灰"},
    {"OR", "落日橙"},
    {"PK", "樱粉"},
    {"PU", "暮紫"},
    {"BE", "燕麦米"}
  };

  private static final String[] MEN_SHOES = {"39", "40", "41", "42", "43", "44", "45"};
  private static final String[] WOMEN_SHOES = {"35", "36", "37", "38", "39", "40"};
  private static final String[] ANY_SHOES = {"36", "37", "38", "39", "40", "41", "42", "43", "44"};
  private static final String[] KIDS_SHOES = {"28", "30", "31", "32", "33", "34", "35", "36"};
  private static final String[] CLOTHES = {"XS", "S", "M", "L", "XL", "2XL", "3XL"};
  private static final String[] KIDS_CLOTHES = {"110", "120", "130", "140", "150", "160"};
  private static final String[] ONE_SIZE = {"OS"};

  /** Bought in a month of the other half of the year, a seasonal product is accepted this often. */
  private static final double OFF_SEASON_ACCEPTANCE = 0.12;

  private static final int DRAWS_MAX = 6;

  private final List<Spu> spus;
  private final List<List<Spu>> byCategory = new ArrayList<>();
  private final List<double[]> demand = new ArrayList<>();
  private final double[][] categoriesInMonth = new double[13][];

  Catalogue(long seed, LocalDate asOf) {
    List<Spu> all = new ArrayList<>();
    for (Category category : Category.values()) {
      List<Spu> mine = new ArrayList<>();
      double[] weights = new double[category.spus];
      for (int rank = 0; rank < category.spus; rank++) {
        mine.add(spu(seed, asOf, category, rank));
        weights[rank] = 1 / StrictMath.pow(rank + 1.0, ZIPF_EXPONENT);
      }
      byCategory.add(List.copyOf(mine));
      demand.add(SeededRandom.cumulate(weights));
      all.addAll(mine);
    }
    spus = List.copyOf(all);
    for (int month = 1; month <= 12; month++) {
      double[] weights = new double[Category.ALL.size()];
      for (Category category : Category.values()) {
        weights[category.number()] = category.weightIn(month);
      }
      categoriesInMonth[month] = SeededRandom.cumulate(weights);
    }
  }

  List<Spu> spus() {
    return spus;
  }

  /**
   * The category bought in {@code month}: the shopper's favourite with their loyalty to it, else
   * what the month sells.
   */
  Category category(SeededRandom random, int month, Category favourite, double loyalty) {
    return random.chance(loyalty)
        ? favourite
        : Category.ALL.get(random.pick(categoriesInMonth[month]));
  }

  /**
   * A SKU of {@code category} that is on sale on {@code day} (days since 1970) and suits the
   * shopper.
   *
   * @param size 0 to 1, small to large: the same person keeps buying the same size
   * @param female whether the shopper is a woman; products worn by the other gender are mostly left
   *     alone
   */
  Spu.Sku choose(
      SeededRandom random, Category category, long day, int month, boolean female, double size) {
    List<Spu> candidates = byCategory.get(category.number());
    double[] cumulative = demand.get(category.number());
    Spu chosen = candidates.getFirst();
    for (int draw = 0; draw < DRAWS_MAX; draw++) {
      chosen = candidates.get(random.pick(cumulative));
      if (suits(random, chosen, day, month, female)) {
        break;
      }
    }
    List<Spu.Sku> skus = chosen.skus();
    int sizes = skus.getLast().sizeRank() + 1;
    int colours = skus.size() / sizes;
    int colour = (int) (random.nextDouble() * random.nextDouble() * colours);
    double wobble = size + (random.nextDouble() - 0.5) * 0.08;
    int sizeRank = (int) Math.clamp(wobble * sizes, 0, sizes - 1);
    return skus.get(colour * sizes + sizeRank);
  }

  private static boolean suits(SeededRandom random, Spu spu, long day, int month, boolean female) {
    if (spu.launchedOn().toEpochDay() > day) {
      return false;
    }
    if (spu.wornBy().equals(female ? "男" : "女") && !random.chance(0.15)) {
      return false;
    }
    boolean warm = month >= 4 && month <= 9;
    boolean offSeason = warm ? spu.winter() : spu.summer();
    return !offSeason || random.chance(OFF_SEASON_ACCEPTANCE);
  }

  private static Spu spu(long seed, LocalDate asOf, Category category, int rank) {
    SeededRandom random = SeededRandom.of(seed, TOPIC, category.number() * 1_000L + rank);
    // The best sellers have been on sale for the whole two years, most of the others came in
    // between.
    int ageDays = rank < 6 ? 760 + random.below(300) : 20 + random.below(1_000);
    LocalDate launchedOn = asOf.minusDays(ageDays);
    String noun = category.nouns.get(random.below(category.nouns.size()));
    String wornBy = wornBy(random, category);
    String code = "%c%02d%03d".formatted(category.letter, launchedOn.getYear() % 100, rank + 1);
    String series = SERIES[(rank * 5 + category.number() * 3) % SERIES.length];
    String suffix =
        switch (wornBy) {
          case "男" -> " 男款";
          case "女" -> " 女款";
          default -> "";
        };
    String name =
        DemoBrand.NAME
            + " "
            + series
            + " "
            + (rank / SERIES.length + 1)
            + "."
            + random.below(3)
            + " "
            + noun
            + suffix;
    long price = price(random, category, noun);
    boolean summer = noun.equals("短袖T恤") || noun.contains("防晒") || noun.equals("篮球背心");
    boolean winter = noun.equals("羽绒服") || noun.equals("连帽卫衣");
    return new Spu(
        code,
        name,
        category,
        wornBy,
        summer,
        winter,
        price,
        launchedOn,
        skus(random, code, name, category, noun, wornBy, price));
  }

  private static String wornBy(SeededRandom random, Category category) {
    if (category == Category.KIDS) {
      return "儿童";
    }
    int draw = category == Category.ACCESSORIES ? 9 : random.below(10);
    return draw < 4 ? "男" : draw < 7 ? "女" : "中性";
  }

  /**
   * Tag prices end in 9 yuan; cheaper ones are more frequent; a down jacket is at the dear end, a
   * T-shirt at the other.
   */
  private static long price(SeededRandom random, Category category, String noun) {
    double place = random.nextDouble() * random.nextDouble();
    if (noun.equals("羽绒服") || noun.equals("碳板跑鞋")) {
      place = 0.6 + 0.4 * place;
    } else if (noun.equals("短袖T恤")) {
      place = 0.12 * place;
    }
    long yuan =
        category.priceMinYuan + (long) (place * (category.priceMaxYuan - category.priceMinYuan));
    return (yuan / 10 * 10 + 9) * 100;
  }

  private static List<Spu.Sku> skus(
      SeededRandom random,
      String spu,
      String name,
      Category category,
      String noun,
      String wornBy,
      long price) {
    String[] sizes = sizes(category, noun, wornBy);
    int colours = random.between(2, 4);
    int firstColour = random.below(COLOURS.length);
    List<Spu.Sku> skus = new ArrayList<>(colours * sizes.length);
    for (int c = 0; c < colours; c++) {
      String[] colour = COLOURS[(firstColour + c * 3) % COLOURS.length];
      for (int s = 0; s < sizes.length; s++) {
        skus.add(
            new Spu.Sku(
                spu + "-" + colour[0] + "-" + sizes[s],
                name,
                colour[1],
                sizes[s],
                s,
                category,
                price));
      }
    }
    return List.copyOf(skus);
  }

  private static String[] sizes(Category category, String noun, String wornBy) {
    boolean shoes = noun.endsWith("鞋");
    if (category == Category.ACCESSORIES) {
      return ONE_SIZE;
    }
    if (category == Category.KIDS) {
      return shoes ? KIDS_SHOES : KIDS_CLOTHES;
    }
    if (!shoes) {
      return CLOTHES;
    }
    return switch (wornBy) {
      case "男" -> MEN_SHOES;
      case "女" -> WOMEN_SHOES;
      default -> ANY_SHOES;
    };
  }
}
