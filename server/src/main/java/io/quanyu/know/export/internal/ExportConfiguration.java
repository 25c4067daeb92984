package io.quanyu.know.export.internal;

import io.quanyu.brand.audit.AuditTrail;
import io.quanyu.core.id.Uuid7;
import io.quanyu.know.segment.Segments;
import io.quanyu.platform.crypto.FileKeys;
import io.quanyu.platform.crypto.KeyedHashes;
import io.quanyu.platform.crypto.WrappedKeys;
import io.quanyu.platform.job.RecurringJob;
import io.quanyu.platform.scope.VisibleCustomers;
import io.quanyu.platform.storage.DataDirectory;
import io.quanyu.platform.web.spi.CallerSource;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class ExportConfiguration {

  private static final Duration EXPIRY_PAUSE = Duration.ofMinutes(10);

  @Bean
  ExportRules exportRules(
      @Value("${quanyu.export.rows-max}") int rowsMax,
      @Value("${quanyu.export.masked-without-approval}") int maskedWithoutApproval,
      @Value("${quanyu.export.open-max}") int openMax,
      @Value("${quanyu.export.kept}") Duration kept) {
    return new ExportRules(rowsMax, maskedWithoutApproval, openMax, kept);
  }

  @Bean
  RecordMarks recordMarks(KeyedHashes hashes) {
    return new RecordMarks(hashes);
  }

  @Bean
  WrappedKeys wrappedKeysOfExports() {
    return ExportFiles.WRAPPED;
  }

  @Bean
  ExportFiles exportFiles(FileKeys keys, DataDirectory data) {
    return new ExportFiles(keys, data);
  }

  @Bean
  WritingExport writingExport(
      ExportTable exports,
      ExportFiles files,
      CallerSource callers,
      Segments segments,
      VisibleCustomers visible,
      RowsOfCustomers rows,
      RecordMarks marks,
      ExportRules rules,
      Clock clock) {
    return new WritingExport(exports, files, callers, segments, visible, rows, marks, rules, clock);
  }

  @Bean
  RunningExports runningExports(DataSource dataSource, ExportTable exports, WritingExport writing) {
    return new RunningExports(dataSource, exports, writing);
  }

  @Bean
  AskingForExport askingForExport(
      ExportTable exports,
      Segments segments,
      VisibleCustomers visible,
      RunningExports running,
      ExportRules rules,
      PlatformTransactionManager transactions,
      JsonMapper mapper,
      Clock clock) {
    return new AskingForExport(
        exports,
        segments,
        visible,
        running,
        rules,
        new TransactionTemplate(transactions),
        mapper,
        new Uuid7(clock, new SecureRandom()),
        clock);
  }

  @Bean
  DecidingExports decidingExports(
      ExportTable exports, RunningExports running, PlatformTransactionManager transactions) {
    return new DecidingExports(exports, running, new TransactionTemplate(transactions));
  }

  @Bean
  DownloadingExport downloadingExport(
      ExportTable exports, ExportFiles files, AuditTrail trail, Clock clock) {
    return new DownloadingExport(exports, files, trail, clock);
  }

  @Bean
  ExpiringExports expiringExports(ExportTable exports, ExportFiles files) {
    return new ExpiringExports(exports, files);
  }

  @Bean
  RecurringJob exportExpiryJob(ExpiringExports expiring) {
    return RecurringJob.every("export-expiry", EXPIRY_PAUSE, expiring::expire);
  }
}
