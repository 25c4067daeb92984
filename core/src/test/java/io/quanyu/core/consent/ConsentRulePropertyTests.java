package io.quanyu.core.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConsentRulePropertyTests {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int ACCOUNTS = 5;
  private static final List<String> CHANNELS = List.of("", "sms", "wecom");

  /** A statement with the accounts that it binds. */
  private record Binding(ConsentStatement statement, Set<Integer> accounts) {}

  @Test
  void theOrderInWhichDecisionsAreLearnedDoesNotMatter() {
    for (int seed = 1; seed <= 500; seed++) {
      var random = new Random(seed);
      var said = some(random);
      var customer = someAccounts(random);
      var derived = ConsentRule.derive(customer, binding(said));

      var shuffled = new ArrayList<>(said);
      Collections.shuffle(shuffled, random);

      assertThat(ConsentRule.derive(customer, binding(shuffled)))
          .as("seed %d", seed)
          .isEqualTo(derived);
    }
  }

  @Test
  void nobodyHasAgreedWhoseAccountSaidNoLast() {
    for (int seed = 1; seed <= 500; seed++) {
      var random = new Random(seed);
      var said = some(random);
      var customer = someAccounts(random);
      ConsentRule.derive(customer, binding(said))
          .forEach((channel, derived) -> {
            if (derived.state() == ConsentState.GRANTED) {
              for (int account : customer) {
                assertThat(lastWord(account, channel, customer, said)).isNotEqualTo("no");
              }
            } else {
              assertThat(customer)
                  .anyMatch(account -> lastWord(account, channel, customer, said).equals("no"));
            }
          });
    }
  }

  /** With more of a person's accounts known, only a grant of hers opens what was closed. */
  @Test
  void aMergeNeverOpensWhatAPartHadClosed() {
    for (int seed = 1; seed <= 500; seed++) {
      var random = new Random(seed);
      var said = some(random);
      var one = someAccounts(random);
      var other = someAccounts(random);
      other.removeAll(one);
      // Grants that bind accounts of both were given when they were thought to be one.
      said.removeIf(binding ->
          binding.statement().isGrant()
              && !Collections.disjoint(binding.accounts(), one)
              && !Collections.disjoint(binding.accounts(), other));
      Set<Integer> both = new HashSet<>(one);
      both.addAll(other);
      var merged = ConsentRule.derive(both, binding(said));
      ConsentRule.derive(one, binding(said))
          .forEach((channel, derived) -> {
            if (derived.state() == ConsentState.WITHDRAWN && !channel.isEmpty()) {
              assertThat(state(merged, channel))
                  .as("a part had withdrawn %s", channel)
                  .isEqualTo(ConsentState.WITHDRAWN);
            }
          });
    }
  }

  @Test
  void whatIsSaidOfAllChannelsCoversEach() {
    var earlier = grant(1, "sms", 1, 0);
    var later = withdrawal(2, "", 1);

    var derived = ConsentRule.derive(Set.of(1), Map.of(1, List.of(earlier, later)));

    assertThat(state(derived, "sms")).isEqualTo(ConsentState.WITHDRAWN);
    assertThat(state(derived, "")).isEqualTo(ConsentState.WITHDRAWN);
    assertThat(Objects.requireNonNull(derived.get("sms")).deciding()).isEqualTo(later);
  }

  @Test
  void ofTwoWordsAtTheSameMomentNoCounts() {
    var derived =
        ConsentRule.derive(
            Set.of(1), Map.of(1, List.of(grant(2, "sms", 1, 0), withdrawal(1, "sms", 0))));

    assertThat(state(derived, "sms")).isEqualTo(ConsentState.WITHDRAWN);
  }

  @Test
  void minorsNeedAGuardian() {
    var terms = new ConsentTerms(true, MinorRule.GUARDIAN);

    assertThat(terms.decide(ConsentState.UNKNOWN, false, false))
        .isEqualTo(ConsentTerms.Verdict.ALLOWED);
    assertThat(terms.decide(ConsentState.UNKNOWN, false, true))
        .isEqualTo(ConsentTerms.Verdict.MINOR);
    assertThat(terms.decide(ConsentState.GRANTED, false, true))
        .isEqualTo(ConsentTerms.Verdict.MINOR);
    assertThat(terms.decide(ConsentState.GRANTED, true, true))
        .isEqualTo(ConsentTerms.Verdict.ALLOWED);
    assertThat(terms.decide(ConsentState.WITHDRAWN, false, true))
        .isEqualTo(ConsentTerms.Verdict.REFUSED);
    assertThat(new ConsentTerms(true, MinorRule.FORBIDDEN).decide(ConsentState.GRANTED, true, true))
        .isEqualTo(ConsentTerms.Verdict.MINOR);
    assertThat(new ConsentTerms(false, MinorRule.ALLOWED).decide(ConsentState.UNKNOWN, false, true))
        .isEqualTo(ConsentTerms.Verdict.REFUSED);
  }

  private static ConsentState state(Map<String, ConsentRule.Derived> derived, String channel) {
    return Objects.requireNonNull(derived.get(channel), "nothing was said").state();
  }

  /** What an account said last of a channel: yes, no or nothing. */
  private static String lastWord(
      int account, String channel, Set<Integer> customer, List<Binding> said) {
    Instant at = Instant.MIN;
    var word = "nothing";
    for (var binding : said) {
      var one = binding.statement();
      boolean counts =
          binding.accounts().contains(account)
              && (one.channel().isEmpty() || one.channel().equals(channel))
              && (!one.isGrant() || customer.contains(one.speaker()));
      if (counts && (one.at().isAfter(at) || (one.at().equals(at) && !one.isGrant()))) {
        at = one.at();
        word = one.isGrant() ? "yes" : "no";
      }
    }
    return word;
  }

  private static List<Binding> some(Random random) {
    List<Binding> said = new ArrayList<>();
    for (int no = 1 + random.nextInt(8); no > 0; no--) {
      var accounts = someAccounts(random);
      int speaker = List.copyOf(accounts).get(random.nextInt(accounts.size()));
      var channel = CHANNELS.get(random.nextInt(CHANNELS.size()));
      int second = random.nextInt(6);
      said.add(
          new Binding(
              random.nextBoolean()
                  ? grant(no, channel, speaker, second)
                  : withdrawal(no, channel, second),
              accounts));
    }
    return said;
  }

  private static Set<Integer> someAccounts(Random random) {
    Set<Integer> accounts = new HashSet<>();
    accounts.add(1 + random.nextInt(ACCOUNTS));
    while (random.nextBoolean()) {
      accounts.add(1 + random.nextInt(ACCOUNTS));
    }
    return accounts;
  }

  private static Map<Integer, List<ConsentStatement>> binding(List<Binding> said) {
    Map<Integer, List<ConsentStatement>> binding = new HashMap<>();
    for (var one : said) {
      one.accounts()
          .forEach(account ->
              binding.computeIfAbsent(account, _ -> new ArrayList<>()).add(one.statement()));
    }
    return binding;
  }

  private static ConsentStatement grant(long no, String channel, int speaker, int second) {
    return new ConsentStatement(no, channel, true, false, speaker, START.plusSeconds(second));
  }

  private static ConsentStatement withdrawal(long no, String channel, int second) {
    return new ConsentStatement(
        no, channel, false, false, ConsentStatement.ADDRESS, START.plusSeconds(second));
  }
}
