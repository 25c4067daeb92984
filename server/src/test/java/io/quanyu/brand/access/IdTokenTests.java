package io.quanyu.brand.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an ID token must say, and every way in which it may lie. */
class IdTokenTests {

  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final String ISSUER = "https://login.brand.example";

  private final RSAKey rsa;
  private final ECKey ec;

  IdTokenTests() throws Exception {
    rsa = new RSAKeyGenerator(2048).keyID("r").generate();
    ec = new ECKeyGenerator(Curve.P_256).keyID("e").generate();
  }

  @Test
  void takesBothAlgorithmsOfTheIssuersKeys() throws Exception {
    assertThat(check(signed(rsa, claims().build()))).isInstanceOf(IdToken.Check.Good.class);
    assertThat(check(signed(ec, claims().build()))).isInstanceOf(IdToken.Check.Good.class);
  }

  @Test
  void expectsVerifiedAddressesAndUsernamesInSmallLetters() throws Exception {
    var verified =
        claims()
            .claim("email", "Mei@Brand.Example")
            .claim("email_verified", true)
            .claim("preferred_username", "Mei.L")
            .build();
    assertThat(good(verified).names()).isEqualTo(Set.of("mei@brand.example", "mei.l"));

    var unverified =
        claims().claim("email", "boss@brand.example").claim("email_verified", false).build();
    assertThat(good(unverified).names()).isEmpty();
    assertThat(good(claims().claim("email", "boss@brand.example").build()).names()).isEmpty();
  }

  @Test
  void refusesWhatIsNotForUsFromThemNow() throws Exception {
    for (var lie :
        List.of(
            claims().issuer("https://evil.example"),
            claims().audience("another"),
            claims().audience(List.of("quanyu", "another")),
            claims().audience(List.of("quanyu", "another")).claim("azp", "another"),
            claims().expirationTime(at(-61)),
            claims().expirationTime(null),
            claims().issueTime(at(-601)),
            claims().issueTime(at(120)),
            claims().issueTime(null),
            claims().claim("nonce", "of another browser"),
            claims().claim("nonce", null),
            claims().subject(null),
            claims().subject(""))) {
      var claims = lie.build();
      assertThat(check(signed(rsa, claims)))
          .as(claims.toString())
          .isInstanceOf(IdToken.Check.Bad.class);
    }
  }

  @Test
  void acceptsSeveralAudiencesWhenItWasIssuedToUs() throws Exception {
    var claims = claims().audience(List.of("another", "quanyu")).claim("azp", "quanyu").build();

    assertThat(check(signed(rsa, claims))).isInstanceOf(IdToken.Check.Good.class);
  }

  @Test
  void refusesTokensThatNobodyOrSomebodyElseSigned() throws Exception {
    assertThat(check(new PlainJWT(claims().build()).serialize()))
        .isInstanceOf(IdToken.Check.Bad.class);
    var stranger = new RSAKeyGenerator(2048).keyID("r").generate();
    assertThat(check(signed(stranger, claims().build()))).isInstanceOf(IdToken.Check.Bad.class);
    var renamed = new RSAKeyGenerator(2048).keyID("other").generate();
    assertThat(check(signed(renamed, claims().build())))
        .isInstanceOf(IdToken.Check.KeyUnknown.class);
    assertThat(check("not a token")).isInstanceOf(IdToken.Check.Bad.class);
  }

  /**
   * The old trick: the public key, which everybody knows, as the secret of a symmetric algorithm.
   */
  @Test
  void refusesASymmetricSignatureWithThePublicKey() throws Exception {
    var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims().build());
    token.sign(new MACSigner(rsa.toRSAPublicKey().getEncoded()));

    assertThat(check(token.serialize())).isInstanceOf(IdToken.Check.Bad.class);
  }

  @Test
  void refusesAChangedToken() throws Exception {
    var parts = signed(ec, claims().build()).split("\\.");
    var forged = signed(rsa, claims().subject("boss").build()).split("\\.");

    assertThat(check(parts[0] + "." + forged[1] + "." + parts[2]))
        .isInstanceOf(IdToken.Check.Bad.class);
  }

  private IdToken.Check check(String token) {
    var keys = new JWKSet(List.<JWK>of(rsa.toPublicJWK(), ec.toPublicJWK())).toString();
    return IdToken.check(token, keys, ISSUER, "quanyu", "n", NOW);
  }

  private IdToken good(JWTClaimsSet claims) throws Exception {
    var check = check(signed(rsa, claims));
    assertThat(check).isInstanceOf(IdToken.Check.Good.class);
    return ((IdToken.Check.Good) check).token();
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .audience("quanyu")
        .subject("s1")
        .issueTime(at(-5))
        .expirationTime(at(300))
        .claim("nonce", "n");
  }

  private static Date at(int seconds) {
    return Date.from(NOW.plusSeconds(seconds));
  }

  private static String signed(JWK key, JWTClaimsSet claims) throws Exception {
    var isRsa = key instanceof RSAKey;
    JWSSigner signer = isRsa ? new RSASSASigner(key.toRSAKey()) : new ECDSASigner(key.toECKey());
    var token =
        new SignedJWT(
            new JWSHeader.Builder(isRsa ? JWSAlgorithm.RS256 : JWSAlgorithm.ES256)
                .keyID(key.getKeyID())
                .build(),
            claims);
    token.sign(signer);
    return token.serialize();
  }
}
