package io.quanyu.platform.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.quanyu.platform.job.RecurringJob;
import io.quanyu.platform.storage.DataDirectory;
import jakarta.servlet.MultipartConfigElement;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import org.jooq.DSLContext;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.servlet.MultipartConfigFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class WebConfiguration {

  /** Smaller uploads stay in memory. */
  private static final DataSize UPLOAD_IN_MEMORY_MAX = DataSize.ofKilobytes(64);

  @Bean
  Problems problems(JsonMapper mapper, MeterRegistry metrics) {
    return new Problems(mapper, metrics);
  }

  @Bean
  LocaleResolver localeResolver() {
    var resolver = new AcceptHeaderLocaleResolver();
    resolver.setSupportedLocales(List.of(Locale.ENGLISH, Locale.CHINESE));
    resolver.setDefaultLocale(Locale.ENGLISH);
    return resolver;
  }

  /** Uploads arrive in the data directory: the system's folder for temporary files may be small. */
  @Bean
  MultipartConfigElement multipartConfig(
      DataDirectory data, @Value("${quanyu.web.upload-max}") DataSize uploadMax)
      throws IOException {
    var folder = Files.createDirectories(data.privateFolder("uploads").resolve("incoming"));
    var factory = new MultipartConfigFactory();
    factory.setLocation(folder.toString());
    factory.setMaxFileSize(uploadMax);
    factory.setMaxRequestSize(DataSize.ofBytes(uploadMax.toBytes() + (1 << 20)));
    factory.setFileSizeThreshold(UPLOAD_IN_MEMORY_MAX);
    return factory.createMultipartConfig();
  }

  /** Right after the security filters, so that refusals have their headers. */
  @Bean
  FilterRegistrationBean<BodyLimitFilter> bodyLimits(
      Problems problems,
      @Value("${quanyu.web.json-max}") DataSize jsonMax,
      @Value("${quanyu.web.text-max}") DataSize textMax) {
    var filter = new BodyLimitFilter(problems, jsonMax.toBytes(), textMax.toBytes());
    var registration = new FilterRegistrationBean<>(filter);
    registration.setOrder(SecurityFilterProperties.DEFAULT_FILTER_ORDER + 1);
    return registration;
  }

  @Bean
  WebMvcConfigurer scopeOfRequests() {
    return new WebMvcConfigurer() {
      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new NarrowingScope());
      }
    };
  }

  @Bean
  RunFile runFile(DataDirectory data) {
    return new RunFile(data);
  }

  @Bean
  IdempotentRequests idempotentRequests(
      DSLContext dsl,
      PlatformTransactionManager transactionManager,
      JsonMapper mapper,
      Clock clock) {
    return new IdempotentRequests(dsl, new TransactionTemplate(transactionManager), mapper, clock);
  }

  @Bean
  RecurringJob idempotentResponsesJob(IdempotentRequests requests) {
    return RecurringJob.daily(
        "web-idempotent-responses", LocalTime.of(3, 40), requests::deleteExpired);
  }
}
