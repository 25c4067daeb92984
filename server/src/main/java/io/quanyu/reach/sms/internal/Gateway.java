package io.quanyu.reach.sms.internal;

import io.quanyu.core.sms.SmsPrice;
import io.quanyu.core.sms.SmsSignature;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.UUID;

/**
 * The gateway account that texts go through, secrets open.
 *
 * @param id also the last part of the callback's path
 * @param accountNo another one whenever a key of an earlier call would mean nothing any more
 * @param pricePerPart in units of the currency
 */
record Gateway(
    UUID id,
    int accountNo,
    String baseUrl,
    SmsSignature signature,
    BigDecimal pricePerPart,
    Currency currency,
    boolean isKeyed,
    int callsPerMinute,
    int recipientsMax,
    Secrets secrets,
    int version,
    Instant createdAt,
    Instant updatedAt) {

  Gateway {
    var plain = pricePerPart.stripTrailingZeros();
    pricePerPart = plain.scale() < 0 ? plain.setScale(0) : plain; // 10, not 1E+1
  }

  /**
   * What nobody but us and the gateway may know.
   *
   * @param apiKey sent with every call
   * @param callbackSecret signs callbacks
   */
  record Secrets(String apiKey, String callbackSecret) {
    @Override
    public String toString() {
      return "Secrets[…]";
    }
  }

  SmsPrice price() {
    return new SmsPrice(pricePerPart.movePointRight(currency.getDefaultFractionDigits()), currency);
  }

  /** Whether calls of the other one are known to this one by their keys. */
  boolean isSameAccount(Gateway other) {
    return baseUrl.equals(other.baseUrl)
        && secrets.apiKey().equals(other.secrets.apiKey())
        && isKeyed == other.isKeyed;
  }

  Gateway ofAnotherAccount() {
    return new Gateway(
        id,
        accountNo + 1,
        baseUrl,
        signature,
        pricePerPart,
        currency,
        isKeyed,
        callsPerMinute,
        recipientsMax,
        secrets,
        version,
        createdAt,
        updatedAt);
  }
}
