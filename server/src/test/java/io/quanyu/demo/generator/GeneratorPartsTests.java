package io.quanyu.demo.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The parts that everything else is built from: random source, numbers, calendar, catalogue,
 * stores, gzip.
 */
class GeneratorPartsTests {

  private static final LocalDate AS_OF = LocalDate.of(2026, 11, 1);

  @Test
  void theRandomSequenceIsFixedForEver() {
    SeededRandom random = SeededRandom.of(1, 2, 3);

    assertThat(List.of(random.nextLong(), random.nextLong()))
        .isEqualTo(List.of(FIRST_VALUE, SECOND_VALUE));
  }

  private static final long FIRST_VALUE = -4_346_124_861_796_279_615L;
  private static final long SECOND_VALUE = 3_506_808_064_286_907_929L;

  @Test
  void distributionsHaveTheirMeans() {
    SeededRandom random = SeededRandom.of(4, 5, 6);
    double gamma = 0;
    double poisson = 0;
    double exponential = 0;
    double normal = 0;
    int draws = 200_000;
    for (int i = 0; i < draws; i++) {
      gamma += random.gamma(0.8, 3);
      poisson += random.poisson(2.5, 60);
      exponential += random.exponential(4);
      normal += random.gaussian();
    }
    assertThat(gamma / draws).isCloseTo(3, within(0.05));
    assertThat(poisson / draws).isCloseTo(2.5, within(0.03));
    assertThat(exponential / draws).isCloseTo(4, within(0.05));
    assertThat(normal / draws).isCloseTo(0, within(0.02));
  }

  @Test
  void everyPhoneIsValidInFormAndGivenOnce() throws NumberParseException {
    PhoneBook book = new PhoneBook(11);
    Set<String> given = new HashSet<>();
    PhoneNumberUtil phones = PhoneNumberUtil.getInstance();
    for (int person = 0; person < 20_000; person++) {
      for (String number : List.of(book.current(person), book.former(person))) {
        assertThat(given.add(number)).isTrue();
        assertThat(phones.isValidNumber(phones.parse(number, "CN"))).as(number).isTrue();
      }
    }
    assertThat(given).doesNotContain(book.guide(0), book.guide(599));
    assertThat(book.current(GeneratorSettings.CUSTOMERS_MAX - 1)).matches("1\\d{10}");
  }

  @Test
  void aMistypedPhoneIsAnotherText() {
    SeededRandom random = SeededRandom.of(1, 1, 1);
    PhoneBook book = new PhoneBook(11);
    for (int person = 0; person < 20_000; person++) {
      String right = book.current(person);
      String typed = PhoneBook.mistyped(random, right);
      assertThat(typed).isNotEqualTo(right).matches("\\d{10,11}").startsWith(right.substring(0, 3));
    }
    assertThat(PhoneBook.mistyped(random, "13333333333")).isNotEqualTo("13333333333");
  }

