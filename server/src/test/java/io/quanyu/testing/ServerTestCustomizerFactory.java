package io.quanyu.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;

/** Gives the server of each {@link ServerTest} class a new database and a new data directory. */
final class ServerTestCustomizerFactory implements ContextCustomizerFactory {

  @Override
  public @Nullable ContextCustomizer createContextCustomizer(
      Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
    return AnnotatedElementUtils.hasAnnotation(testClass, ServerTest.class)
        ? new FreshData(testClass)
        : null;
  }

  /** The class is part of the context's key, so no two classes share a server. */
  private record FreshData(Class<?> testClass) implements ContextCustomizer {

    @Override
    public void customizeContext(
        ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
      var database = TestPostgres.newDatabase();
      TestPostgres.closeBeforeStopping(context);
      try {
        TestPropertyValues.of(
                "quanyu.database.url=" + database.url(),
                "quanyu.database.user=" + database.user(),
                "quanyu.database.password=" + database.password(),
                "quanyu.database.connections-max=10",
                "quanyu.data=" + Files.createTempDirectory(TestFolder.ofThisJvm(), "data-"),
                // Stubs and sandboxes of tests are on this machine.
                "quanyu.outgoing.allowed-networks=127.0.0.0/8,::1/128",
                "quanyu.web.upload-max=2MB")
            .applyTo(context);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
