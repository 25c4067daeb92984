package io.quanyu.know.collect.web;

import io.quanyu.brand.audit.Audited;
import io.quanyu.brand.audit.AuditedRequest;
import io.quanyu.know.collect.ImportMapping;
import io.quanyu.know.collect.internal.SavedMapping;
import io.quanyu.know.collect.internal.SavedMappings;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/import-mappings")
class SavedMappingController {
  private static final int NAME_CHARS_MAX = 100;

  private final SavedMappings mappings;

  SavedMappingController(SavedMappings mappings) {
    this.mappings = mappings;
  }

  /** A mapping to be saved. */
  record NewSavedMapping(String name, ImportMapping mapping) {
    NewSavedMapping(@Nullable String name, @Nullable ImportMapping mapping) {
      if (name == null || name.isBlank() || name.length() > NAME_CHARS_MAX) {
        throw new IllegalArgumentException("name must have 1 to 100 characters");
      }
      if (mapping == null) {
        throw new IllegalArgumentException("mapping is missing");
      }
      this.name = name.strip();
      this.mapping = mapping;
    }
  }

  @GetMapping
  @PreAuthorize("hasAuthority('imports.read')")
  List<SavedMapping> list() {
    return mappings.list();
  }

  @PostMapping
  @Audited(action = "import-mappings.save", object = "import-mapping")
  @PreAuthorize("hasAuthority('imports.write')")
  @ResponseStatus(HttpStatus.CREATED)
  SavedMapping save(@RequestBody NewSavedMapping body) {
    AuditedRequest.detail("name", body.name());
    return mappings.save(body.name(), body.mapping());
  }

  @DeleteMapping("/{id}")
  @Audited(action = "import-mappings.delete", object = "import-mapping")
  @PreAuthorize("hasAuthority('imports.write')")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable UUID id) {
    mappings.delete(id);
  }
}
