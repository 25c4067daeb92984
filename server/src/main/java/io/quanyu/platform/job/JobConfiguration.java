package io.quanyu.platform.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class JobConfiguration {

  private static final int RUNNING_MAX = 4;
  private static final Duration POLL = Duration.ofSeconds(10);
  private static final Duration SHUTDOWN_WAIT_MAX = Duration.ofSeconds(20);

  /**
   * @param migrated orders this bean after the migrations
   */
  @Bean(destroyMethod = "") // stopped by its lifecycle, before the connections are closed
  Scheduler scheduler(
      DataSource dataSource,
      DSLContext migrated,
      ObjectProvider<RecurringJob> jobs,
      @Value("${quanyu.zone}") ZoneId zone) {
    List<RecurringTask<Void>> tasks = jobs.orderedStream().map(job -> task(job, zone)).toList();
    return Scheduler.create(dataSource)
        .tableName("platform_job.scheduled_tasks")
        .startTasks(tasks)
        .threads(RUNNING_MAX)
        .executorService(
            Executors.newFixedThreadPool(RUNNING_MAX, Thread.ofVirtual().name("job-", 0).factory()))
        .pollingInterval(POLL)
        .shutdownMaxWait(SHUTDOWN_WAIT_MAX)
        .build();
  }

  private static RecurringTask<Void> task(RecurringJob job, ZoneId zone) {
    return Tasks.recurring(job.name(), scheduleOf(job.schedule(), zone))
        .execute((_, _) -> job.work().run());
  }

  private static Schedule scheduleOf(RecurringJob.Schedule schedule, ZoneId zone) {
    return switch (schedule) {
      case RecurringJob.Schedule.Daily(var at) -> new Daily(zone, at);
      case RecurringJob.Schedule.Every(var pause) -> FixedDelay.of(pause);
    };
  }

  @Bean
  SmartLifecycle schedulerLifecycle(Scheduler scheduler) {
    return new SchedulerLifecycle(scheduler);
  }

  /** Starts jobs when the server is complete, and lets running ones end when it stops. */
  private static final class SchedulerLifecycle implements SmartLifecycle {
    private final Scheduler scheduler;
    private volatile boolean running;

    SchedulerLifecycle(Scheduler scheduler) {
      this.scheduler = scheduler;
    }

    @Override
    public void start() {
      scheduler.start();
      running = true;
    }

    @Override
    public void stop() {
      running = false;
      scheduler.stop();
    }

    @Override
    public boolean isRunning() {
      return running;
    }
  }
}
