package io.quanyu.brand.organisation.web;

import io.quanyu.brand.audit.AuditKind;
import io.quanyu.brand.audit.Audited;
import io.quanyu.brand.audit.AuditedRequest;
import io.quanyu.brand.organisation.FileOutcome;
import io.quanyu.brand.organisation.OrganisationFiles;
import io.quanyu.platform.web.Permission;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Whole files are for those alone who may change what is in them. */
@RestController
@RequestMapping("/api/organisation")
@PreAuthorize("hasAuthority('" + Permission.ORGANISATION_WRITE + "')")
class OrganisationFileController {

  private final OrganisationFiles files;

  OrganisationFileController(OrganisationFiles files) {
    this.files = files;
  }

  @GetMapping("/units.csv")
  @Audited(action = "organisation.export-units", kind = AuditKind.EXPORT, object = "unit")
  void units(HttpServletResponse response) throws IOException {
    describe(response, "units.csv");
    files.writeUnits(response.getOutputStream());
  }

  @GetMapping("/people.csv")
  @Audited(action = "organisation.export-people", kind = AuditKind.EXPORT, object = "person")
  void people(HttpServletResponse response) throws IOException {
    describe(response, "people.csv");
    files.writePeople(response.getOutputStream());
  }

  @PostMapping("/units.csv")
  @Audited(action = "organisation.import-units", object = "unit")
  FileOutcome readUnits(
      @RequestParam(defaultValue = "false") boolean preview, HttpServletRequest request)
      throws IOException {
    AuditedRequest.detail("preview", preview);
    return files.readUnits(request.getInputStream(), preview);
  }

  @PostMapping("/people.csv")
  @Audited(action = "organisation.import-people", object = "person")
  FileOutcome readPeople(
      @RequestParam(defaultValue = "false") boolean preview, HttpServletRequest request)
      throws IOException {
    AuditedRequest.detail("preview", preview);
    return files.readPeople(request.getInputStream(), preview);
  }

  private static void describe(HttpServletResponse response, String name) {
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"");
  }
}
