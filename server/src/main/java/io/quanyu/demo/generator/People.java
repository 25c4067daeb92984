package io.quanyu.demo.generator;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Derives person {@code i} from (seed, i) alone. Thread-safe; holds no state that grows with the
 * population.
 *
 * <p>People whose records depend on one another find each other by number, not by memory:
 *
 * <ul>
 *   <li>persons 2k and 2k+1 may be a family that shares the phone of 2k;
 *   <li>person i XOR 2 may be the stranger who is given the number that person i gave up, and then
 *       meets the brand only after that.
 * </ul>
 *
 * A member card is issued to a phone or a WeChat user: records of one person in different channels
 * carry the same member number when they carry the same phone or unionid, as in a loyalty
 * programme, so a mistyped phone can make a second card.
 */
public final class People {

  private static final int TOPIC_TRAITS = 1;
  private static final int TOPIC_LIFE = 2;
  private static final int TOPIC_CHANNELS = 3;
  private static final int TOPIC_RECORDS = 4;
  private static final int TOPIC_FAMILY = 5;
  private static final int TOPIC_CHANGE = 6;
  private static final int TOPIC_RECYCLED = 7;
  private static final int TOPIC_KEY = 8;
  private static final int TOPIC_MEMBER = 9;

  private static final Channel[] CHANNELS = Channel.values();
  private static final long DAY = 86_400;
  private static final double YEAR = 365.25 * DAY;

  private static final double FEMALE_SHARE = 0.52;
  private static final double CONTACT_SHARE = 0.2;
  private static final double PURCHASE_SHAPE = 1.3;
  private static final double ORDERS_PER_YEAR = 3.3;
  private static final double LIFE_MEAN_YEARS = 2.6;

  /** A number stays unused for three months before it is given to somebody else. */
  private static final long QUARANTINE = 90 * DAY;

  /** How many member cards a person can end up with at most: one a channel. */
  private static final int CARDS_MAX = 5;

  private static final long FIRST_MEMBER_NO = 880_000_000_000L;

  private static final double TMALL_CARD_SHARE = 0.35;
  private static final double MINIPROGRAM_CARD_SHARE = 0.92;
  private static final double POS_UNION_ID_SHARE = 0.28;
  private static final double[] CITY_WEIGHTS =
      SeededRandom.cumulate(City.ALL.stream().mapToDouble(City::weight).toArray());

  private final GeneratorSettings settings;
  private final PhoneBook phoneBook;
  private final Scatter memberNumbers;
  private final long begin;
  private final long end;
  private final double familyRate;
  private final double changeRate;
  private final double recycleRate;

  public People(GeneratorSettings settings) {
    this.settings = settings;
    phoneBook = new PhoneBook(settings.seed());
    memberNumbers = Scatter.of(10_000_000_000L, 433_494_437L, settings.seed(), TOPIC_MEMBER);
    end = settings.asOf().toEpochDay() * DAY;
    begin = end - GeneratorSettings.REGISTRATION_DAYS * DAY;
    // A pair that shares holds one phone, any other two: share/2 of the phones have two holders
    // when
    // (pairs sharing) / (2 − pairs sharing) equals the wanted rate.
    double shared = settings.dirt().sharedPhoneBp() / 10_000.0;
    familyRate = 2 * shared / (1 + shared);
    changeRate = settings.dirt().changedPhoneBp() / 10_000.0 / (1 - familyRate);
    double canReceive = (1 - familyRate) * (1 - changeRate);
    double given = settings.dirt().changedPhoneBp() / 10_000.0 * canReceive;
    recycleRate = given == 0 ? 0 : settings.dirt().recycledPhoneBp() / 10_000.0 / given;
  }

  PhoneBook phoneBook() {
    return phoneBook;
  }

  /** Person {@code number} with their records in the channels. */
  public Person person(int number) {
    Traits traits = traits(number);
    return person(number, traits, life(number));
  }

  Person person(int number, Traits traits, Life life) {
    List<Account> accounts = accounts(number, traits, life);
    return new Person(
        number,
        traits.name(),
        traits.female(),
        traits.birthday(),
        traits.city().province(),
        traits.city().name(),
        accounts);
  }

