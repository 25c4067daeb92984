package io.quanyu.brand.access;

import static io.quanyu.brand.access.internal.db.Tables.OIDC_PROVIDER;

import io.quanyu.platform.crypto.FileKeys;
import io.quanyu.platform.crypto.WrappedKeys;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jooq.DSLContext;

/** The identity provider in the database; its secret sealed and bound to issuer and client. */
final class OidcTable {

  private static final String KEY_NAME = "oidc-provider";

  static final WrappedKeys WRAPPED =
      WrappedKeys.ofFiles(
          "brand_access.oidc_provider", "wrapped_key", "only_row", "'" + KEY_NAME + "'");

  private final DSLContext dsl;
  private final FileKeys keys;
  private final Clock clock;

  OidcTable(DSLContext dsl, FileKeys keys, Clock clock) {
    this.dsl = dsl;
    this.keys = keys;
    this.clock = clock;
  }

  Optional<OidcProvider> find() {
    return dsl.selectFrom(OIDC_PROVIDER)
        .fetchOptional(row ->
            new OidcProvider(
                row.getName(),
                row.getIssuer(),
                row.getClientId(),
                new String(
                    keys.unwrap(KEY_NAME, row.getWrappedKey())
                        .open(
                            row.getSealedClientSecret(), place(row.getIssuer(), row.getClientId())),
                    StandardCharsets.UTF_8),
                row.getPublicUrl(),
                row.getIsOn()));
  }

  void replace(OidcProvider provider, String changedBy) {
    var key = keys.create(KEY_NAME);
    var row = dsl.newRecord(OIDC_PROVIDER);
    row.setOnlyRow(true);
    row.setName(provider.name());
    row.setIssuer(provider.issuer());
    row.setClientId(provider.clientId());
    row.setPublicUrl(provider.publicUrl());
    row.setWrappedKey(key.wrapped());
    row.setSealedClientSecret(
        key.seal(
            provider.clientSecret().getBytes(StandardCharsets.UTF_8),
            place(provider.issuer(), provider.clientId())));
    row.setIsOn(provider.isOn());
    row.setChangedAt(OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
    row.setChangedBy(changedBy);
    dsl.insertInto(OIDC_PROVIDER)
        .set(row)
        .onConflict(OIDC_PROVIDER.ONLY_ROW)
        .doUpdate()
        .set(row)
        .execute();
  }

  private static byte[] place(String issuer, String clientId) {
    return (issuer + '\n' + clientId).getBytes(StandardCharsets.UTF_8);
  }
}
