package io.quanyu.know.profile.internal;

import static java.util.Objects.requireNonNull;

import io.quanyu.core.identity.Gender;
import io.quanyu.know.identity.AccountMove;
import io.quanyu.know.identity.Identities;
import io.quanyu.know.profile.PersonalValues;
import io.quanyu.know.profile.Profile;
import io.quanyu.know.profile.ProfileClaim;
import io.quanyu.platform.crypto.CustomerKey;
import io.quanyu.platform.crypto.CustomerKeys;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Adds what records say to the profiles of their accounts, and computes golden records from those.
 */
@Component
public final class RecordingProfiles {

  private final ProfileSql sql;
  private final Identities identities;
  private final SealedProfiles sealed;
  private final Survivorship survivorship;
  private final CustomerKeys keys;
  private final Clock clock;

  public RecordingProfiles(
      ProfileSql sql,
      Identities identities,
      SealedProfiles sealed,
      Survivorship survivorship,
      CustomerKeys keys,
      Clock clock) {
    this.sql = sql;
    this.identities = identities;
    this.sealed = sealed;
    this.survivorship = survivorship;
    this.keys = keys;
    this.clock = clock;
  }

  /** See {@link io.quanyu.know.profile.Profiles#record}. */
  public void record(List<AccountMove> moves, List<ProfileClaim> claims) {
    if (moves.isEmpty() && claims.isEmpty()) {
      return;
    }
    var batch = new Batch();
    Set<Integer> touched = HashSet.newHashSet(claims.size());
    claims.forEach(claim -> touched.add(claim.account().customerNo()));
    moves.forEach(move -> {
      touched.add(move.fromCustomerNo());
      touched.add(move.toCustomerNo());
    });

    batch.load(touched);
    moves.forEach(batch::move);
    claims.forEach(claim -> batch.add(AccountProfile.of(claim)));
    batch.createKeys();
    batch.writeAccounts();
    batch.writeProfiles(touched);
  }

  /** See {@link io.quanyu.know.profile.Profiles#find}. */
  public Map<Integer, Profile> find(Collection<Integer> customerNos) {
    Map<Integer, CustomerKey> opened = new HashMap<>();
    for (var key : sql.findKeys(customerNos)) {
      opened.put(key.customerNo, keys.unwrap(key.customerId, key.wrapped));
    }
    Map<Integer, Profile> profiles = new HashMap<>();
    for (var row : sql.findProfiles(customerNos)) {
      // Without its key a person was erased: what is left is not hers any more.
      var key = opened.get(row.customerNo);
      if (key != null) {
        profiles.put(row.customerNo, profile(row, key));
      }
    }
    return profiles;
  }

  private Profile profile(ProfileSql.ProfileRow row, CustomerKey key) {
    var personal = sealed.openProfile(key, row.customerNo, row.sealed);
    return new Profile(
        row.customerNo,
        new PersonalValues(
            personal.get(AccountProfile.NAME),
            personal.get(AccountProfile.PHONE),
            personal.get(AccountProfile.EMAIL),
            personal.get(AccountProfile.ADDRESS),
            personal.get(AccountProfile.MEMBER_NO)),
        row.gender == null ? null : Gender.valueOf(row.gender),
        row.birthday,
        row.province,
        row.city,
        row.registeredAt,
        sealed.parse(row.attributes),
        List.of(row.channels));
  }

  /**
   * The accounts of the touched customers while a batch is recorded. Sealing, opening and JSON are
   * most of the work and need no database: all processors share them.
   */
  private final class Batch {

    private final Map<Integer, AccountProfile> accounts = new HashMap<>();
    private final Map<Integer, CustomerKey> opened = new HashMap<>();
    private final Set<Integer> stored = new HashSet<>();
    private final Set<Integer> changed = new HashSet<>();
    private final Set<Integer> hadProfile = new HashSet<>();

    void load(Set<Integer> customerNos) {
      opened.putAll(
          sql.findKeys(customerNos).parallelStream()
              .collect(
                  Collectors.toMap(
                      key -> key.customerNo, key -> keys.unwrap(key.customerId, key.wrapped))));
      if (opened.isEmpty()) {
        return;
      }
      for (var account :
          sql.findAccounts(opened.keySet()).parallelStream().map(this::open).toList()) {
        accounts.put(account.accountNo(), account);
        stored.add(account.accountNo());
        hadProfile.add(account.customerNo());
      }
    }

    private AccountProfile open(ProfileSql.AccountRow row) {
      return new AccountProfile(
          row.accountNo,
          row.customerNo,
          row.channel,
          sealed.openAccount(key(row.customerNo), row.accountNo, row.sealed),
          sealed.parseDated(row.stated));
    }