  @Test
  void anOddFormatIsTheSameNumber() throws NumberParseException {
    SeededRandom random = SeededRandom.of(1, 1, 2);
    PhoneNumberUtil phones = PhoneNumberUtil.getInstance();
    Set<String> shapes = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      String odd = PhoneBook.oddlyFormatted(random, "13812345678");
      shapes.add(odd);
      assertThat(phones.parse(odd, "CN").getNationalNumber()).as(odd).isEqualTo(13_812_345_678L);
    }
    assertThat(shapes).hasSize(6).doesNotContain("13812345678");
  }

  @Test
  void eachChannelPeaksInItsOwnSeason() {
    assertThat(peak(Channel.TMALL)).isEqualTo(LocalDate.of(2025, 11, 11));
    assertThat(peak(Channel.JD)).isEqualTo(LocalDate.of(2025, 6, 18));
    assertThat(peak(Channel.DOUYIN).getMonthValue()).isIn(1, 2);
    assertThat(peak(Channel.MINIPROGRAM)).isEqualTo(LocalDate.of(2025, 8, 15));
    assertThat(peak(Channel.POS).getDayOfWeek().getValue()).isGreaterThan(5);
    assertThat(SalesCalendar.weight(Channel.POS, LocalDate.of(2025, 1, 29))).isLessThan(0.2);
  }

  private static LocalDate peak(Channel channel) {
    LocalDate best = LocalDate.of(2025, 1, 1);
    for (LocalDate day = best; day.getYear() == 2025; day = day.plusDays(1)) {
      if (SalesCalendar.weight(channel, day) > SalesCalendar.weight(channel, best)) {
        best = day;
      }
    }
    return best;
  }

  @Test
  void aSampledMomentLiesInItsInterval() {
    SalesCalendar calendar = new SalesCalendar(Channel.POS, AS_OF.minusDays(730), AS_OF);
    SeededRandom random = SeededRandom.of(2, 2, 2);
    long end = AS_OF.toEpochDay() * 86_400;
    for (int i = 0; i < 50_000; i++) {
      long from = end - 1 - random.below(729 * 86_400);
      long to = from + 1 + random.below((int) (end - from));
      assertThat(calendar.sample(random, from, to)).isBetween(from, to - 1);
    }
    assertThat(calendar.sample(random, end - 1, end)).isEqualTo(end - 1);
  }

  @Test
  void theCatalogueHasFourHundredProductsWithUniqueSkus() {
    Catalogue catalogue = new Catalogue(1, AS_OF);
    List<String> skus =
        catalogue.spus().stream().flatMap(spu -> spu.skus().stream()).map(Spu.Sku::code).toList();

    assertThat(catalogue.spus()).hasSize(400);
    assertThat(skus).doesNotHaveDuplicates().doesNotContain(DemoBrand.SHIPPING_CHARGE);
    assertThat(catalogue.spus()).extracting(Spu::name).doesNotHaveDuplicates();
    assertThat(catalogue.spus()).allMatch(spu -> spu.listPriceCents() % 1_000 == 900);
  }

  @Test
  void theBrandHasSixtyStoresInRealPlaces() {
    List<Store> stores = Store.open(1, AS_OF);

    assertThat(stores).hasSize(60);
    assertThat(stores).extracting(Store::code).doesNotHaveDuplicates();
    assertThat(stores).extracting(Store::name).doesNotHaveDuplicates();
    assertThat(stores).allMatch(store -> store.openedOn().isBefore(AS_OF));
    assertThat(stores)
        .allSatisfy(store -> {
          assertThat(Double.parseDouble(store.longitude())).isBetween(73.0, 135.0);
          assertThat(Double.parseDouble(store.latitude())).isBetween(18.0, 54.0);
        });
  }

  @Test
  void chunksCompressedApartReadAsOneFile(@TempDir Path folder) throws IOException {
    byte[] plain = "岚驰,跑鞋\n".repeat(5_000).getBytes(StandardCharsets.UTF_8);
    byte[] noise = new byte[100_000];
    SeededRandom random = SeededRandom.of(3, 3, 3);
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (byte) random.nextLong();
    }
    Path file = folder.resolve("a.gz");
    try (GzipFile gzip = new GzipFile(file)) {
      gzip.append(GzipFile.Chunk.of(plain, plain.length));
      gzip.append(GzipFile.Chunk.of(new byte[0], 0));
      gzip.append(GzipFile.Chunk.of(noise, noise.length));
    }
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      byte[] read = in.readAllBytes();
      assertThat(read).hasSize(plain.length + noise.length);
      assertThat(Arrays.copyOf(read, plain.length)).isEqualTo(plain);
      assertThat(Arrays.copyOfRange(read, plain.length, read.length)).isEqualTo(noise);
    }
  }

  @Test
  void settingsOutOfBoundsAreRefused() {
    assertThatThrownBy(() -> GeneratorSettings.of(0, 1, AS_OF)).hasMessageContaining("customers");
    assertThatThrownBy(() -> GeneratorSettings.of(20_000_001, 1, AS_OF))
        .hasMessageContaining("customers");
    assertThatThrownBy(() -> GeneratorSettings.of(1, 1, LocalDate.of(1999, 1, 1)))
        .hasMessageContaining("as-of");
    assertThatThrownBy(() -> new Dirt(-1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
        .hasMessageContaining("basis points");
    assertThatThrownBy(() -> new Dirt(0, 0, 0, 100, 60, 0, 0, 0, 0, 0, 0, 0))
        .hasMessageContaining("recycled");
  }
}
