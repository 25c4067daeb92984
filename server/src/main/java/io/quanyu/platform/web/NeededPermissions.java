package io.quanyu.platform.web;

import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.method.HandlerMethod;

/** The permissions that an operation demands, as its {@link PreAuthorize} says. */
public final class NeededPermissions {
  private NeededPermissions() {}

  private static final Pattern NEEDED = Pattern.compile("hasAuthority\\('([a-z.]+)'\\)");

  /** Those of a handler; that on the method counts, else that on its class. */
  public static Set<String> of(HandlerMethod handler) {
    var method = handler.getMethodAnnotation(PreAuthorize.class);
    return in(
        method != null
            ? method
            : AnnotatedElementUtils.findMergedAnnotation(
                handler.getBeanType(), PreAuthorize.class));
  }

  private static Set<String> in(@Nullable PreAuthorize rule) {
    return rule == null
        ? Set.of()
        : NEEDED
            .matcher(rule.value())
            .results()
            .map((MatchResult found) -> found.group(1))
            .collect(Collectors.toSet());
  }
}
