package io.quanyu;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.core.segment.SegmentLimits;
import io.quanyu.platform.web.PageRequest;
import io.quanyu.platform.web.Problem;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.BeanUtils;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.http.ResponseEntity;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.ValueConstants;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code docs/api/openapi.yaml} is written by hand, for people; the console's types are generated
 * from it. So it must say what the controllers and their records say: the same operations,
 * parameters, properties, types, words of enums, and what may be missing.
 */
class OpenApiTests {

  private static final JsonNode WRITTEN = written();

  private final WrittenSchemas schemas = new WrittenSchemas(WRITTEN);

  private static JsonNode written() {
    try {
      return JsonMapper.shared()
          .valueToTree(
              new Yaml().<Object>load(Files.readString(Path.of("../docs/api/openapi.yaml"))));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theWrittenOperationsAreThoseOfTheControllers() {
    var operations = new TreeSet<String>();
    WRITTEN
        .get("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .propertyNames()
                .forEach(method -> operations.add(method + " " + path.getKey())));

    assertThat(operations).isEqualTo(new TreeSet<>(handlers().keySet()));
  }

  @Test
  void parametersOfTheAddressAreTheSame() {
    handlers()
        .forEach((operation, handler) -> {
          var written = new TreeMap<String, Boolean>();
          for (var parameter : operation(operation).path("parameters")) {
            var resolved = schemas.resolved(parameter);
            if (resolved.get("in").asString().equals("query")) {
              written.put(
                  resolved.get("name").asString(), resolved.path("required").asBoolean(false));
            }
          }
          var served = new TreeMap<String, Boolean>();
          for (var parameter : handler.getParameters()) {
            var query = AnnotatedElementUtils.findMergedAnnotation(parameter, RequestParam.class);
            if (query != null) {
              served.put(
                  query.name().isEmpty() ? parameter.getName() : query.name(),
                  query.required()
                      && query.defaultValue().equals(ValueConstants.DEFAULT_NONE)
                      && !parameter.getAnnotatedType().isAnnotationPresent(Nullable.class));
            }
          }
          assertThat(written).as(operation).isEqualTo(served);
        });
  }

  @Test
  void bodiesHaveTheShapeOfTheRecords() {
    var differences = new ArrayList<String>();
    int compared = 0;
    for (var entry : handlers().entrySet()) {
      var operation = operation(entry.getKey());
      var request = requestOf(entry.getValue());
      var writtenRequest = json(operation.path("requestBody"));
      if (request != null || writtenRequest != null) {
        differences.addAll(
            schemas.differences(entry.getKey() + " request", request, writtenRequest, true));
        compared++;
      }
      var response = responseOf(entry.getValue());
      var writtenResponse = success(operation);
      if (response != null || writtenResponse != null) {
        differences.addAll(
            schemas.differences(entry.getKey() + " response", response, writtenResponse, false));
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(30);
    assertThat(differences).isEmpty();
  }

  @Test
  void everyOperationRefusesWithAProblem() {
    assertThat(
            schemas.differences(
                "Problem", Problem.class, schemas.resolved("#/components/schemas/Problem"), false))
        .isEmpty();
    handlers()
        .keySet()
        .forEach(operation ->
            assertThat(operation(operation).at("/responses/default/$ref").asString())
                .as(operation)
                .isEqualTo("#/components/responses/Problem"));
  }

  @Test
  void limitsInWordsAreThoseOfTheCode() {
    assertThat(
            schemas.resolved("#/components/schemas/SegmentCondition").get("description").asString())
        .contains(
            "At most %d levels and %d nodes"
                .formatted(SegmentLimits.DEPTH_MAX, SegmentLimits.NODES_MAX));
    var limit = schemas.resolved("#/components/parameters/Limit").get("schema");
    assertThat(limit.get("maximum").asInt()).isEqualTo(PageRequest.LIMIT_MAX);
    assertThat(limit.get("default").asInt()).isEqualTo(PageRequest.LIMIT_DEFAULT);
  }

  @Test
  void noSchemaIsLeftOver() {
    var unused = new TreeSet<String>();
    WRITTEN.at("/components/schemas").propertyNames().forEach(unused::add);
    var references = new ArrayList<JsonNode>();
    WRITTEN.findValues("$ref", references);
    references.forEach(reference -> unused.remove(reference.asString().replaceAll(".*/", "")));

    assertThat(unused).isEmpty();
  }

  private static JsonNode operation(String operation) {
    var words = operation.split(" ");
    return WRITTEN.get("paths").get(words[1]).get(words[0]);
  }

  /** The JSON schema of a body; null for none or another media type. */
  private static @Nullable JsonNode json(JsonNode body) {
    return body.path("content").path("application/json").get("schema");
  }

  private static @Nullable JsonNode success(JsonNode operation) {
    return operation.get("responses").properties().stream()
        .filter(response -> response.getKey().startsWith("2"))
        .findFirst()
        .map(response -> json(response.getValue()))
        .orElse(null);
  }

  private static @Nullable Type requestOf(Method handler) {
    return Arrays.stream(handler.getParameters())
        .filter(parameter -> parameter.isAnnotationPresent(RequestBody.class))
        .findFirst()
        .map(parameter -> parameter.getParameterizedType())
        .orElse(null);
  }

  private static @Nullable Type responseOf(Method handler) {
    var type = handler.getGenericReturnType();
    if (type instanceof ParameterizedType wrapped && wrapped.getRawType() == ResponseEntity.class) {
      return wrapped.getActualTypeArguments()[0];
    }
    return type == void.class ? null : type;
  }

  /** By method and path, as in {@code get /api/tags}. */
  private static Map<String, Method> handlers() {
    var handlers = new TreeMap<String, Method>();
    controllers()
        .forEach(controller -> {
          var above = AnnotatedElementUtils.findMergedAnnotation(controller, RequestMapping.class);
          var prefix = above == null ? "" : above.path()[0];
          for (var method : controller.getDeclaredMethods()) {
            var mapping = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
            if (mapping != null) {
              var path = mapping.path().length == 0 ? "" : mapping.path()[0];
              var word = mapping.method()[0].name().toLowerCase(java.util.Locale.ROOT);
              handlers.put(word + " " + prefix + path, method);
            }
          }
        });
    return handlers;
  }

  private static Stream<Class<?>> controllers() {
    var scanner = new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
    return scanner.findCandidateComponents("io.quanyu").stream()
        .map(bean -> String.valueOf(bean.getBeanClassName()))
        .filter(name -> !name.contains("IT$")) // probes of tests
        .<Class<?>>map(name -> ClassUtils.resolveClassName(name, null))
        .filter(type -> !BeanUtils.isSimpleProperty(type));
  }
}
