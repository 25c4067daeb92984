package io.quanyu.demo.generator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who has added which guides of the shops on WeCom. A guide asks in the shop, a page of the
 * mini-program shows her code; others find her seldom. Derived from (seed, person) alone;
 * thread-safe.
 */
final class GuideContacts {

  private static final int TOPIC = 31;

  private static final double SHARE_OF_SHOP_AND_MINIPROGRAM = 0.70;
  private static final double SHARE_OF_EITHER = 0.47;
  private static final double SHARE_OF_OTHERS = 0.15;
  private static final double SECOND_GUIDE_SHARE = 0.15;

  /** A guide notes the phone of some customers, as she knows it: without mistakes, and current. */
  private static final double REMARK_SHARE = 0.35;

  private static final double REAL_NAME_SHARE = 0.3;
  private static final String[] NICKNAMES = {"小", "阿", "爱跑的", "早起的", "山里的", "慢慢", "晴天", "大"};

  private final GeneratorSettings settings;
  private final People people;
  private final List<Store> stores;

  GuideContacts(GeneratorSettings settings, People people, List<Store> stores) {
    this.settings = settings;
    this.people = people;
    this.stores = List.copyOf(stores);
  }

  /**
   * A person on the brand's WeCom.
   *
   * @param nickname what she calls herself in WeChat
   * @param unionId empty unless one of her records carries it
   * @param guides numbers of the guides she added, one or two
   * @param remarkPhone her phone as the guides noted it; empty if they did not
   */
  record Contact(
      String externalUserId,
      String nickname,
      String unionId,
      List<String> guides,
      String remarkPhone) {}

  /** The person as a contact; null if she has added nobody. */
  @Nullable Contact of(Person person, Traits traits) {
    SeededRandom random = SeededRandom.of(settings.seed(), TOPIC, person.number());
    if (!random.chance(share(person))) {
      return null;
    }
    Store home = Store.homeOf(stores, person.number(), traits.city());
    String guide = home.guideNo(random.below(home.guides()));
    String other = home.guideNo(random.below(home.guides()));
    boolean two = random.chance(SECOND_GUIDE_SHARE) && !other.equals(guide);
    String nickname =
        random.chance(REAL_NAME_SHARE)
            ? traits.name()
            : NICKNAMES[random.below(NICKNAMES.length)]
                + traits.givenName().substring(traits.givenName().length() - 1);
    String unionId =
        person.accounts().stream()
            .map(Account::unionId)
            .filter(id -> !id.isEmpty())
            .findFirst()
            .orElse("");
    return new Contact(
        people.externalUserId(person.number()),
        nickname,
        unionId,
        two ? List.of(guide, other) : List.of(guide),
        random.chance(REMARK_SHARE) ? people.phoneNow(person.number()) : "");
  }

  private static double share(Person person) {
    boolean shop = false;
    boolean miniProgram = false;
    for (Account account : person.accounts()) {
      shop |= account.channel() == Channel.POS;
      miniProgram |= account.channel() == Channel.MINIPROGRAM;
    }
    return shop && miniProgram
        ? SHARE_OF_SHOP_AND_MINIPROGRAM
        : shop || miniProgram ? SHARE_OF_EITHER : SHARE_OF_OTHERS;
  }
}
