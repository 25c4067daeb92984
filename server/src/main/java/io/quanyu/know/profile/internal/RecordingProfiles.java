package io.quanyu.know.profile.internal;

import static java.util.Objects.requireNonNull;

import io.quanyu.core.identity.Gender;
import io.quanyu.know.identity.AccountMove;
import io.quanyu.know.profile.PendingProfiles;
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
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Adds what records say to the profiles of their accounts, and computes golden records from those.
 */
@Component
public final class RecordingProfiles {

  private final ProfileSql sql;
  private final SealedProfiles sealed;
  private final Survivorship survivorship;
  private final CustomerKeys keys;
  private final Clock clock;

  public RecordingProfiles(
      ProfileSql sql,
      SealedProfiles sealed,
      Survivorship survivorship,
      CustomerKeys keys,
      Clock clock) {
    this.sql = sql;
    this.sealed = sealed;
    this.survivorship = survivorship;
    this.keys = keys;
    this.clock = clock;
  }

  /** See {@link io.quanyu.know.profile.Profiles#prepare}. */
  public PendingProfiles prepare(
      List<AccountMove> moves,
      List<ProfileClaim> claims,
      Function<Collection<Integer>, Map<Integer, UUID>> customerIds) {
    return new Batch(moves, claims, customerIds);
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
            personal.get(AccountProfile.NICKNAME),
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
  private final class Batch implements PendingProfiles {

    private final List<AccountMove> moves;
    private final List<ProfileClaim> claims;

    // As they are stored.
    private final List<ProfileSql.StoredKey> storedKeys;
    private final List<ProfileSql.AccountRow> storedAccounts;

    /** Of customers without a key, who get one if there is something to seal. */
    private final Map<Integer, UUID> customerIds;

    private final Map<Integer, AccountProfile> accounts = new HashMap<>();
    private final Map<Integer, CustomerKey> opened = new HashMap<>();
    private final Set<Integer> stored = new HashSet<>();
    private final Set<Integer> changed = new HashSet<>();
    private final Set<Integer> hadProfile = new HashSet<>();

    // To be stored.
    private final List<ProfileSql.StoredKey> newKeys = new ArrayList<>();
    private List<ProfileSql.AccountRow> accountRows = List.of();
    private List<ProfileSql.ProfileRow> profileRows = List.of();
    private final Set<Integer> emptied = new HashSet<>();

    Batch(
        List<AccountMove> moves,
        List<ProfileClaim> claims,
        Function<Collection<Integer>, Map<Integer, UUID>> idsOf) {
      this.moves = moves;
      this.claims = claims;
      Set<Integer> touched = HashSet.newHashSet(claims.size());
      claims.forEach(claim -> touched.add(claim.account().customerNo()));
      moves.forEach(move -> {
        touched.add(move.fromCustomerNo());
        touched.add(move.toCustomerNo());
      });
      storedKeys = touched.isEmpty() ? List.of() : sql.findKeys(touched);
      var keyed = storedKeys.stream().map(key -> key.customerNo).collect(Collectors.toSet());
      storedAccounts = keyed.isEmpty() ? List.of() : sql.findAccounts(keyed);
      touched.removeAll(keyed);
      customerIds = touched.isEmpty() ? Map.of() : idsOf.apply(touched);
    }

    @Override
    public void compose() {
      open();
      moves.forEach(this::move);
      claims.forEach(claim -> add(AccountProfile.of(claim)));
      createKeys();
      accountRows = changed.parallelStream().map(no -> row(account(no))).toList();
      composeProfiles();
    }

    @Override
    public void store() {
      if (!newKeys.isEmpty()) {
        sql.insertKeys(newKeys);
      }
      storeAccounts();
      storeProfiles();
    }

    private void open() {
      opened.putAll(
          storedKeys.parallelStream()
              .collect(
                  Collectors.toMap(
                      key -> key.customerNo, key -> keys.unwrap(key.customerId, key.wrapped))));
      for (var account : storedAccounts.parallelStream().map(this::open).toList()) {
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

    private void move(AccountMove move) {
      // An account without records of its own, such as that of an order, has no profile.
      if (accounts.computeIfPresent(
              move.accountNo(), (_, account) -> account.movedTo(move.toCustomerNo()))
          != null) {
        changed.add(move.accountNo());
      }
    }

    private void add(AccountProfile said) {
      var before = accounts.get(said.accountNo());
      var after = before == null ? said : before.join(said);
      if (!after.equals(before)) {
        accounts.put(said.accountNo(), after);
        changed.add(said.accountNo());
      }
    }

    private void createKeys() {
      for (int accountNo : changed) {
        int customerNo = account(accountNo).customerNo();
        if (!opened.containsKey(customerNo)) {
          var id = requireNonNull(customerIds.get(customerNo));
          var key = keys.create(id);
          opened.put(customerNo, key);
          newKeys.add(new ProfileSql.StoredKey(customerNo, id, key.wrapped()));
        }
      }
    }

    private void storeAccounts() {
      List<ProfileSql.AccountRow> inserted = new ArrayList<>();
      List<ProfileSql.AccountRow> updated = new ArrayList<>();
      for (var row : accountRows) {
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

    private void composeProfiles() {
      Map<Integer, List<AccountProfile>> byCustomer = new HashMap<>();
      accounts
          .values()
          .forEach(account ->
              byCustomer
                  .computeIfAbsent(account.customerNo(), _ -> new ArrayList<>(2))
                  .add(account));
      emptied.addAll(opened.keySet());
      emptied.removeAll(byCustomer.keySet());
      profileRows =
          byCustomer.entrySet().parallelStream()
              .map(own -> golden(own.getKey(), own.getValue()))
              .toList();
    }

    private void storeProfiles() {
      List<ProfileSql.ProfileRow> inserted = new ArrayList<>();
      List<ProfileSql.ProfileRow> updated = new ArrayList<>();
      for (var row : profileRows) {
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
