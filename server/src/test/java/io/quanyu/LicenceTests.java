package io.quanyu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything that the release is made of may be used under a permissive licence, or under one whose
 * duties end at its own files (EPL, MPL). Who offers several licences lets us choose. The server's
 * parts are read from the CycloneDX file that Maven writes before the tests, the console's from
 * npm's lock file.
 */
class LicenceTests {

  private static final Path SERVER = Path.of("target/classes/META-INF/sbom/server.cdx.json");
  private static final Path CONSOLE = Path.of("../console/package-lock.json");

  /** By SPDX id, and by the names and addresses that POMs write instead. */
  private static final Pattern PERMISSIVE =
      Pattern.compile(
          "apache-?( software)?( license)?[-, ]*(version )?(1\\.1|2(\\.0)?).*|mit(-0)?( license)?|the mit license.*"
              + "|bsd(-.*|[- ].*|)|.*\\b[23]-clause bsd.*|the bsd.*|new bsd.*|revised bsd.*|0bsd|isc|zlib|unlicense|cc0-1\\.0|public domain.*"
              + "|postgresql|blueoak-1\\.0\\.0|python-2\\.0|unicode-.*|bouncy castle licen[cs]e|icu"
              + "|.*apache\\.org/licenses/license-2\\.0.*|.*opensource\\.org/licen[cs]es?/(mit|bsd|isc).*"
              + "|.*opensource\\.org/license/(mit|bsd|isc).*|.*bouncycastle\\.org/licen[cs]e.*"
              // Duties that end at their own files.
              + "|(epl|mpl)-[12]\\.[01]|eclipse (public|distribution) license.*|edl 1\\.0|bsd-3-clause"
              + "|mozilla public license.*|.*eclipse\\.org/(legal/epl|org/documents/e[pd]l).*");

  /** What a POM says wrongly or not at all; each was read. See docs/manual/en/security.md. */
  private static final List<Decided> DECIDED =
      List.of(
          new Decided(
              "io.github.x-stream/mxparser",
              "Indiana University Extreme! Lab Software License: as Apache 1.1, permissive"));

  private record Decided(String component, String why) {}

  private record Component(String name, List<String> licences) {}

  @Test
  void everyPartOfTheServerMayBeUsed() throws IOException {
    var components =
        JsonMapper.shared()
            .readTree(Files.readString(SERVER))
            .path("components")
            .valueStream()
            .filter(one -> !one.path("group").asString("").equals("io.quanyu"))
            .map(LicenceTests::component)
            .toList();

    assertThat(components).hasSizeGreaterThan(80);
    assertThat(refused(components)).isEmpty();
    assertThat(DECIDED)
        .allSatisfy(decided ->
            assertThat(components).extracting(Component::name).contains(decided.component()));
  }

  @Test
  void everyPartOfTheConsoleMayBeUsed() throws IOException {
    var components = new ArrayList<Component>();
    JsonMapper.shared()
        .readTree(Files.readString(CONSOLE))
        .path("packages")
        .properties()
        .forEach(entry -> {
          var one = entry.getValue();
          if (!entry.getKey().isEmpty() && !one.path("dev").asBoolean(false)) {
            components.add(
                new Component(entry.getKey(), List.of(one.path("license").asString(""))));
          }
        });

    assertThat(components).hasSizeGreaterThan(20);
    assertThat(refused(components)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GPL-3.0-only",
        "AGPL-3.0",
        "LGPL-2.1-or-later",
        "GNU Lesser General Public License",
        "SSPL-1.0",
        "BUSL-1.1",
        "Elastic-2.0",
        "CC-BY-NC-4.0",
        "UNLICENSED",
        "",
        "MIT AND GPL-2.0-only",
        "(LGPL-2.1 OR GPL-2.0)",
        "The GNU General Public License"
      })
  void othersAreRefused(String licence) {
    assertThat(isFree(licence)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MIT",
        "Apache-2.0",
        "(MIT OR GPL-2.0-only)",
        "BSD-3-Clause AND Apache-2.0",
        "EPL-2.0",
        "Apache License, Version 2.0",
        "The Apache Software License, Version 2.0"
      })
  void theseMayBeUsed(String licence) {
    assertThat(isFree(licence)).isTrue();
  }

  private static Component component(JsonNode one) {
    var licences =
        one.path("licenses")
            .valueStream()
            .map(choice ->
                Stream.of(
                        choice.path("expression"),
                        choice.at("/license/id"),
                        choice.at("/license/name"),
                        choice.at("/license/url"))
                    .map(text -> text.asString(""))
                    .filter(text -> !text.isBlank())
                    .findFirst()
                    .orElse(""))
            .toList();
    return new Component(
        one.path("group").asString("") + "/" + one.path("name").asString(), licences);
  }

  private static List<Component> refused(List<Component> components) {
    return components.stream()
        .filter(one -> DECIDED.stream().noneMatch(known -> known.component().equals(one.name())))
        .filter(one -> one.licences().stream().noneMatch(LicenceTests::isFree))
        .toList();
  }

  /** An expression of SPDX without nested brackets, or a name. */
  private static boolean isFree(String licence) {
    var bare = licence.strip().replaceAll("^\\(|\\)$", "");
    return Stream.of(bare.split(" OR "))
        .anyMatch(choice ->
            Stream.of(choice.split(" AND "))
                .map(one -> one.strip().replaceAll("^the (?=apache)", "").toLowerCase(Locale.ROOT))
                .map(one -> one.replaceAll("^the (?=apache|eclipse|mozilla)", ""))
                .allMatch(one -> PERMISSIVE.matcher(one).matches()));
  }
}
