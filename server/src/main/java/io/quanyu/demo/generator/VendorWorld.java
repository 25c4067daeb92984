package io.quanyu.demo.generator;

import java.util.List;

/**
 * The brand as the vendors of messages see it, in the lines that the sandbox takes: shops as
 * departments, guides as members, and every person with the phone she has now and whom she added on
 * WeCom. What a record of the brand got wrong is right here: a message to a mistyped or given-up
 * number does not reach her. Thread-safe.
 */
final class VendorWorld {

  private static final int TOPIC_GUIDE_NAME = 32;
  private static final int ROOT_DEPARTMENT = 1;

  private final GeneratorSettings settings;
  private final People people;
  private final List<Store> stores;
  private final GuideContacts contacts;

  VendorWorld(GeneratorSettings settings, People people, List<Store> stores) {
    this.settings = settings;
    this.people = people;
    this.stores = List.copyOf(stores);
    contacts = new GuideContacts(settings, people, stores);
  }

  /** Departments and members; they come before the people who follow them. */
  void writeOrganisation(TextBuffer out) {
    out.text("{\"department\":{\"id\":1,\"name\":\"").text(DemoBrand.NAME);
    out.text("\",\"parentid\":0}}\n");
    for (int store = 0; store < stores.size(); store++) {
      out.text("{\"department\":{\"id\":").number(ROOT_DEPARTMENT + 1 + store);
      out.text(",\"name\":\"").text(stores.get(store).name());
      out.text("\",\"parentid\":").number(ROOT_DEPARTMENT).text("}}\n");
    }
    for (int store = 0; store < stores.size(); store++) {
      for (int guide = 0; guide < stores.get(store).guides(); guide++) {
        SeededRandom random =
            SeededRandom.of(settings.seed(), TOPIC_GUIDE_NAME, store * 10L + guide);
        String surname = PersonNames.surname(random);
        String name = surname + PersonNames.givenName(random, random.chance(0.75));
        out.text("{\"member\":{\"userid\":\"").text(stores.get(store).guideNo(guide));
        out.text("\",\"name\":\"").text(name).text("\",\"department\":[");
        out.number(ROOT_DEPARTMENT + 1 + store).text("]}}\n");
      }
    }
  }

  /** The line of one person. */
  void writePerson(TextBuffer out, Person person, Traits traits) {
    out.text("{\"person\":{\"personId\":\"").text(personId(person.number()));
    out.text("\",\"phone\":\"").text(people.phoneNow(person.number())).ascii('"');
    GuideContacts.Contact contact = contacts.of(person, traits);
    if (contact == null) {
      out.text(",\"name\":\"").text(traits.name()).ascii('"');
    } else {
      out.text(",\"name\":\"").text(contact.nickname()).text("\",\"externalUserid\":\"");
      out.text(contact.externalUserId()).ascii('"');
      if (!contact.unionId().isEmpty()) {
        out.text(",\"unionid\":\"").text(contact.unionId()).ascii('"');
      }
      if (!contact.remarkPhone().isEmpty()) {
        out.text(",\"remarkMobiles\":[\"").text(contact.remarkPhone()).text("\"]");
      }
      out.text(",\"followedBy\":[\"").text(String.join("\",\"", contact.guides())).text("\"]");
    }
    Account buyer = buyer(person);
    out.text(",\"buyer\":{\"channel\":\"").text(buyer.channel().code());
    out.text("\",\"account\":\"").text(buyer.key()).text("\"}}}\n");
  }

  /** Where she buys after a message: its link leads into the mini-program, a guide to the shop. */
  private static Account buyer(Person person) {
    Account first = person.accounts().getFirst();
    for (Account account : person.accounts()) {
      if (account.channel() == Channel.MINIPROGRAM) {
        return account;
      }
      if (account.channel() == Channel.POS) {
        first = account;
      }
    }
    return first;
  }

  static String personId(int number) {
    return "p" + number;
  }

  /**
   * @throws IllegalArgumentException if the text is no person of the world
   */
  static int personNumber(String personId) {
    if (!personId.matches("p[0-9]{1,9}")) {
      throw new IllegalArgumentException("not a person of the demo: " + personId);
    }
    return Integer.parseInt(personId.substring(1));
  }
}
