package io.quanyu.brand.access;

import io.quanyu.platform.job.RecurringJob;
import io.quanyu.platform.storage.DataDirectory;
import java.time.Clock;
import java.time.LocalTime;
import org.jooq.DSLContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

  @Bean
  StaffTable staffTable(DSLContext dsl, Clock clock) {
    return new StaffTable(dsl, clock);
  }

  @Bean
  Sessions sessions(DSLContext dsl, Clock clock) {
    return new Sessions(dsl, clock);
  }

  @Bean
  Passwords passwords() {
    return new Passwords();
  }

  @Bean
  SigningIn signingIn(StaffTable staff, Sessions sessions, Passwords passwords, Clock clock) {
    return new SigningIn(staff, sessions, passwords, clock);
  }

  @Bean
  FirstPassword firstPassword(StaffTable staff, Passwords passwords, DataDirectory data) {
    var first = new FirstPassword(staff, passwords, data);
    first.ensureAdministrator();
    return first;
  }

  @Bean
  ChangingPassword changingPassword(
      StaffTable staff,
      Sessions sessions,
      SigningIn signingIn,
      Passwords passwords,
      FirstPassword firstPassword,
      PlatformTransactionManager transactionManager) {
    return new ChangingPassword(
        staff,
        sessions,
        signingIn,
        passwords,
        firstPassword,
        new TransactionTemplate(transactionManager));
  }

  @Bean
  ManagingStaff managingStaff(
      StaffTable staff,
      Sessions sessions,
      Passwords passwords,
      FirstPassword firstPassword,
      PlatformTransactionManager transactionManager) {
    return new ManagingStaff(
        staff, sessions, passwords, firstPassword, new TransactionTemplate(transactionManager));
  }

  @Bean
  EndingSessions endingSessions(
      StaffTable staff,
      Sessions sessions,
      ManagingStaff managing,
      PlatformTransactionManager transactionManager) {
    return new EndingSessions(
        staff, sessions, managing, new TransactionTemplate(transactionManager));
  }

  @Bean
  RecurringJob expiredSessionsJob(Sessions sessions) {
    return RecurringJob.daily(
        "access-expired-sessions", LocalTime.of(3, 30), sessions::deleteExpired);
  }
}
