package io.quanyu.brand.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who signed in at the identity provider, as its ID token proves (OpenID Connect Core §3.1.3.7).
 *
 * @param subject how the issuer names her for ever
 * @param names verified e-mail and username, lower case, by which she may be expected
 */
record IdToken(String subject, Set<String> names) {

  private static final Duration SKEW = Duration.ofMinutes(1);
  private static final Duration AGE_MAX = Duration.ofMinutes(10);
  private static final int SUBJECT_MAX = 255;

  /** No symmetric algorithm and not "none": only who holds the issuer's private key can sign. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);

  /** What became of a token. */
  sealed interface Check {
    /** It is what it says. */
    record Good(IdToken token) implements Check {}

    /** It is signed by a key that is not among those known. */
    record KeyUnknown() implements Check {}

    /** It proves nothing. */
    record Bad(String why) implements Check {}
  }

  static Check check(
      String text, String keys, String issuer, String clientId, String nonce, Instant now) {
    try {
      var token = SignedJWT.parse(text);
      if (!ALGORITHMS.contains(token.getHeader().getAlgorithm())) {
        return new Check.Bad("algorithm");
      }
      var key = key(token, JWKSet.parse(keys));
      if (key.isEmpty()) {
        return new Check.KeyUnknown();
      }
      var verifier = verifier(key.get());
      if (!token.verify(verifier)) {
        return new Check.Bad("signature");
      }
      var claims = token.getJWTClaimsSet();
      var why = complaint(claims, issuer, clientId, nonce, now);
      return why == null ? new Check.Good(of(claims)) : new Check.Bad(why);
    } catch (ParseException | JOSEException e) {
      return new Check.Bad("form");
    }
  }

  private static Optional<JWK> key(SignedJWT token, JWKSet set) {
    var id = token.getHeader().getKeyID();
    var isRsa = token.getHeader().getAlgorithm().equals(JWSAlgorithm.RS256);
    var usable =
        set.getKeys().stream()
            .filter(key -> isRsa ? key instanceof RSAKey : key instanceof ECKey)
            .filter(key -> key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE))
            .filter(key -> id == null || id.equals(key.getKeyID()))
            .toList();
    return usable.size() == 1 ? Optional.of(usable.getFirst()) : Optional.empty();
  }

  private static JWSVerifier verifier(JWK key) throws JOSEException {
    return switch (key) {
      case RSAKey rsa -> new RSASSAVerifier(rsa);
      case ECKey ec -> new ECDSAVerifier(ec);
      default -> throw new JOSEException("unexpected kind of key");
    };
  }

  private static @Nullable String complaint(
      JWTClaimsSet claims, String issuer, String clientId, String nonce, Instant now)
      throws ParseException {
    if (!issuer.equals(claims.getIssuer())) {
      return "issuer";
    }
    List<String> audience = claims.getAudience();
    if (!audience.contains(clientId)
        || (audience.size() > 1 && !clientId.equals(claims.getStringClaim("azp")))) {
      return "audience";
    }
    if (!isAfter(claims.getExpirationTime(), now.minus(SKEW))) {
      return "expired";
    }
    if (!isAfter(claims.getIssueTime(), now.minus(AGE_MAX))
        || isAfter(claims.getIssueTime(), now.plus(SKEW))) {
      return "issued at another time";
    }
    if (!nonce.equals(claims.getStringClaim("nonce"))) {
      return "nonce";
    }
    var subject = claims.getSubject();
    return subject == null || subject.isEmpty() || subject.length() > SUBJECT_MAX
        ? "subject"
        : null;
  }

  private static boolean isAfter(@Nullable Date date, Instant moment) {
    return date != null && date.toInstant().isAfter(moment);
  }

  private static IdToken of(JWTClaimsSet claims) throws ParseException {
    var names = new LinkedHashSet<String>();
    // An address that nobody verified may be anybody's.
    if (Boolean.TRUE.equals(claims.getBooleanClaim("email_verified"))) {
      add(names, claims.getStringClaim("email"));
    }
    add(names, claims.getStringClaim("preferred_username"));
    return new IdToken(claims.getSubject(), Set.copyOf(names));
  }

  private static void add(Set<String> names, @Nullable String name) {
    if (name != null && !name.isBlank()) {
      names.add(name.strip().toLowerCase(Locale.ROOT));
    }
  }
}
