package io.quanyu.testing;

import io.quanyu.platform.personal.AccessCopy;
import io.quanyu.platform.personal.Person;
import io.quanyu.platform.personal.PersonalDataHolder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one module keeps of a person, asked for as a privacy request asks. */
public final class Holders {
  private Holders() {}

  /** Somebody who is known to a module by her hashes alone. */
  public static Person personWith(UUID... identifiers) {
    return new Person(
        UUID.randomUUID(),
        List.of(Integer.MAX_VALUE),
        List.of(),
        List.of(identifiers),
        List.of(),
        Instant.now());
  }

  /** The holder of a module, by its name. */
  public static PersonalDataHolder named(String name, List<PersonalDataHolder> holders) {
    return holders.stream().filter(holder -> holder.name().equals(name)).findFirst().orElseThrow();
  }

  /** The rows that a copy for the person gets of one table. */
  public static List<Map<String, @Nullable String>> copied(
      PersonalDataHolder holder, Person person, String table) {
    var copy = new AccessCopy();
    holder.copy(person, copy);
    return copy.tables().getOrDefault(table, List.of());
  }
}