  Traits traits(int number) {
    if (sharesFamilyPhone(number) && (number & 1) == 1) {
      return relative(number, traits(number ^ 1));
    }
    SeededRandom random = random(TOPIC_TRAITS, number);
    boolean female = random.chance(FEMALE_SHARE);
    String surname = PersonNames.surname(random);
    String given = PersonNames.givenName(random, female);
    City city = City.ALL.get(random.pick(CITY_WEIGHTS));
    double age =
        Math.clamp(
            random.chance(0.3) ? 20 + 4.5 * random.gaussian() : 33 + 9 * random.gaussian(), 13, 72);
    LocalDate birthday = settings.asOf().minusDays((long) (age * 365.25) + random.below(365));
    double sensitivity =
        Math.clamp(0.5 + (city.tier() - 2) * 0.08 + 0.25 * random.gaussian(), 0, 1);
    return new Traits(surname, given, female, birthday, city, sensitivity, size(random));
  }

  /**
   * Husband or wife, or a child grown up enough to shop; somebody else by name and by gender or
   * birthday.
   */
  private Traits relative(int number, Traits of) {
    SeededRandom random = random(TOPIC_TRAITS, number);
    boolean spouse = random.chance(0.6);
    boolean female = spouse ? !of.female() : random.chance(0.5);
    String surname = !spouse && !of.female() ? of.surname() : PersonNames.surname(random);
    String given = PersonNames.givenName(random, female);
    while ((surname + given).equals(of.name())) {
      given = PersonNames.givenName(random, female);
    }
    long days = spouse ? random.between(-1_800, 1_800) : random.between(22 * 365, 32 * 365);
    LocalDate birthday = of.birthday().plusDays(days == 0 ? 1 : days);
    LocalDate youngest = settings.asOf().minusDays(8 * 365L);
    if (birthday.isAfter(youngest)) {
      birthday = of.birthday().minusDays(random.between(22 * 365, 32 * 365));
    }
    return new Traits(
        surname, given, female, birthday, of.city(), of.priceSensitivity(), size(random));
  }

  private static double size(SeededRandom random) {
    return Math.clamp(0.5 + 0.2 * random.gaussian(), 0, 0.999);
  }

  Life life(int number) {
    SeededRandom random = random(TOPIC_LIFE, number);
    // The programme grows: registrations come as the cube root of a uniform draw, so the last
    // year has the most.
    double place = StrictMath.cbrt(random.nextDouble());
    long earliest = begin;
    long latest = end;
    long changedAt = changedAt(number);
    int donor = donor(number);
    if (changedAt >= 0) {
      latest = changedAt;
    } else if (donor >= 0) {
      earliest = changedAt(donor) + QUARANTINE;
    }
    long first = (earliest + (long) (place * (latest - earliest))) / DAY * DAY;
    double years = random.exponential(LIFE_MEAN_YEARS);
    long lost = Math.min(first + 1 + (long) (years * YEAR), end);
    double rate = random.gamma(PURCHASE_SHAPE, ORDERS_PER_YEAR);
    boolean contact = random.chance(CONTACT_SHARE);
    if (changedAt >= 0) {
      // Who tells a brand their new number is still with it.
      lost = end;
    }
    return new Life(first, lost, contact ? 0 : rate);
  }

  private List<Account> accounts(int number, Traits traits, Life life) {
    boolean[] known = channels(number, traits);
    SeededRandom random = random(TOPIC_RECORDS, number);
    List<Account> accounts = new ArrayList<>(CARDS_MAX);
    boolean first = true;
    for (Channel channel : CHANNELS) {
      // Every channel draws the same number of values, known or not, so that dirt does not shift
      // its neighbours.
      SeededRandom own = SeededRandom.of(random.nextLong(), 0, channel.number());
      if (!known[channel.number()]) {
        continue;
      }
      double place = own.nextDouble();
      long span = life.lostAt() - life.firstSeenAt();
      long met = first ? life.firstSeenAt() : life.firstSeenAt() + (long) (place * place * span);
      long registeredAt = met / DAY * DAY + SalesCalendar.secondOfDay(channel, own);
      first = false;
      accounts.add(record(own, number, channel, traits, life, registeredAt, accounts));
    }
    return withPaths(accounts);
  }

