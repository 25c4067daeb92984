package io.quanyu.know.collect.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quanyu.know.collect.ImportKind;
import io.quanyu.know.collect.internal.mapping.FieldType;
import io.quanyu.know.collect.internal.mapping.ImportFields;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@PreAuthorize("hasAuthority('imports.read')")
class ImportKindController {

  /** A field of a kind. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record FieldDescription(
      String field, FieldType type, boolean required, @Nullable String oneOfGroup) {}

  /** A kind and its fields. */
  record KindDescription(ImportKind kind, List<FieldDescription> fields) {}

  @GetMapping("/api/import-kinds")
  List<KindDescription> list() {
    return Arrays.stream(ImportKind.values())
        .map(kind ->
            new KindDescription(
                kind,
                ImportFields.of(kind).stream()
                    .map(field ->
                        new FieldDescription(
                            field.field(), field.type(), field.required(), field.oneOfGroup()))
                    .toList()))
        .toList();
  }
}
