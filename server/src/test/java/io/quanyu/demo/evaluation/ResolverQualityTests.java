package io.quanyu.demo.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.core.identity.AccountEvidence;
import io.quanyu.core.identity.Gender;
import io.quanyu.core.identity.HeldIdentifier;
import io.quanyu.core.identity.IdentifierKind;
import io.quanyu.core.identity.IdentityComponents;
import io.quanyu.core.identity.IdentityResolver;
import io.quanyu.core.identity.PersonTraits;
import io.quanyu.core.identity.ResolutionPolicy;
import io.quanyu.demo.generator.Account;
import io.quanyu.demo.generator.Dirt;
import io.quanyu.demo.generator.GeneratorSettings;
import io.quanyu.demo.generator.People;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the rules of One-ID are worth: the resolver of core on generated people, no database. */
class ResolverQualityTests {

  private static final LocalDate AS_OF = LocalDate.of(2026, 11, 1);
  private static final int PROGRAMME = 1;
  private static final int OPEN_PLATFORM = 2;

  @Test
  void usualDirtIsResolvedAlmostPerfectly() {
    ResolutionQuality quality = resolve(GeneratorSettings.of(20_000, 1, AS_OF));

    assertThat(quality.precision()).as("%s", quality).isGreaterThanOrEqualTo(0.999);
    assertThat(quality.pathRecall()).as("%s", quality).isGreaterThanOrEqualTo(0.98);
    assertThat(quality.recall()).as("%s", quality).isGreaterThanOrEqualTo(0.75);
  }

  @Test
  void cleanRecordsAreResolvedPerfectly() {
    ResolutionQuality quality = resolve(new GeneratorSettings(5_000, 1, AS_OF, Dirt.none()));

    assertThat(quality.precision()).isEqualTo(1);
    assertThat(quality.recall()).isEqualTo(1);
    assertThat(quality.customers()).isEqualTo(5_000);
  }

  static ResolutionQuality resolve(GeneratorSettings settings) {
    People people = new People(settings);
    List<AccountEvidence> evidence = new ArrayList<>();
    int[] persons = new int[settings.customers() * 5];
    byte[] paths = new byte[persons.length];
    for (int number = 0; number < settings.customers(); number++) {
      for (Account account : people.person(number).accounts()) {
        persons[evidence.size()] = number;
        paths[evidence.size()] = (byte) account.path();
        evidence.add(evidence(evidence.size(), account));
      }
    }
    int records = evidence.size();
    int[] customers = new int[records];
    int customer = 0;
    for (IdentityComponents.Component component :
        IdentityResolver.resolve(evidence, ResolutionPolicy.DEFAULT).components()) {
      for (IdentityComponents.Member member : component.members()) {
        customers[member.accountNo()] = customer;
      }
      customer++;
    }
    return ResolutionQuality.measure(
        Arrays.copyOf(persons, records), Arrays.copyOf(paths, records), customers);
  }

  private static AccountEvidence evidence(int accountNo, Account account) {
    long at = account.registeredAt() * 1_000;
    List<HeldIdentifier> identifiers = new ArrayList<>();
    hold(identifiers, IdentifierKind.PHONE, HeldIdentifier.NO_NAMESPACE, account.phoneDigits(), at);
    hold(identifiers, IdentifierKind.MEMBER_NO, PROGRAMME, account.memberNo(), at);
    hold(identifiers, IdentifierKind.UNIONID, OPEN_PLATFORM, account.unionId(), at);
    String name = account.name();
    String surname = name.isEmpty() ? "" : name.substring(0, 1);
    return new AccountEvidence(
        accountNo,
        hash(account.channel() + account.key()),
        at,
        PersonTraits.at(
            at,
            nameHash(name.contains("*") ? "" : name),
            nameHash(surname),
            account.birthday(),
            gender(account)),
        identifiers);
  }

  private static void hold(
      List<HeldIdentifier> into, IdentifierKind kind, int namespace, String value, long at) {
    if (!value.isEmpty()) {
      into.add(new HeldIdentifier(hash(kind + value), kind, namespace, at));
    }
  }

  private static @Nullable Gender gender(Account account) {
    return switch (account.gender()) {
      case "女" -> Gender.FEMALE;
      case "男" -> Gender.MALE;
      default -> null;
    };
  }

  private static long nameHash(String name) {
    return name.isEmpty() ? PersonTraits.UNKNOWN : hash(name).getMostSignificantBits();
  }

  private static UUID hash(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
