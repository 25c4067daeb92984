package io.quanyu;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.quanyu.know.consent.internal.ConsentSets;
import io.quanyu.know.portrait.internal.BuyersOfScope;
import io.quanyu.know.portrait.internal.ListingCustomers;
import io.quanyu.know.segment.internal.Evaluation;
import io.quanyu.platform.scope.CurrentScope;
import io.quanyu.platform.scope.VisibleCustomers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * What the module cards cannot say: layers, clocks, names, and whose tables a text of SQL may name.
 */
class ArchitectureTests {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.quanyu");

  private static final Pattern HTTP_CLIENT =
      Pattern.compile(
          "java\\.net\\.http\\.HttpClient\\.new.*|java\\.net\\.URL\\.open.*"
              + "|java\\.net\\.Socket\\.<init>|org\\.apache\\.http\\.impl\\..*HttpClients?(Builder)?\\.(custom|create.*)"
              + "|org\\.springframework\\..*(RestClient|WebClient)\\.(create|builder)"
              + "|org\\.springframework\\..*(RestTemplate|TestRestTemplate)\\.<init>"
              + "|okhttp3\\..*<init>");

  private static final Pattern COMMENTS = Pattern.compile("(?s)/\\*.*?\\*/|//[^\n]*");

  @Test
  void coreKnowsNoFrameworkAndNoInputOrOutput() {
    noClasses()
        .that()
        .resideInAPackage("io.quanyu.core..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.springframework..", "org.jooq..", "java.sql..", "java.nio.file..", "java.net..")
        .check(CLASSES);
  }

  @Test
  void districtsDependOnlyOnEarlierDistricts() {
    var order = List.of("platform", "brand", "know", "reach", "learn", "demo");
    for (int i = 0; i < order.size(); i++) {
      for (int later = i + 1; later < order.size(); later++) {
        noClasses()
            .that()
            .resideInAPackage("io.quanyu." + order.get(i) + "..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.quanyu." + order.get(later) + "..")
            .check(CLASSES);
      }
    }
  }

  @Test
  void timeComesFromAClock() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.quanyu.core..", "io.quanyu.brand..", "io.quanyu.know..", "io.quanyu.reach..")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(LocalDate.class, "now")
        .orShould()
        .callMethod(LocalDateTime.class, "now")
        .check(CLASSES);
  }

  /** What is computed over everybody's data must be cut down to each caller's scope afterwards. */
  @Test
  void whoComputesForAllCallersIsNamedHere() {
    noClasses()
        .that()
        .doNotBelongToAnyOf(
            CurrentScope.class,
            // Keeps whom each scope covers.
            VisibleCustomers.class,
            // Answers of leaves, cut down by the evaluator.
            Evaluation.class,
            // Who bought last, cut down by whom the caller sees.
            BuyersOfScope.class,
            ListingCustomers.class,
            // Who said what, cut down by who counts; messages go to whom the brand chose.
            ConsentSets.class)
        .and()
        // The brand's currencies.
        .doNotHaveFullyQualifiedName("io.quanyu.know.segment.web.SegmentController")
        .should()
        .callMethod(CurrentScope.class, "forAll", Supplier.class)
        .check(CLASSES);
  }

  /** The scope of a request is its thread's: an answer made on another thread would have none. */
  @Test
  void requestsAreAnsweredOnTheirOwnThread() {
    noMethods()
        .that()
        .areAnnotatedWith(RequestMapping.class)
        .or()
        .areMetaAnnotatedWith(RequestMapping.class)
        .should()
        .haveRawReturnType(
            JavaClass.Predicates.assignableTo(Callable.class)
                .or(JavaClass.Predicates.assignableTo(Future.class))
                .or(JavaClass.Predicates.assignableTo(DeferredResult.class))
                .or(JavaClass.Predicates.assignableTo(StreamingResponseBody.class))
                .or(JavaClass.Predicates.assignableTo(ResponseBodyEmitter.class)))
        .check(CLASSES);
  }

  @Test
  void nothingIsSynchronizedWhereVirtualThreadsRun() {
    noMethods()
        .that()
        .areDeclaredInClassesThat()
        .resideInAnyPackage("io.quanyu.know..", "io.quanyu.reach..")
        .should()
        .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.SYNCHRONIZED)
        .because("state belongs in the database, and a lock has an owner and a name")
        .check(CLASSES);
  }

  /** Whoever makes a client of her own can be sent into our network by who types the address. */
  @Test
  void onlyOneModuleMakesClientsForTypedAddresses() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.quanyu.platform.outgoing..")
        .and()
        // They ask our own server at the address of its run file; the sandbox is a world apart.
        .resideOutsideOfPackages(
            "io.quanyu.demo..", "io.quanyu.know.collect.client..", "io.quanyu.sandbox..")
        .and()
        .doNotHaveFullyQualifiedName("io.quanyu.platform.database.PostgresBinaries") // class path
        .should(
            new ArchCondition<>("make an HTTP client") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                for (var call : type.getAccessesFromSelf()) {
                  var maker = call.getTargetOwner().getName() + "." + call.getTarget().getName();
                  if (HTTP_CLIENT.matcher(maker).matches()) {
                    events.add(SimpleConditionEvent.satisfied(type, call.getDescription()));
                  }
                }
              }
            })
        .check(CLASSES);
    Assertions.assertThat(
            CLASSES.get("io.quanyu.platform.outgoing.OutgoingHttp").getAccessesFromSelf())
        .as("what the rule looks for exists")
        .anyMatch(call ->
            HTTP_CLIENT
                .matcher(call.getTargetOwner().getName() + "." + call.getTarget().getName())
                .matches());
  }

  @Test
  void everyPackageIsNullMarked() {
    classes()
        .that()
        .resideInAPackage("io.quanyu..")
        .and()
        .resideOutsideOfPackage("..internal.db..")
        .and()
        .doNotHaveSimpleName("package-info")
        .should(
            new ArchCondition<>("live in a null-marked package") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                  events.add(
                      SimpleConditionEvent.violated(
                          type, type.getPackageName() + " has no @NullMarked package-info"));
                }
              }
            })
        .check(CLASSES);
  }

  @Test
  void sqlTextNamesOnlyTheTablesOfItsOwnModule() {
    var schemas = new ArrayList<String>();
    try (var folders = Files.list(Path.of("../schema/src/main/resources/db/migration"))) {
      folders
          .filter(Files::isDirectory)
          .forEach(folder -> schemas.add(folder.getFileName().toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var foreign = new ArrayList<String>();
    try (var sources = Files.walk(Path.of("src/main/java/io/quanyu"))) {
      for (var source : sources.filter(file -> file.toString().endsWith(".java")).toList()) {
        var path = Path.of("src/main/java/io/quanyu").relativize(source);
        var own =
            path.getNameCount() > 2 ? path.getName(0) + "_" + path.getName(1) : path.toString();
        var text = COMMENTS.matcher(Files.readString(source)).replaceAll("");
        for (var schema : schemas) {
          if (!schema.equals(own) && Pattern.compile("\\b" + schema + "\\.").matcher(text).find()) {
            foreign.add(path + " names schema " + schema);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Assertions.assertThat(schemas).isNotEmpty();
    Assertions.assertThat(foreign).isEmpty();
  }
}
