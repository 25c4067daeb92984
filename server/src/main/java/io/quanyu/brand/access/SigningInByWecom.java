package io.quanyu.brand.access;

import io.quanyu.brand.access.spi.MemberSignIn;
import io.quanyu.brand.access.spi.MemberSignInException;
import io.quanyu.platform.web.ProblemException;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs somebody in as the member of WeCom whom somebody who manages people entered for her.
 * Whoever has a second factor here is asked for it here too.
 */
final class SigningInByWecom {

  private static final Logger log = LoggerFactory.getLogger(SigningInByWecom.class);

  private final Supplier<Optional<MemberSignIn>> wecom;
  private final CompanyAccounts accounts;
  private final SigningIn signingIn;

  /**
   * @param wecom by need: it needs access itself; empty in a server without WeCom
   */
  SigningInByWecom(
      Supplier<Optional<MemberSignIn>> wecom, CompanyAccounts accounts, SigningIn signingIn) {
    this.wecom = wecom;
    this.accounts = accounts;
    this.signingIn = signingIn;
  }

  /** Whether the sign-in page offers it. */
  boolean isOn() {
    return find().isPresent();
  }

  /**
   * @throws ProblemException if WeCom is not set up
   */
  String authorizeUrl(OutsideAttempt attempt, URI callback, boolean isInside) {
    return get().authorizeUrl(callback, attempt.state(), isInside).toString();
  }

  /**
   * @param attempt of the browser that comes back
   * @throws ProblemException if the answer is not to this attempt, WeCom does not vouch for it, or
   *     the member is nobody here
   */
  SigningIn.Entry signIn(OutsideAttempt attempt, String state, String code, Origin origin) {
    if (!attempt.isState(state) || code.isEmpty()) {
      throw refused();
    }
    var person =
        memberOf(code)
            .flatMap(userId -> accounts.find(CompanyAccounts.WECOM, userId))
            .orElseThrow(() ->
                new ProblemException(
                    AccessProblem.NOBODY_EXPECTED,
                    "Ask somebody who manages people to enter your WeCom user id."));
    return signingIn.enter(person, Via.WECOM, origin);
  }

  private Optional<String> memberOf(String code) {
    try {
      return get().memberOf(code);
    } catch (MemberSignInException e) {
      log.warn("WeCom did not say who it is: {}", e.getMessage());
      throw e.isRefused()
          ? refused()
          : new ProblemException(
              AccessProblem.WECOM_UNUSABLE,
              "Try again later, or sign in with username and password.");
    }
  }

  private Optional<MemberSignIn> find() {
    return wecom.get().filter(MemberSignIn::isOn);
  }

  private MemberSignIn get() {
    return find()
        .orElseThrow(() ->
            new ProblemException(
                AccessProblem.WECOM_UNUSABLE, "Sign in with username and password."));
  }

  private static ProblemException refused() {
    return new ProblemException(AccessProblem.WECOM_REFUSED, "Begin again on the sign-in page.");
  }
}
