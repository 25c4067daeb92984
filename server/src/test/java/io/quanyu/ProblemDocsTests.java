package io.quanyu;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.platform.web.ProblemCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;

/**
 * {@code docs/api-problems.md} lists every problem that the API answers with. After adding one,
 * write it anew: {@code mvn -pl server -am test -Dtest=ProblemDocsTests -Dquanyu.docs.write=true
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class ProblemDocsTests {

  private static final Path DOCUMENT = Path.of("..", "docs", "api-problems.md");

  @Test
  void theDocumentListsEveryProblem() throws Exception {
    var listed = document(problems());
    if (Boolean.getBoolean("quanyu.docs.write")) {
      Files.writeString(DOCUMENT, listed);
    }
    assertThat(Files.readString(DOCUMENT)).isEqualTo(listed);
  }

  @Test
  void everyProblemHasATypeOfItsOwnAndWordsInBothLanguages() throws Exception {
    var problems = problems();

    assertThat(problems.stream().map(ProblemCode::type)).doesNotHaveDuplicates();
    assertThat(problems)
        .allSatisfy(problem -> {
          assertThat(problem.slug()).matches("[a-z]+(-[a-z]+)*");
          assertThat(problem.title()).isNotBlank().doesNotEndWith(".");
          assertThat(problem.titleZh()).containsPattern("\\p{IsHan}");
        });
  }

  private static List<ProblemCode> problems() throws ClassNotFoundException {
    var scanner = new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AssignableTypeFilter(ProblemCode.class));
    var found = new ArrayList<ProblemCode>();
    for (var definition : scanner.findCandidateComponents("io.quanyu")) {
      var type = Class.forName(definition.getBeanClassName());
      found.addAll(Arrays.asList(type.asSubclass(ProblemCode.class).getEnumConstants()));
    }
    found.sort(Comparator.comparing(ProblemCode::type));
    assertThat(found).hasSizeGreaterThan(10); // a scan that finds nothing must not pass
    return found;
  }

  private static String document(List<ProblemCode> problems) {
    return problems.stream()
        .map(problem ->
            "| `%s` | %d | %s | %s |"
                .formatted(
                    problem.type(),
                    problem.category().status(),
                    problem.title(),
                    problem.titleZh()))
        .collect(
            Collectors.joining(
                "\n",
                """
                # Problems

                Every refusal is an RFC 9457 problem (`application/problem+json`) with `type`, `title`, `status`, `detail` and, where parts of the request
                are wrong, `errors`. Branch on `type`: it never changes. Written by `ProblemDocsTests`.

                | type | status | title | 标题 |
                | --- | --- | --- | --- |
                """,
                "\n"));
  }
}
