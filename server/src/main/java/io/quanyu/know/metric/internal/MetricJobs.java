package io.quanyu.know.metric.internal;

import io.micrometer.core.instrument.MeterRegistry;
import io.quanyu.know.metric.Metrics;
import io.quanyu.platform.job.RecurringJob;
import java.time.LocalTime;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Every night: live metrics against a full recomputation. The target of the gauge is 0. */
@Configuration(proxyBeanMethods = false)
class MetricJobs {

  private static final Logger log = LoggerFactory.getLogger(MetricJobs.class);
  private static final LocalTime AT = LocalTime.of(3, 30);

  @Bean
  RecurringJob metricDriftJob(Metrics metrics, MeterRegistry meters) {
    var drift = new AtomicLong();
    meters.gauge("quanyu.metric.drift.rows", drift);
    return RecurringJob.daily(
        "metric-drift",
        AT,
        () -> {
          drift.set(metrics.drift());
          if (drift.get() > 0) {
            log.error("{} rows of live metrics differ from the order facts", drift.get());
          }
        });
  }
}
