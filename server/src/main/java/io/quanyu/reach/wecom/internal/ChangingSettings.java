package io.quanyu.reach.wecom.internal;

import io.quanyu.platform.web.FieldError;
import io.quanyu.platform.web.ProblemException;
import io.quanyu.reach.channel.ApiBaseUrl;
import io.quanyu.reach.wecom.WecomProblem;
import io.quanyu.reach.wecom.WecomSettings;
import io.quanyu.reach.wecom.WecomSettingsDraft;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Shows and changes the app that we speak through. */
@Component
public class ChangingSettings {

  private static final Pattern CORP_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  // They go into an address as they are, so nothing that would need escaping there.
  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{1,128}");
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9]{1,32}");
  private static final Pattern AES_KEY =
      Pattern.compile("[A-Za-z0-9]{" + CallbackCrypto.ENCODED_KEY_LENGTH + "}");

  private final WecomAppStore store;
  private final TransactionTemplate transactions;
  private final Clock clock;

  public ChangingSettings(WecomAppStore store, TransactionTemplate transactions, Clock clock) {
    this.store = store;
    this.transactions = transactions;
    this.clock = clock;
  }

  public WecomSettings get() {
    return store.findFirst().map(this::shown).orElseGet(WecomSettings::none);
  }

  /**
   * Replaces the settings.
   *
   * @param version the version that the draft was made from; 0 if there were none
   * @throws ProblemException {@link WecomProblem#SETTINGS_CHANGED} if it is another by now
   */
  public WecomSettings replace(int version, WecomSettingsDraft draft) {
    return Objects.requireNonNull(
        transactions.execute(_ -> {
          store.lockSettings();
          var before = store.findFirst();
          int current = before.map(WecomApp::version).orElse(0);
          if (current != version) {
            throw new ProblemException(
                WecomProblem.SETTINGS_CHANGED,
                "They have version " + current + " now. Read them again and redo the change.");
          }
          var app = app(before, draft);
          if (before.isPresent()) {
            store.update(app);
          } else {
            store.insert(app);
          }
          return shown(app);
        }));
  }

  private WecomApp app(Optional<WecomApp> before, WecomSettingsDraft draft) {
    var errors = new ArrayList<FieldError>();
    if (draft.corpId() == null || !CORP_ID.matcher(draft.corpId()).matches()) {
      errors.add(new FieldError("corpId", "must be the corp id, such as ww1234567890abcdef"));
    }
    if (draft.agentId() < 1) {
      errors.add(new FieldError("agentId", "must be the app's AgentId, such as 1000002"));
    }
    var baseUrl = baseUrl(draft);
    if (baseUrl.isEmpty()) {
      errors.add(new FieldError("apiBaseUrl", ApiBaseUrl.RULE));
    }
    // A secret that nobody can read must not be sent to an address of the caller's choice either.
    var isSameServer =
        before.map(app -> baseUrl.filter(app.apiBaseUrl()::equals).isPresent()).orElse(false);
    var secret =
        secret(
            errors,
            "secret",
            draft.secret(),
            SECRET,
            isSameServer ? before : Optional.empty(),
            WecomApp.Secrets::secret);
    var token = secret(errors, "token", draft.token(), TOKEN, before, WecomApp.Secrets::token);
    var aesKey =
        secret(errors, "aesKey", draft.aesKey(), AES_KEY, before, WecomApp.Secrets::aesKey);
    if (!errors.isEmpty()) {
      throw new ProblemException(
          WecomProblem.SETTINGS_INVALID, "Correct the fields that are named.", List.copyOf(errors));
    }
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS); // as the database keeps it
    return new WecomApp(
        before.map(WecomApp::id).orElseGet(UUID::randomUUID),
        draft.corpId(),
        draft.agentId(),
        baseUrl.orElseThrow(),
        new WecomApp.Secrets(secret, token, aesKey),
        before.map(WecomApp::version).orElse(0) + 1,
        before.map(WecomApp::createdAt).orElse(now),
        now);
  }

  private static Optional<String> baseUrl(WecomSettingsDraft draft) {
    var given = draft.apiBaseUrl();
    return given == null || given.isBlank()
        ? Optional.of(WecomSettings.DEFAULT_API_BASE_URL)
        : ApiBaseUrl.normalised(given);
  }

  private static String secret(
      List<FieldError> errors,
      String field,
      @Nullable String given,
      Pattern form,
      Optional<WecomApp> before,
      Function<WecomApp.Secrets, String> kept) {
    if (given == null) {
      if (before.isPresent()) {
        return kept.apply(before.get().secrets());
      }
      errors.add(
          new FieldError(
              field,
              field.equals("secret")
                  ? "is needed the first time and with every other apiBaseUrl"
                  : "is needed the first time"));
      return "";
    }
    if (!form.matcher(given).matches()) {
      errors.add(new FieldError(field, "has not the form that WeCom gives it: " + form.pattern()));
    }
    return given;
  }

  private WecomSettings shown(WecomApp app) {
    return new WecomSettings(
        true,
        app.corpId(),
        app.agentId(),
        app.apiBaseUrl(),
        "/callbacks/wecom/" + app.id(),
        store.lastCallbackAt(app.id()).orElse(null),
        app.updatedAt(),
        app.version());
  }
}