    void move(AccountMove move) {
      // An account without records of its own, such as that of an order, has no profile.
      if (accounts.computeIfPresent(
              move.accountNo(), (_, account) -> account.movedTo(move.toCustomerNo()))
          != null) {
        changed.add(move.accountNo());
      }
    }

    void add(AccountProfile said) {
      var before = accounts.get(said.accountNo());
      var after = before == null ? said : before.join(said);
      if (!after.equals(before)) {
        accounts.put(said.accountNo(), after);
        changed.add(said.accountNo());
      }
    }

    void createKeys() {
      Set<Integer> missing = new HashSet<>();
      for (int accountNo : changed) {
        int customerNo = account(accountNo).customerNo();
        if (!opened.containsKey(customerNo)) {
          missing.add(customerNo);
        }
      }
      if (missing.isEmpty()) {
        return;
      }
      List<ProfileSql.StoredKey> created = new ArrayList<>(missing.size());
      identities
          .customerIds(missing)
          .forEach((customerNo, id) -> {
            var key = keys.create(id);
            opened.put(customerNo, key);
            created.add(new ProfileSql.StoredKey(customerNo, id, key.wrapped()));
          });
      sql.insertKeys(created);
    }

    void writeAccounts() {
      List<ProfileSql.AccountRow> inserted = new ArrayList<>();
      List<ProfileSql.AccountRow> updated = new ArrayList<>();
      for (var row : changed.parallelStream().map(no -> row(account(no))).toList()) {
        (stored.contains(row.accountNo) ? updated : inserted).add(row);
      }
      if (!inserted.isEmpty()) {
        sql.insertAccounts(inserted);
      }
      if (!updated.isEmpty()) {
        sql.updateAccounts(updated);
      }
    }

    private ProfileSql.AccountRow row(AccountProfile account) {
      return new ProfileSql.AccountRow(
          account.accountNo(),
          account.customerNo(),
          account.channel(),
          sealed.sealAccount(key(account.customerNo()), account),
          sealed.printDated(account.stated()));
    }

    void writeProfiles(Set<Integer> customerNos) {
      Map<Integer, List<AccountProfile>> byCustomer = HashMap.newHashMap(customerNos.size());
      accounts
          .values()
          .forEach(account ->
              byCustomer
                  .computeIfAbsent(account.customerNo(), _ -> new ArrayList<>(2))
                  .add(account));
      Set<Integer> emptied = new HashSet<>(opened.keySet());
      emptied.removeAll(byCustomer.keySet());
      List<ProfileSql.ProfileRow> inserted = new ArrayList<>();
      List<ProfileSql.ProfileRow> updated = new ArrayList<>();
      for (var row :
          byCustomer.entrySet().parallelStream()
              .map(own -> golden(own.getKey(), own.getValue()))
              .toList()) {
        (hadProfile.contains(row.customerNo) ? updated : inserted).add(row);
      }
      var now = clock.instant();
      if (!inserted.isEmpty()) {
        sql.insertProfiles(inserted, now);
      }
      if (!updated.isEmpty()) {
        sql.updateProfiles(updated, now);
      }
      if (!emptied.isEmpty()) {
        sql.deleteCustomers(emptied);
      }
    }

    private ProfileSql.ProfileRow golden(int customerNo, List<AccountProfile> own) {
      var stated = survivorship.stated(own);
      Map<String, String> attributes = new HashMap<>();
      stated.forEach((name, value) -> {
        if (name.startsWith(AccountProfile.ATTRIBUTE)) {
          attributes.put(name.substring(AccountProfile.ATTRIBUTE.length()), value);
        }
      });
      Set<String> channels = new TreeSet<>();
      own.forEach(account -> channels.add(account.channel()));
      var birthday = stated.get(AccountProfile.BIRTHDAY);
      var registeredAt = stated.get(AccountProfile.REGISTERED_AT);
      return new ProfileSql.ProfileRow(
          customerNo,
          sealed.sealProfile(key(customerNo), customerNo, survivorship.personal(own)),
          stated.get(AccountProfile.GENDER),
          birthday == null ? null : LocalDate.parse(birthday),
          stated.get(AccountProfile.PROVINCE),
          stated.get(AccountProfile.CITY),
          registeredAt == null ? null : Instant.parse(registeredAt),
          sealed.print(attributes),
          channels.toArray(String[]::new));
    }

    private AccountProfile account(int accountNo) {
      return requireNonNull(accounts.get(accountNo));
    }

    private CustomerKey key(int customerNo) {
      return requireNonNull(opened.get(customerNo));
    }
  }
}
