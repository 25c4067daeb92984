package io.quanyu.brand.access;

import io.quanyu.brand.access.spi.MemberSignIn;
import io.quanyu.brand.organisation.Organisation;
import io.quanyu.brand.organisation.People;
import io.quanyu.platform.crypto.FileKeys;
import io.quanyu.platform.crypto.WrappedKeys;
import io.quanyu.platform.job.RecurringJob;
import io.quanyu.platform.outgoing.OutgoingHttp;
import io.quanyu.platform.storage.DataDirectory;
import io.quanyu.platform.web.spi.CallerSource;
import java.time.Clock;
import java.time.LocalTime;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

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
  CallerSource callerSource(StaffTable staff, Callers callers) {
    return new CallersByName(staff, callers);
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
  SigningIn signingIn(
      StaffTable staff,
      TotpTable totps,
      SignInTickets tickets,
      Sessions sessions,
      Passwords passwords,
      Clock clock) {
    return new SigningIn(staff, totps, tickets, sessions, passwords, clock);
  }

  @Bean
  WrappedKeys wrappedKeysOfTotp() {
    return TotpTable.WRAPPED;
  }

  @Bean
  TotpTable totpTable(DSLContext dsl, FileKeys keys, Clock clock) {
    return new TotpTable(dsl, keys, clock);
  }

  @Bean
  SignInTickets signInTickets(DSLContext dsl, Clock clock) {
    return new SignInTickets(dsl, clock);
  }

  @Bean
  SignInPolicies signInPolicies(DSLContext dsl, StaffTable staff, TotpTable totps, Clock clock) {
    return new SignInPolicies(dsl, staff, totps, clock);
  }

  @Bean
  SecondFactor secondFactor(
      StaffTable staff,
      TotpTable totps,
      SigningIn signingIn,
      Sessions sessions,
      Passwords passwords,
      ManagingStaff managing,
      SignInPolicies policies,
      PlatformTransactionManager transactionManager,
      Clock clock) {
    return new SecondFactor(
        staff,
        totps,
        signingIn,
        sessions,
        passwords,
        managing,
        policies,
        new TransactionTemplate(transactionManager),
        clock);
  }

  @Bean
  GivingCode givingCode(
      StaffTable staff, SignInTickets tickets, SecondFactor secondFactor, Sessions sessions) {
    return new GivingCode(staff, tickets, secondFactor, sessions);
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
  ApiKeys apiKeys(DSLContext dsl, Clock clock, Callers callers) {
    return new ApiKeys(dsl, clock, callers);
  }

  @Bean
  ManagingKeys managingKeys(
      StaffTable staff,
      ApiKeys apiKeys,
      DSLContext dsl,
      PlatformTransactionManager transactionManager,
      Clock clock) {
    return new ManagingKeys(
        staff,
        apiKeys,
        new WriteKeys(dsl, clock),
        new TransactionTemplate(transactionManager),
        clock);
  }

  @Bean
  WrappedKeys wrappedKeysOfOidcProvider() {
    return OidcTable.WRAPPED;
  }

  @Bean
  OidcTable oidcTable(DSLContext dsl, FileKeys keys, Clock clock) {
    return new OidcTable(dsl, keys, clock);
  }

  @Bean
  ChangingOidc changingOidc(OidcTable table) {
    return new ChangingOidc(table);
  }

  @Bean
  CompanyAccounts companyAccounts(DSLContext dsl, Clock clock) {
    return new CompanyAccounts(dsl, clock);
  }

  @Bean
  EnteringCompanyAccounts enteringCompanyAccounts(
      CompanyAccounts accounts,
      OidcTable providers,
      ManagingStaff managing,
      Sessions sessions,
      PlatformTransactionManager transactionManager) {
    return new EnteringCompanyAccounts(
        accounts, providers, managing, sessions, new TransactionTemplate(transactionManager));
  }

  @Bean
  SignInLimits signInLimits() {
    return new SignInLimits();
  }

  @Bean
  SigningInByOidc signingInByOidc(
      OidcTable table,
      CompanyAccounts accounts,
      SigningIn signingIn,
      OutgoingHttp outgoing,
      JsonMapper mapper,
      Clock clock) {
    return new SigningInByOidc(
        table, new OidcClient(outgoing, mapper, clock), accounts, signingIn, clock);
  }

  @Bean
  SigningInByWecom signingInByWecom(
      ObjectProvider<MemberSignIn> wecom, CompanyAccounts accounts, SigningIn signingIn) {
    return new SigningInByWecom(
        () -> Optional.ofNullable(wecom.getIfAvailable()), accounts, signingIn);
  }

  @Bean
  OutsideSignIn outsideSignIn(SignInLimits limits, CsrfTokenRepository csrfTokens) {
    return new OutsideSignIn(limits, csrfTokens);
  }

  @Bean
  Leavers leavers(CompanyAccounts accounts, StaffTable staff, Sessions sessions) {
    return new Leavers(accounts, staff, sessions);
  }

  @Bean
  RecurringJob expiredSessionsJob(Sessions sessions, SignInTickets tickets) {
    return RecurringJob.daily(
        "access-expired-sessions",
        LocalTime.of(3, 30),
        () -> {
          sessions.deleteExpired();
          tickets.deleteExpired();
        });
  }
}
