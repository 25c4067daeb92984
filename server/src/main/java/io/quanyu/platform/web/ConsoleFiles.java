package io.quanyu.platform.web;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.PathResourceResolver;

/**
 * The operator's console: static files below {@code /console/}. Its pages have addresses of their
 * own, which all answer with its one HTML file.
 */
@Configuration(proxyBeanMethods = false)
class ConsoleFiles implements WebMvcConfigurer {

  private static final String FOLDER = "classpath:/META-INF/resources/console/";

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    // Names in assets carry a hash of their content: they never change.
    registry
        .addResourceHandler("/console/assets/**")
        .addResourceLocations(FOLDER + "assets/")
        .setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
    registry
        .addResourceHandler("/console/**")
        .addResourceLocations(FOLDER)
        .setCacheControl(CacheControl.noCache())
        .resourceChain(true)
        .addResolver(new PageResolver());
  }

  @Override
  public void addViewControllers(ViewControllerRegistry registry) {
    registry.addRedirectViewController("/", "/console/");
    registry.addRedirectViewController("/console", "/console/");
    registry.addViewController("/console/").setViewName("forward:/console/index.html");
  }

  /** A file if there is one; for a page's address, which has no dot, the application itself. */
  private static final class PageResolver extends PathResourceResolver {
    @Override
    protected @Nullable Resource getResource(String path, Resource location) throws IOException {
      var file = super.getResource(path, location);
      return file != null || path.contains(".") ? file : super.getResource("index.html", location);
    }
  }
}
