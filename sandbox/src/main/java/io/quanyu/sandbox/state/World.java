package io.quanyu.sandbox.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Who exists: apps, departments, members, people, and who is whose contact. */
public final class World {
  private final Map<Integer, Entry.AppAdded> apps = new TreeMap<>();
  private final Map<Integer, Entry.DepartmentAdded> departments = new TreeMap<>();
  private final Map<String, Entry.MemberAdded> members = new LinkedHashMap<>();
  private final Map<String, Person> people = new LinkedHashMap<>();
  private final Map<String, Person> peopleByExternalUserid = new HashMap<>();
  private final Map<String, List<Person>> peopleByPhone = new HashMap<>();
  private final Map<String, TreeMap<String, Contact>> contactsOfMember = new HashMap<>();
  private final Map<String, TreeMap<String, Contact>> contactsOfPerson = new HashMap<>();

  void apply(Entry.AppAdded app) {
    apps.put(app.agentid(), app);
  }

  void apply(Entry.DepartmentAdded department) {
    departments.put(department.id(), department);
  }

  void apply(Entry.MemberAdded member) {
    members.put(member.userid(), member);
  }

  void apply(Entry.PeopleAdded added) {
    for (Person person : added.people()) {
      add(person, added.at());
    }
  }

  private void add(Person person, Instant at) {
    Person before = people.put(person.personId(), person);
    if (before != null) {
      if (before.externalUserid() != null) {
        peopleByExternalUserid.remove(before.externalUserid());
      }
      putPhone(before, false);
    }
    putPhone(person, true);
    String external = person.externalUserid();
    if (external != null) {
      peopleByExternalUserid.put(external, person);
      for (String userid : person.followedBy()) {
        Contact contact = new Contact(userid, external, at, null, 0, false);
        // Looked up once: most of the time that a large world takes goes into this map.
        if (contactsOfMember
                .computeIfAbsent(userid, _ -> new TreeMap<>())
                .putIfAbsent(external, contact)
            == null) {
          contactsOfPerson.computeIfAbsent(external, _ -> new TreeMap<>()).put(userid, contact);
        }
      }
    }
  }

  private void putPhone(Person person, boolean isAdded) {
    String number = person.phone() == null ? null : PhoneNumber.find(person.phone());
    if (number == null) {
      return;
    }
    List<Person> before = peopleByPhone.getOrDefault(number, List.of());
    if (isAdded && before.isEmpty()) {
      peopleByPhone.put(number, List.of(person));
      return;
    }
    List<Person> after = new ArrayList<>(before);
    after.removeIf(it -> it.personId().equals(person.personId()));
    if (isAdded) {
      after.add(person);
    }
    peopleByPhone.put(number, List.copyOf(after));
  }

  void apply(Entry.ContactAdded added) {
    put(
        new Contact(
            added.userid(),
            added.externalUserid(),
            added.at(),
            added.state(),
            added.addWay(),
            false));
  }

  void apply(Entry.ContactBlocked blocked) {
    Contact contact = contact(blocked.userid(), blocked.externalUserid());
    if (contact != null) {
      put(
          new Contact(
              contact.userid(),
              contact.externalUserid(),
              contact.addedAt(),
              contact.state(),
              contact.addWay(),
              true));
    }
  }

  void apply(Entry.ContactRemoved removed) {
    contactsOfMember
        .getOrDefault(removed.userid(), new TreeMap<>())
        .remove(removed.externalUserid());
    contactsOfPerson
        .getOrDefault(removed.externalUserid(), new TreeMap<>())
        .remove(removed.userid());
  }

  private void put(Contact contact) {
    contactsOfMember
        .computeIfAbsent(contact.userid(), _ -> new TreeMap<>())
        .put(contact.externalUserid(), contact);
    contactsOfPerson
        .computeIfAbsent(contact.externalUserid(), _ -> new TreeMap<>())
        .put(contact.userid(), contact);
  }

  /** The apps, by agent id. */
  public Collection<Entry.AppAdded> apps() {
    return Collections.unmodifiableCollection(apps.values());
  }

  /** The app, or null. */
  public Entry.@Nullable AppAdded app(int agentid) {
    return apps.get(agentid);
  }

  /** The departments, by id. */
  public Collection<Entry.DepartmentAdded> departments() {
    return Collections.unmodifiableCollection(departments.values());
  }

  /** The members, in the order in which they came. */
  public Collection<Entry.MemberAdded> members() {
    return Collections.unmodifiableCollection(members.values());
  }

  /** Whether the corp has this member. */
  public boolean hasMember(String userid) {
    return members.containsKey(userid);
  }

  /** How many people there are, on WeCom or not. */
  public int peopleCount() {
    return people.size();
  }

  /** All people, in the order in which they came. */
  public Collection<Person> people() {
    return Collections.unmodifiableCollection(people.values());
  }

  /** The person, or null. */
  public @Nullable Person person(String personId) {
    return people.get(personId);
  }

  /** The person behind an external user id, or null. */
  public @Nullable Person personByExternalUserid(String externalUserid) {
    return peopleByExternalUserid.get(externalUserid);
  }

  /**
   * Who has this number: mostly one, or nobody.
   *
   * @param number {@code +86} and 11 digits
   */
  public List<Person> peopleByPhone(String number) {
    return peopleByPhone.getOrDefault(number, List.of());
  }

  /** The member's contacts by external user id, blocked ones included. */
  public NavigableMap<String, Contact> contactsOf(String userid) {
    return Collections.unmodifiableNavigableMap(
        contactsOfMember.getOrDefault(userid, new TreeMap<>()));
  }

  /** The members who have this customer, by user id. */
  public List<Contact> followersOf(String externalUserid) {
    return List.copyOf(contactsOfPerson.getOrDefault(externalUserid, new TreeMap<>()).values());
  }

  /** The contact, or null when the member does not (any longer) have her. */
  public @Nullable Contact contact(String userid, String externalUserid) {
    Map<String, Contact> contacts = contactsOfMember.get(userid);
    return contacts == null ? null : contacts.get(externalUserid);
  }
}
