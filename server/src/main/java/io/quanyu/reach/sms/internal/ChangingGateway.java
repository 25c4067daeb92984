package io.quanyu.reach.sms.internal;

import io.quanyu.core.sms.SmsSignature;
import io.quanyu.platform.web.FieldError;
import io.quanyu.platform.web.ProblemException;
import io.quanyu.reach.channel.ApiBaseUrl;
import io.quanyu.reach.sms.SmsProblem;
import io.quanyu.reach.sms.SmsSettings;
import io.quanyu.reach.sms.SmsSettingsDraft;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Shows and changes the gateway account that texts go through. */
@Component
public class ChangingGateway {

  // It goes into a header as it is.
  private static final Pattern API_KEY = Pattern.compile("[\\x21-\\x7e]{1,500}");

  private static final BigDecimal PRICE_LIMIT = BigDecimal.valueOf(1_000);
  private static final int PRICE_DIGITS_MAX = 6;

  private final GatewayStore store;
  private final TransactionTemplate transactions;
  private final Clock clock;

  public ChangingGateway(GatewayStore store, TransactionTemplate transactions, Clock clock) {
    this.store = store;
    this.transactions = transactions;
    this.clock = clock;
  }

  public SmsSettings get() {
    return store.find().map(this::shown).orElseGet(SmsSettings::none);
  }

  /**
   * Replaces the settings.
   *
   * @param version the version that the draft was made from; 0 if there were none
   * @throws ProblemException {@link SmsProblem#SETTINGS_CHANGED} if it is another by now
   */
  public SmsSettings replace(int version, SmsSettingsDraft draft) {
    return Objects.requireNonNull(
        transactions.execute(_ -> {
          store.lockSettings();
          var before = store.find();
          int current = before.map(Gateway::version).orElse(0);
          if (current != version) {
            throw new ProblemException(
                SmsProblem.SETTINGS_CHANGED,
                "They have version " + current + " now. Read them again and redo the change.");
          }
          var gateway = gateway(before, draft);
          if (before.isPresent()) {
            store.update(gateway);
          } else {
            store.insert(gateway);
          }
          return shown(gateway);
        }));
  }

  private Gateway gateway(Optional<Gateway> before, SmsSettingsDraft draft) {
    var errors = new ArrayList<FieldError>();
    var baseUrl = baseUrl(errors, draft.baseUrl());
    // A secret that nobody can read must not be sent to an address of the caller's choice either.
    var withKey = before.filter(gateway -> gateway.baseUrl().equals(baseUrl));
    var apiKey =
        secret(
            errors,
            "apiKey",
            draft.apiKey(),
            ChangingGateway::isApiKey,
            "must be 1 to 500 visible ASCII characters, without spaces",
            withKey.map(Gateway::secrets).map(Gateway.Secrets::apiKey),
            "is needed the first time and with every other baseUrl");
    var callbackSecret =
        secret(
            errors,
            "callbackSecret",
            draft.callbackSecret(),
            CallbackSignature::isSecret,
            "must be whsec_ and Base64 of 24 to 64 bytes",
            before.map(Gateway::secrets).map(Gateway.Secrets::callbackSecret),
            "is needed the first time");
    var signature = signature(errors, draft.signature());
    var price = price(errors, draft.pricePerPart());
    var currency = currency(errors, draft.currency());
    inRange(errors, "callsPerMinute", draft.callsPerMinute(), SmsSettings.CALLS_PER_MINUTE_MAX);
    inRange(errors, "recipientsMax", draft.recipientsMax(), SmsSettings.RECIPIENTS_MAX);
    if (!errors.isEmpty()) {
      throw new ProblemException(
          SmsProblem.SETTINGS_INVALID, "Correct the fields that are named.", List.copyOf(errors));
    }
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS); // as the database keeps it
    var gateway =
        new Gateway(
            before.map(Gateway::id).orElseGet(UUID::randomUUID),
            before.map(Gateway::accountNo).orElse(1),
            baseUrl,
            Objects.requireNonNull(signature),
            price,
            Objects.requireNonNull(currency),
            draft.isKeyed(),
            draft.callsPerMinute(),
            draft.recipientsMax(),
            new Gateway.Secrets(apiKey, callbackSecret),
            before.map(Gateway::version).orElse(0) + 1,
            before.map(Gateway::createdAt).orElse(now),
            now);
    return before.isEmpty() || gateway.isSameAccount(before.get())
        ? gateway
        : gateway.ofAnotherAccount();
  }

  private static boolean isApiKey(String given) {
    return API_KEY.matcher(given).matches();
  }

  private static String baseUrl(List<FieldError> errors, @Nullable String given) {
    var baseUrl = given == null ? Optional.<String>empty() : ApiBaseUrl.normalised(given);
    if (baseUrl.isEmpty()) {
      errors.add(new FieldError("baseUrl", ApiBaseUrl.RULE));
    }
    return baseUrl.orElse("");
  }

  private static String secret(
      List<FieldError> errors,
      String field,
      @Nullable String given,
      Function<String, Boolean> isOfForm,
      String form,
      Optional<String> kept,
      String whenNeeded) {
    if (given == null) {
      if (kept.isEmpty()) {
        errors.add(new FieldError(field, whenNeeded));
      }
      return kept.orElse("");
    }
    if (!isOfForm.apply(given)) {
      errors.add(new FieldError(field, form));
    }
    return given;
  }

  private static @Nullable SmsSignature signature(List<FieldError> errors, @Nullable String given) {
    try {
      if (given != null) {
        return new SmsSignature(given);
      }
    } catch (IllegalArgumentException _) {
      // told below
    }
    errors.add(
        new FieldError(
            "signature",
            "must be the registered name, %d to %d characters, without 【】"
                .formatted(SmsSignature.LENGTH_MIN, SmsSignature.LENGTH_MAX)));
    return null;
  }

  private static BigDecimal price(List<FieldError> errors, @Nullable BigDecimal given) {
    if (given == null
        || given.signum() < 0
        || given.compareTo(PRICE_LIMIT) >= 0
        || given.stripTrailingZeros().scale() > PRICE_DIGITS_MAX) {
      errors.add(
          new FieldError(
              "pricePerPart", "must be what a part costs in units of the currency, such as 0.045"));
      return BigDecimal.ZERO;
    }
    return given;
  }

  private static @Nullable Currency currency(List<FieldError> errors, @Nullable String given) {
    try {
      if (given != null && Currency.getInstance(given).getDefaultFractionDigits() >= 0) {
        return Currency.getInstance(given);
      }
    } catch (IllegalArgumentException _) {
      // told below
    }
    errors.add(new FieldError("currency", "must be a currency of ISO 4217, such as CNY"));
    return null;
  }

  private static void inRange(List<FieldError> errors, String field, int given, int max) {
    if (given < 1 || given > max) {
      errors.add(new FieldError(field, "must be between 1 and " + max));
    }
  }

  private SmsSettings shown(Gateway gateway) {
    return new SmsSettings(
        true,
        gateway.baseUrl(),
        gateway.signature().name(),
        gateway.pricePerPart(),
        gateway.currency(),
        gateway.isKeyed(),
        gateway.callsPerMinute(),
        gateway.recipientsMax(),
        "/callbacks/sms/" + gateway.id(),
        store.lastCallbackAt(gateway.id()).orElse(null),
        gateway.updatedAt(),
        gateway.version());
  }
}
