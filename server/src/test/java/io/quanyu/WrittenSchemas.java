package io.quanyu;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quanyu.know.collect.ImportMapping;
import io.quanyu.know.portrait.CustomerSummary;
import io.quanyu.know.segment.SegmentPreview;
import io.quanyu.platform.web.Problem;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares types as Jackson writes and reads them with schemas of an OpenAPI document. */
final class WrittenSchemas {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /**
   * What may be missing though it is never null: a mapping fills in what clients leave out, and
   * whatever stands before the server may refuse without a detail.
   */
  private static final Map<Class<?>, Set<String>> MAY_BE_MISSING =
      Map.of(
          ImportMapping.class, Set.of("constants", "attributes"), Problem.class, Set.of("detail"));

  /** The element of the one list that is typed in another module. */
  private static final Map<Class<?>, Class<?>> ELEMENTS =
      Map.of(SegmentPreview.class, CustomerSummary.class);

  private static final Map<Class<?>, List<String>> SIMPLE =
      Map.ofEntries(
          Map.entry(String.class, List.of("string", "")),
          Map.entry(Currency.class, List.of("string", "")),
          Map.entry(UUID.class, List.of("string", "uuid")),
          Map.entry(Instant.class, List.of("string", "date-time")),
          Map.entry(LocalDate.class, List.of("string", "date")),
          Map.entry(LocalTime.class, List.of("string", "")),
          Map.entry(int.class, List.of("integer", "")),
          Map.entry(Integer.class, List.of("integer", "")),
          Map.entry(long.class, List.of("integer", "int64")),
          Map.entry(Long.class, List.of("integer", "int64")),
          Map.entry(double.class, List.of("number", "")),
          Map.entry(Double.class, List.of("number", "")),
          Map.entry(BigDecimal.class, List.of("number", "")),
          Map.entry(boolean.class, List.of("boolean", "")),
          Map.entry(Boolean.class, List.of("boolean", "")));

  private final JsonNode document;

  WrittenSchemas(JsonNode document) {
    this.document = document;
  }

  /** What a type and a schema do not agree on, each as a sentence. */
  List<String> differences(
      String where, @Nullable Type type, @Nullable JsonNode schema, boolean isRequest) {
    if (type == null || schema == null) {
      return List.of(where + " is only in the " + (type == null ? "document" : "code"));
    }
    var walk = new Walk(isRequest);
    walk.compare(where, type, schema, Map.of(), Object.class);
    return walk.differences;
  }

