package io.quanyu.know.profile.internal;

import io.quanyu.know.profile.Profile;
import io.quanyu.platform.personal.AccessCopy;
import io.quanyu.platform.personal.Person;
import io.quanyu.platform.personal.PersonalDataHolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is known of a person, and the key without which nothing of it can be read. */
@Component
final class ProfileData implements PersonalDataHolder {

  private final ProfileSql sql;
  private final RecordingProfiles profiles;

  ProfileData(ProfileSql sql, RecordingProfiles profiles) {
    this.sql = sql;
    this.profiles = profiles;
  }

  @Override
  public String name() {
    return "know.profile";
  }

  @Override
  public Set<String> tables() {
    return Set.of(
        "know_profile.customer_key", "know_profile.account_profile", "know_profile.profile");
  }

  @Override
  public void copy(Person person, AccessCopy copy) {
    var profile = profiles.find(List.of(person.customerNo())).get(person.customerNo());
    if (profile == null) {
      return;
    }
    List<Map<String, @Nullable String>> rows = new ArrayList<>();
    var personal = profile.personal();
    add(rows, "name", personal.name());
    add(rows, "nickname", personal.nickname());
    add(rows, "phone", personal.phone());
    add(rows, "email", personal.email());
    add(rows, "address", personal.address());
    add(rows, "member_no", personal.memberNo());
    addStated(rows, profile);
    copy.add("profile", rows);
  }

  private static void addStated(List<Map<String, @Nullable String>> rows, Profile profile) {
    add(rows, "gender", profile.gender());
    add(rows, "birthday", profile.birthday());
    add(rows, "province", profile.province());
    add(rows, "city", profile.city());
    add(rows, "registered_at", profile.registeredAt());
    new TreeMap<>(profile.attributes()).forEach((name, value) -> add(rows, name, value));
  }

  private static void add(
      List<Map<String, @Nullable String>> rows, String field, @Nullable Object value) {
    if (value != null) {
      rows.add(AccessCopy.row("field", field, "value", value));
    }
  }

  @Override
  public boolean erase(Person person) {
    sql.erase(person.customerNos());
    return true;
  }
}
