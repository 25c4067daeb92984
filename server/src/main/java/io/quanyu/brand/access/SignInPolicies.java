package io.quanyu.brand.access;

import static io.quanyu.brand.access.internal.db.Tables.SIGN_IN_POLICY;
import static io.quanyu.brand.access.internal.db.Tables.TOTP;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quanyu.platform.web.Caller;
import io.quanyu.platform.web.Permission;
import io.quanyu.platform.web.ProblemException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** What the brand demands of those who sign in. */
final class SignInPolicies {

  /**
   * What waits for a second factor where one is required: whoever has these could become anybody.
   */
  static final Set<String> MANAGING =
      Set.of(Permission.STAFF_MANAGE, Permission.STAFF_APPOINT, Permission.KEYS_MANAGE);

  private final DSLContext dsl;
  private final StaffTable staff;
  private final TotpTable totps;
  private final Clock clock;

  SignInPolicies(DSLContext dsl, StaffTable staff, TotpTable totps, Clock clock) {
    this.dsl = dsl;
    this.staff = staff;
    this.totps = totps;
    this.clock = clock;
  }

  /** Of whom a second factor is demanded. */
  enum TotpRequiredFor {
    /** Everybody decides for themselves. */
    @JsonProperty("nobody")
    NOBODY,
    /** Who manages staff or keys can do so only with a second factor. */
    @JsonProperty("managers")
    MANAGERS;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The policy as a whole. */
  record SignInPolicy(TotpRequiredFor totpRequiredFor) {
    SignInPolicy {
      if (totpRequiredFor == null) {
        throw new IllegalArgumentException("totpRequiredFor is missing");
      }
    }
  }

  SignInPolicy get() {
    return new SignInPolicy(
        dsl.fetchExists(managersNeedOne()) ? TotpRequiredFor.MANAGERS : TotpRequiredFor.NOBODY);
  }

  /**
   * @throws ProblemException if the caller demands what she has not done herself: she would lose
   *     what she needs to take it back
   */
  SignInPolicy replace(Caller caller, SignInPolicy policy) {
    if (policy.totpRequiredFor() == TotpRequiredFor.MANAGERS
        && !caller.username().equals(Caller.LOCAL)
        && staff.findActive(caller.username()).filter(p -> totps.isOn(p.staffId())).isEmpty()) {
      throw new ProblemException(
          AccessProblem.TOTP_OFF, "Set up your own second factor first, in your account.");
    }
    var word = policy.totpRequiredFor().word();
    var now = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    dsl.insertInto(SIGN_IN_POLICY)
        .set(SIGN_IN_POLICY.TOTP_REQUIRED_FOR, word)
        .set(SIGN_IN_POLICY.CHANGED_AT, now)
        .set(SIGN_IN_POLICY.CHANGED_BY, caller.username())
        .onConflict(SIGN_IN_POLICY.ONLY_ROW)
        .doUpdate()
        .set(SIGN_IN_POLICY.TOTP_REQUIRED_FOR, word)
        .set(SIGN_IN_POLICY.CHANGED_AT, now)
        .set(SIGN_IN_POLICY.CHANGED_BY, caller.username())
        .execute();
    return get();
  }

  boolean isTotpRequiredOf(Collection<String> permissions) {
    return permissions.stream().anyMatch(MANAGING::contains) && dsl.fetchExists(managersNeedOne());
  }

  /** For queries of staff: a second factor is required of managers and she has none. */
  static Field<Boolean> lacksTotp(Field<UUID> staffId) {
    Condition hasOne =
        DSL.exists(
            DSL.selectOne()
                .from(TOTP)
                .where(TOTP.STAFF_ID.eq(staffId), TOTP.CONFIRMED_AT.isNotNull()));
    return DSL.field(DSL.exists(managersNeedOne()).andNot(hasOne)).as("lacks_totp");
  }

  private static org.jooq.Select<?> managersNeedOne() {
    return DSL.selectOne()
        .from(SIGN_IN_POLICY)
        .where(SIGN_IN_POLICY.TOTP_REQUIRED_FOR.eq(TotpRequiredFor.MANAGERS.word()));
  }
}