  /** The part of the document that a node refers to; itself if it refers to nothing. */
  JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? resolved(node.get("$ref").asString()) : node;
  }

  JsonNode resolved(String reference) {
    var found = document.at(reference.substring(1));
    if (found.isMissingNode()) {
      throw new AssertionError("nothing is written at " + reference);
    }
    return resolved(found);
  }

  /** A property of a record as JSON has it. */
  private record Property(RecordComponent component, Class<?> owner) {}

  private final class Walk {
    private final boolean isRequest;
    private final List<String> differences = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    Walk(boolean isRequest) {
      this.isRequest = isRequest;
    }

    /**
     * @param variables what the type variables of a generic record stand for
     * @param owner the record whose component it is
     */
    void compare(
        String where, Type type, JsonNode written, Map<Type, Type> variables, Class<?> owner) {
      var schema = resolved(written);
      switch (type) {
        case TypeVariable<?> variable ->
            compare(
                where, Objects.requireNonNull(variables.get(variable)), schema, variables, owner);
        case WildcardType _ ->
            compare(where, Objects.requireNonNull(ELEMENTS.get(owner)), schema, variables, owner);
        case ParameterizedType generic -> compareGeneric(where, generic, schema, variables, owner);
        case Class<?> plain when SIMPLE.containsKey(plain) -> {
          var expected = SIMPLE.getOrDefault(plain, List.of());
          expect(where + " type", expected.getFirst(), typeOf(schema));
          expect(where + " format", expected.getLast(), schema.path("format").asString(""));
        }
        case Class<?> plain when plain.isEnum() -> {
          expect(where + " type", "string", typeOf(schema));
          expect(where + " words", words(plain), words(schema.path("enum")));
        }
        case Class<?> plain when plain.isSealed() -> compareSealed(where, plain, schema);
        case Class<?> plain when plain.isRecord() ->
            compareRecord(where, plain, schema, Map.of(), Set.of());
        default -> differences.add(where + " is of a type that nobody thought of: " + type);
      }
    }

    private void compareGeneric(
        String where,
        ParameterizedType type,
        JsonNode schema,
        Map<Type, Type> variables,
        Class<?> owner) {
      var raw = (Class<?>) type.getRawType();
      var arguments = type.getActualTypeArguments();
      if (Collection.class.isAssignableFrom(raw)) {
        expect(where + " type", "array", typeOf(schema));
        compare(where + "[]", arguments[0], schema.path("items"), variables, owner);
      } else if (Map.class.isAssignableFrom(raw)) {
        expect(where + " type", "object", typeOf(schema));
        compare(where + "{}", arguments[1], schema.path("additionalProperties"), variables, owner);
      } else {
        var bound = new LinkedHashMap<Type, Type>();
        for (int i = 0; i < arguments.length; i++) {
          bound.put(raw.getTypeParameters()[i], arguments[i]);
        }
        compareRecord(where, raw, schema, bound, Set.of());
      }
    }

    private void compareSealed(String where, Class<?> type, JsonNode schema) {
      if (!seen.add(type + "=" + System.identityHashCode(schema))) {
        return; // conditions hold conditions
      }
      var info = Objects.requireNonNull(type.getAnnotation(JsonTypeInfo.class));
      var mapping = schema.at("/discriminator/mapping");
      expect(
          where + " discriminator",
          info.property(),
          schema.at("/discriminator/propertyName").asString(""));
      var kinds = Objects.requireNonNull(type.getAnnotation(JsonSubTypes.class)).value();
      var named = new TreeSet<String>();
      for (var kind : kinds) {
        var name = Objects.requireNonNull(kind.value().getAnnotation(JsonTypeName.class)).value();
        named.add(name);
        if (mapping.has(name)) {
          var part = resolved(mapping.get(name).asString());
          expect(
              where + "/" + name,
              name,
              part.path("properties").path(info.property()).path("const").asString(""));
          compareRecord(where + "/" + name, kind.value(), part, Map.of(), Set.of(info.property()));
        }
      }
      expect(where + " kinds", named, new TreeSet<>(mapping.propertyNames()));
      expect(where + " oneOf", named.size(), schema.path("oneOf").size());
    }

    private void compareRecord(
        String where,
        Class<?> type,
        JsonNode schema,
        Map<Type, Type> variables,
        Set<String> added) {
      expect(where + " type", "object", typeOf(schema));
      var properties = new LinkedHashMap<String, Property>();
      collect(type, properties);
      var names = new TreeSet<>(properties.keySet());
      names.addAll(added);
      expect(
          where + " properties", names, new TreeSet<>(schema.path("properties").propertyNames()));
      var required = words(schema.path("required"));
      expect(where + " requires " + added, true, required.containsAll(added));
      properties.forEach((name, property) -> {
        var place = where + "." + name;
        var part = schema.path("properties").get(name);
        if (part != null) {
          expect(place + " is required", isRequired(property), required.contains(name));
          expect(place + " may be null", isWrittenAsNull(property), mayBeNull(part));
          compare(place, property.component().getGenericType(), part, variables, property.owner());
        }
      });
    }

    private void collect(Class<?> type, Map<String, Property> properties) {
      for (var component : type.getRecordComponents()) {
        if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
          collect(component.getType(), properties);
        } else {
          properties.put(component.getName(), new Property(component, type));
        }
      }
    }

    private boolean isRequired(Property property) {
      var name = property.component().getName();
      if (MAY_BE_MISSING.getOrDefault(property.owner(), Set.of()).contains(name)) {
        return false;
      }
      if (isNullable(property)) {
        return isWrittenAsNull(property);
      }
      return isRequest || includeOf(property) != JsonInclude.Include.NON_EMPTY;
    }

    /** Null and not left out: only answers have that; a request may always leave it out. */
    private boolean isWrittenAsNull(Property property) {
      return !isRequest
          && isNullable(property)
          && includeOf(property) == JsonInclude.Include.ALWAYS;
    }

    private void expect(String what, Object expected, Object written) {
      if (!expected.equals(written)) {
        differences.add(what + ": code says " + expected + ", document says " + written);
      }
    }
  }

  private static boolean isNullable(Property property) {
    return property.component().getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private static JsonInclude.Include includeOf(Property property) {
    for (AnnotatedElement place : List.of(property.component().getAccessor(), property.owner())) {
      // As Jackson does: on the type itself, or on an interface of it.
      var include = AnnotatedElementUtils.findMergedAnnotation(place, JsonInclude.class);
      if (include != null) {
        return include.value();
      }
    }
    return JsonInclude.Include.ALWAYS;
  }

  private static String typeOf(JsonNode schema) {
    var type = schema.path("type");
    return type.isArray() ? type.get(0).asString() : type.asString("");
  }

  private boolean mayBeNull(JsonNode schema) {
    var type = resolved(schema).path("type");
    return type.isArray() && words(type).contains("null");
  }

  private static Set<String> words(JsonNode list) {
    var words = new TreeSet<String>();
    list.forEach(word -> words.add(word.asString()));
    return words;
  }

  private static Set<String> words(Class<?> type) {
    return words(MAPPER.valueToTree(type.getEnumConstants()));
  }
}
