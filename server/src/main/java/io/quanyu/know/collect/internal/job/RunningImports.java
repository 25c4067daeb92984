package io.quanyu.know.collect.internal.job;

import io.quanyu.platform.job.WaitingWork;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.TransientDataAccessException;

/** Runs the imports one after the other, oldest first; a crashed server's job goes on. */
public final class RunningImports extends WaitingWork {
  private static final Logger logger = LoggerFactory.getLogger(RunningImports.class);

  static final long LOCK = 0x7175616e79754c49L;

  private static final int TRIES_MAX = 5;

  private final ImportSql jobs;
  private final ImportingFile importingFile;

  public RunningImports(DataSource dataSource, ImportSql jobs, ImportingFile importingFile) {
    super(dataSource, "imports", LOCK);
    this.jobs = jobs;
    this.importingFile = importingFile;
  }

  @Override
  protected boolean isWaiting() {
    return jobs.findWaiting().isPresent();
  }

  /** When the server goes down the current chunk commits, and the job goes on at the next start. */
  @Override
  protected void workNext() throws InterruptedException {
    var job = jobs.findWaiting();
    if (job.isPresent()) {
      runOne(job.get());
    }
  }

  private void runOne(ImportJob waiting) throws InterruptedException {
    long stuckAt = 0;
    for (int attempt = 1; !isStopping(); attempt++) {
      var job = jobs.find(waiting.id()).orElseThrow();
      if (job.counts().nextLine() > stuckAt) {
        stuckAt = job.counts().nextLine();
        attempt = 1;
      }
      try {
        importingFile.run(job, this::isStopping);
        return;
      } catch (JobMovedException e) {
        logger.info("{}", e.getMessage());
        return;
      } catch (TransientDataAccessException e) {
        if (attempt == TRIES_MAX) {
          logger.error("import {} failed {} times at one chunk", job.id(), attempt, e);
          importingFile.fail(job, "The database refused the import again and again; try later.");
          return;
        }
        logger.warn("import {} tries again: {}", job.id(), e.toString());
      } catch (RuntimeException e) {
        if (isStopping()) {
          return; // the server is going down under us; the job goes on at the next start
        }
        logger.error("import {} failed behind line {}", job.id(), stuckAt, e);
        importingFile.fail(
            job, "The server made a mistake; its log says more under import " + job.id() + ".");
        return;
      }
    }
  }
}
