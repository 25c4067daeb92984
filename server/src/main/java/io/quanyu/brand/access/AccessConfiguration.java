package io.quanyu.brand.access;

import io.quanyu.brand.organisation.Organisation;
import io.quanyu.brand.organisation.People;
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
  AssignmentTable assignmentTable(DSLContext dsl) {
    return new AssignmentTable(dsl);
  }

  @Bean
  RoleTable roleTable(DSLContext dsl, Clock clock) {
    return new RoleTable(dsl, clock);
  }

  @Bean
  Callers callers(Organisation organisation, People people) {
    return new Callers(organisation, people);
  }

  @Bean
  CheckingAssignments checkingAssignments(
      RoleTable roles, Organisation organisation, Callers callers) {
    return new CheckingAssignments(roles, organisation, callers);
  }

  @Bean
  DescribingStaff describingStaff(Organisation organisation) {
    return new DescribingStaff(organisation);
  }

  @Bean
  ManagingRoles managingRoles(
      RoleTable roles, StaffTable staff, PlatformTransactionManager transactionManager) {
    return new ManagingRoles(roles, staff, new TransactionTemplate(transactionManager));
  }

  @Bean
  Sessions sessions(DSLContext dsl, Clock clock, Callers callers) {
    return new Sessions(dsl, clock, callers);
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
  FirstPassword firstPassword(
      StaffTable staff,
      AssignmentTable assignments,
      Passwords passwords,
      DataDirectory data,
      PlatformTransactionManager transactionManager) {
    var first =
        new FirstPassword(
            staff, assignments, new TransactionTemplate(transactionManager), passwords, data);
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
      AssignmentTable assignments,
      CheckingAssignments checking,
      DescribingStaff describing,
      Sessions sessions,
      Passwords passwords,
      FirstPassword firstPassword,
      PlatformTransactionManager transactionManager) {
    return new ManagingStaff(
        staff,
        assignments,
        checking,
        describing,
        sessions,
        passwords,
        firstPassword,
        new TransactionTemplate(transactionManager));
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
