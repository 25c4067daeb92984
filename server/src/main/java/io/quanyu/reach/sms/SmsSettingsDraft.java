package io.quanyu.reach.sms;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The settings as an administrator writes them. A secret that is left out stays as it is.
 *
 * @param baseUrl scheme, host and port
 * @param apiKey sent with every call; needed again with every other base URL
 * @param signature the registered name of the sender, without its brackets
 * @param pricePerPart in units of the currency: 0.045 is ¥0.045
 * @param currency ISO 4217
 * @param isKeyed whether the gateway answers a repeated call with the same key like the first
 * @param callsPerMinute calls begun within any sixty seconds
 * @param recipientsMax texts of one call
 * @param callbackSecret signs callbacks: {@code whsec_} and Base64 of 24 to 64 bytes
 */
public record SmsSettingsDraft(
    String baseUrl,
    @Nullable String apiKey,
    String signature,
    BigDecimal pricePerPart,
    String currency,
    boolean isKeyed,
    int callsPerMinute,
    int recipientsMax,
    @Nullable String callbackSecret) {

  /** Without the secrets. */
  @Override
  public String toString() {
    return "SmsSettingsDraft[" + baseUrl + ", " + signature + "]";
  }
}
