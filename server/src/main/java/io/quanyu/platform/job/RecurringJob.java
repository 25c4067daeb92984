package io.quanyu.platform.job;

import java.time.Duration;
import java.time.LocalTime;

/**
 * Work that is done again and again. Every bean of this type is scheduled; of several servers, one
 * runs it each time. A run that fails or dies half-way is done again, so the work is idempotent.
 *
 * @param name stable for ever: its next time is stored under it
 * @param schedule when
 * @param work what
 */
public record RecurringJob(String name, Schedule schedule, Runnable work) {

  /** When a job runs. */
  public sealed interface Schedule {

    /** Once a day at a time of the business zone {@code quanyu.zone}. */
    record Daily(LocalTime at) implements Schedule {}

    /** Again {@code pause} after the last run ended. */
    record Every(Duration pause) implements Schedule {}
  }

  /** A job of every day. */
  public static RecurringJob daily(String name, LocalTime at, Runnable work) {
    return new RecurringJob(name, new Schedule.Daily(at), work);
  }

  /** A job that runs all the time, with a pause between runs. */
  public static RecurringJob every(String name, Duration pause, Runnable work) {
    return new RecurringJob(name, new Schedule.Every(pause), work);
  }
}
