package io.quanyu.know.collect;

import io.quanyu.know.collect.internal.job.ImportSql;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** What {@link ImportEnded} told, for whoever was not running when it did. */
@Service
public final class EndedImports {

  private final ImportSql jobs;

  public EndedImports(ImportSql jobs) {
    this.jobs = jobs;
  }

  /** When the last import ended that brought anything. */
  public Optional<Instant> lastAt() {
    return jobs.findLastEnd();
  }
}
