package io.quanyu.reach.wecom.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.reach.wecom.internal.ContactBook.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class ContactBookTests {

  @Test
  void whoHadHerFirstSpeaksToHerAndEverybodyWhoHasHerMay() {
    var book =
        ContactBook.of(
            List.of(entry(7, 1, "bo", 20), entry(7, 1, "ann", 10), entry(8, 2, "bo", 5)));

    assertThat(book.lit()).isEqualTo(RoaringBitmap.bitmapOf(7, 8));
    assertThat(book.bySender(book.lit()))
        .isEqualTo(Map.of("ann", RoaringBitmap.bitmapOf(7), "bo", RoaringBitmap.bitmapOf(8)));
    assertThat(book.contactOf("bo", 7)).isEqualTo(OptionalInt.of(1));
    assertThat(book.contactOf("ann", 8)).isEmpty();
    assertThat(book.contactOf("cy", 7)).isEmpty();
  }

  @Test
  void twoContactsOfOneCustomerAreOneRecipient() {
    var book = ContactBook.of(List.of(entry(7, 5, "ann", 20), entry(7, 4, "ann", 30)));

    assertThat(book.lit().getCardinality()).isEqualTo(1);
    assertThat(book.contactOf("ann", 7)).isEqualTo(OptionalInt.of(5));
  }

  @RepeatedTest(50)
  void theOrderOfTheEntriesDoesNotMatterAndTheSplitIsWhole(RepetitionInfo repetition) {
    var random = new Random(repetition.getCurrentRepetition());
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      entries.add(entry(random.nextInt(80), i, "m" + random.nextInt(6), random.nextInt(10)));
    }
    var book = ContactBook.of(entries);
    var earliest =
        entries.stream()
            .collect(
                Collectors.groupingBy(
                    Entry::customerNo,
                    Collectors.minBy(
                        Comparator.comparing(Entry::followedAt).thenComparing(Entry::userId))));
    Collections.shuffle(entries, random);
    var same = ContactBook.of(entries);

    var split = book.bySender(book.lit());
    assertThat(same.bySender(same.lit())).isEqualTo(split);
    earliest.forEach((customerNo, entry) ->
        assertThat(split)
            .hasEntrySatisfying(
                entry.orElseThrow().userId(),
                customers -> assertThat(customers.contains(customerNo)).isTrue()));
    assertThat(split.values().stream().mapToInt(RoaringBitmap::getCardinality).sum())
        .isEqualTo(book.lit().getCardinality());
  }

  private static Entry entry(int customerNo, int contactNo, String userId, long at) {
    return new Entry(customerNo, contactNo, userId, Instant.ofEpochSecond(at));
  }
}
