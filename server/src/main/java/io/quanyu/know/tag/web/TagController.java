package io.quanyu.know.tag.web;

import io.quanyu.know.tag.TagSummary;
import io.quanyu.know.tag.Tags;
import io.quanyu.platform.scope.CurrentScope;
import io.quanyu.platform.scope.VisibleCustomers;
import io.quanyu.platform.web.Permission;
import java.util.List;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@PreAuthorize("hasAuthority('" + Permission.TAGS_READ + "')")
class TagController {

  private final Tags tags;
  private final VisibleCustomers visible;

  TagController(Tags tags, VisibleCustomers visible) {
    this.tags = tags;
    this.visible = visible;
  }

  /** All tags with their values and how many of the caller's customers have each. */
  @GetMapping("/api/tags")
  List<TagSummary> list() {
    return CurrentScope.get().isBrand() ? tags.list() : tags.listAmong(visible.get());
  }
}