  private boolean[] channels(int number, Traits traits) {
    SeededRandom random = random(TOPIC_CHANNELS, number);
    int age = settings.asOf().getYear() - traits.birthday().getYear();
    boolean[] known = new boolean[CHANNELS.length];
    boolean any = false;
    while (!any) {
      for (Channel channel : CHANNELS) {
        double reach = channel.reach();
        if (channel == Channel.DOUYIN) {
          reach *= age < 28 ? 1.25 : age > 42 ? 0.7 : 1;
        } else if (channel == Channel.POS) {
          reach *= traits.city().tier() <= 2 ? 1.08 : 0.88;
        }
        known[channel.number()] = random.chance(reach);
        any |= known[channel.number()];
      }
    }
    return known;
  }

  private Account record(
      SeededRandom random,
      int number,
      Channel channel,
      Traits traits,
      Life life,
      long registeredAt,
      List<Account> before) {
    Dirt dirt = settings.dirt();
    String digits = phone(number, registeredAt);
    boolean without = random.chanceBp(dirt.withoutPhoneBp());
    if (random.chanceBp(dirt.phoneTypoBp())) {
      digits = PhoneBook.mistyped(random, digits);
    }
    String written =
        random.chanceBp(dirt.oddPhoneFormatBp())
            ? PhoneBook.oddlyFormatted(random, digits)
            : digits;
    if (without) {
      digits = "";
      written = "";
    }
    String phoneDigits = digits.length() == 11 ? digits : "";

    boolean masked = random.chanceBp(dirt.maskedNameBp());
    boolean nameless = random.chanceBp(dirt.withoutNameBp());
    String name =
        nameless
            ? ""
            : masked ? traits.surname() + "*".repeat(traits.givenName().length()) : traits.name();
    String gender = random.chanceBp(dirt.withoutGenderBp()) ? "" : traits.female() ? "女" : "男";
    LocalDate birthday = random.chanceBp(dirt.withoutBirthdayBp()) ? null : traits.birthday();

    boolean card =
        switch (channel) {
          case TMALL -> !phoneDigits.isEmpty() && random.chance(TMALL_CARD_SHARE);
          case MINIPROGRAM -> !phoneDigits.isEmpty() && random.chance(MINIPROGRAM_CARD_SHARE);
          case POS -> true;
          case JD, DOUYIN -> false;
        };
    String unionId =
        switch (channel) {
          case MINIPROGRAM -> unionId(number);
          case POS -> random.chance(POS_UNION_ID_SHARE) ? unionId(number) : "";
          case TMALL, JD, DOUYIN -> "";
        };
    String memberNo = card ? memberNo(number, channel, phoneDigits, unionId, before) : "";
    double yearly = life.ordersPerYear();
    int level = yearly > 7 ? 3 : yearly > 4 ? 2 : yearly > 2 ? 1 : 0;
    String key = channel == Channel.POS ? memberNo : key(number, channel);
    return new Account(
        channel,
        key,
        written,
        phoneDigits,
        name,
        gender,
        birthday,
        memberNo,
        unionId,
        registeredAt,
        level,
        0);
  }

  /** The card that was issued to this WeChat user or this phone already, else a new one. */
  private String memberNo(
      int number, Channel channel, String phoneDigits, String unionId, List<Account> before) {
    for (Account earlier : before) {
      if (!earlier.memberNo().isEmpty() && same(unionId, earlier.unionId())) {
        return earlier.memberNo();
      }
    }
    for (Account earlier : before) {
      if (!earlier.memberNo().isEmpty() && same(phoneDigits, earlier.phoneDigits())) {
        return earlier.memberNo();
      }
    }
    return Long.toString(
        FIRST_MEMBER_NO + memberNumbers.at((long) number * CARDS_MAX + channel.number()));
  }

