package io.quanyu.brand.access;

import io.quanyu.platform.web.ProblemException;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs somebody in with an account of the company: OpenID Connect, authorization code with PKCE.
 * Whoever has a second factor here is asked for it here too.
 */
final class SigningInByOidc {

  private static final Logger log = LoggerFactory.getLogger(SigningInByOidc.class);

  private final OidcTable table;
  private final OidcClient client;
  private final CompanyAccounts accounts;
  private final SigningIn signingIn;
  private final Clock clock;

  SigningInByOidc(
      OidcTable table,
      OidcClient client,
      CompanyAccounts accounts,
      SigningIn signingIn,
      Clock clock) {
    this.table = table;
    this.client = client;
    this.accounts = accounts;
    this.signingIn = signingIn;
    this.clock = clock;
  }

  /** What the button on the sign-in page says; empty if there is none. */
  Optional<String> buttonName() {
    return table.find().filter(OidcProvider::isOn).map(OidcProvider::name);
  }

  /**
   * Where the browser goes to.
   *
   * @throws ProblemException if no provider is on, or it does not answer
   */
  String authorizeUrl(OutsideAttempt attempt) {
    var provider = provider();
    try {
      var issuer = client.discover(provider.issuer());
      var endpoint = issuer.authorizationEndpoint();
      return endpoint
          + (endpoint.indexOf('?') < 0 ? '?' : '&')
          + "response_type=code&scope=openid+email+profile&code_challenge_method=S256"
          + "&client_id="
          + OidcClient.encoded(provider.clientId())
          + "&redirect_uri="
          + OidcClient.encoded(provider.redirectUri())
          + "&state="
          + attempt.state()
          + "&nonce="
          + attempt.nonce()
          + "&code_challenge="
          + attempt.codeChallenge();
    } catch (OidcClient.UnusableException e) {
      throw unusable(e);
    }
  }

  /**
   * @param attempt of the browser that comes back
   * @throws ProblemException if the answer is not to this attempt, proves nothing, or names nobody
   *     who is expected
   */
  SigningIn.Entry signIn(OutsideAttempt attempt, String state, String code, Origin origin) {
    if (!attempt.isState(state) || code.isEmpty()) {
      throw refused("the answer belongs to no attempt of this browser");
    }
    var provider = provider();
    var token = prove(provider, attempt, code);
    var person =
        accounts
            .find(provider.issuer(), token.subject())
            .or(() -> accounts.linkFirst(provider.issuer(), token.subject(), token.names()))
            .orElseThrow(() ->
                new ProblemException(
                    AccessProblem.NOBODY_EXPECTED,
                    "Ask somebody who manages people to enter your company account."));
    return signingIn.enter(person, Via.OIDC, origin);
  }

  private IdToken prove(OidcProvider provider, OutsideAttempt attempt, String code) {
    try {
      var issuer = client.discover(provider.issuer());
      var text = client.idToken(issuer, provider, code, attempt.codeVerifier());
      var check = check(text, issuer, provider, attempt);
      if (check instanceof IdToken.Check.KeyUnknown) {
        check = check(text, client.rediscover(issuer), provider, attempt);
      }
      return switch (check) {
        case IdToken.Check.Good good -> good.token();
        case IdToken.Check.KeyUnknown _ -> throw refused("signed by an unknown key");
        case IdToken.Check.Bad bad -> throw refused(bad.why());
      };
    } catch (OidcClient.UnusableException e) {
      throw unusable(e);
    }
  }

  private IdToken.Check check(
      String text, OidcClient.Known issuer, OidcProvider provider, OutsideAttempt attempt) {
    return IdToken.check(
        text,
        issuer.keys(),
        provider.issuer(),
        provider.clientId(),
        attempt.nonce(),
        clock.instant());
  }

  private OidcProvider provider() {
    return table
        .find()
        .filter(OidcProvider::isOn)
        .orElseThrow(() ->
            new ProblemException(AccessProblem.OIDC_OFF, "Sign in with username and password."));
  }

  /** What exactly is for the log: an attacker learns nothing from the answer. */
  private static ProblemException refused(String why) {
    log.warn("sign-in by the identity provider refused: {}", why);
    return new ProblemException(AccessProblem.OIDC_REFUSED, "Begin again on the sign-in page.");
  }

  private static ProblemException unusable(OidcClient.UnusableException e) {
    log.warn("the identity provider cannot be used: {}", e.getMessage());
    return new ProblemException(
        AccessProblem.OIDC_UNUSABLE, "Try again later, or sign in with username and password.");
  }
}