  private String key(int number, Channel channel) {
    return switch (channel) {
      case TMALL -> "tb" + token(number, channel.number(), 36);
      case JD -> "jd_" + token(number, channel.number(), 36);
      case DOUYIN -> "dy" + token(number, channel.number(), 16);
      case MINIPROGRAM -> "oLC" + token(number, channel.number(), 36);
      case POS -> throw new IllegalArgumentException("shops know people by member number");
    };
  }

  private String unionId(int number) {
    return "uLC" + token(number, CARDS_MAX, 36);
  }

  /** By which WeCom tells the person apart from other people outside the brand. */
  String externalUserId(int number) {
    return "wmLC" + token(number, CARDS_MAX + 1, 36);
  }

  /** The phone she has on the day of the export. */
  String phoneNow(int number) {
    return phone(number, end);
  }

  /** Unique within {@code kind}, because it is a bijection of the person's number. */
  private String token(int number, int kind, int radix) {
    long scattered =
        SeededRandom.mix(SeededRandom.mix(settings.seed() + 31L * kind + TOPIC_KEY) ^ number);
    return Long.toUnsignedString(scattered, radix);
  }

  private static List<Account> withPaths(List<Account> accounts) {
    int[] path = new int[accounts.size()];
    for (int i = 0; i < path.length; i++) {
      path[i] = i;
    }
    for (int i = 0; i < path.length; i++) {
      for (int j = 0; j < i; j++) {
        if (path[i] != path[j] && shareIdentifier(accounts.get(i), accounts.get(j))) {
          int from = path[i];
          int into = path[j];
          for (int k = 0; k < path.length; k++) {
            path[k] = path[k] == from ? into : path[k];
          }
        }
      }
    }
    List<Account> numbered = new ArrayList<>(path.length);
    for (int i = 0; i < path.length; i++) {
      Account a = accounts.get(i);
      numbered.add(
          new Account(
              a.channel(),
              a.key(),
              a.phone(),
              a.phoneDigits(),
              a.name(),
              a.gender(),
              a.birthday(),
              a.memberNo(),
              a.unionId(),
              a.registeredAt(),
              a.level(),
              path[i]));
    }
    return List.copyOf(numbered);
  }

  private static boolean shareIdentifier(Account a, Account b) {
    return same(a.phoneDigits(), b.phoneDigits())
        || same(a.memberNo(), b.memberNo())
        || same(a.unionId(), b.unionId());
  }

  private static boolean same(String a, String b) {
    return !a.isEmpty() && a.equals(b);
  }

  /** Whether the person and the other one of the pair carry the same phone. */
  boolean sharesFamilyPhone(int number) {
    return (number ^ 1) < settings.customers()
        && random(TOPIC_FAMILY, number >> 1).chance(familyRate);
  }

  /** The number the person could be reached under at {@code moment}. */
  String phone(int number, long moment) {
    int donor = donor(number);
    if (donor >= 0 || moment < changedAt(number)) {
      return phoneBook.former(donor >= 0 ? donor : number);
    }
    return phoneBook.current(sharesFamilyPhone(number) ? number & ~1 : number);
  }

  /** When the person changed their number, local seconds since 1970; −1 if never. */
  long changedAt(int number) {
    if (sharesFamilyPhone(number)) {
      return -1;
    }
    SeededRandom random = random(TOPIC_CHANGE, number);
    return random.chance(changeRate) ? end - random.between(300, 1_100) * DAY : -1;
  }

  /** The person whose former number this one was given; −1 if the number is new. */
  int donor(int number) {
    int donor = number ^ 2;
    boolean given =
        donor < settings.customers()
            && random(TOPIC_RECYCLED, donor).chance(recycleRate)
            && changedAt(donor) >= 0
            && changedAt(number) < 0
            && !sharesFamilyPhone(number);
    return given ? donor : -1;
  }

  private SeededRandom random(int topic, long index) {
    return SeededRandom.of(settings.seed(), topic, index);
  }
}
