package io.quanyu.reach.sms.internal;

import io.quanyu.core.contact.MessagePurpose;
import io.quanyu.core.sms.SmsSignature;
import io.quanyu.know.profile.PersonalValues;
import io.quanyu.know.profile.Profile;
import io.quanyu.reach.channel.Call;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes the texts of one call, each for its customer, and says who gets none. */
final class WritingTexts {
  private WritingTexts() {}

  /** Names that a text may use. */
  static final Set<String> VARIABLES = Set.of("name", "city");

  /** The customer has no phone number, or one that is none. */
  static final String NO_ADDRESS = "no_address";

  /** Another customer of the same source has the phone and gets the text. */
  static final String SAME_ADDRESS = "same_address";

  /** With this customer's values the text is longer than gateways take. */
  static final String TEXT_TOO_LONG = "text_too_long";

  private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");

  /** A text for one customer. */
  record Written(int customerNo, String phone, String text) {
    /** Without what is personal. */
    @Override
    public String toString() {
      return "Written[" + customerNo + "]";
    }
  }

  /**
   * @param texts by ascending customer number
   * @param refused who gets none, and why
   */
  record Texts(List<Written> texts, Map<Integer, String> refused) {}

  /**
   * The texts of a call. Of several customers who have one phone the one with the lowest number
   * gets a marketing text; what is part of a service, each gets.
   *
   * @param profiles golden records of the call's customers
   */
  static Texts write(
      Call call, SmsBody body, SmsSignature signature, Map<Integer, Profile> profiles) {
    List<Written> texts = new ArrayList<>();
    Map<Integer, String> refused = new HashMap<>();
    Set<String> phones = new HashSet<>();
    for (int customerNo : call.customerNos().stream().sorted().toList()) {
      var profile = profiles.get(customerNo);
      var phone = phone(profile);
      if (profile == null || phone == null) {
        refused.put(customerNo, NO_ADDRESS);
        continue;
      }
      if (call.purpose() == MessagePurpose.MARKETING && !phones.add(phone)) {
        refused.put(customerNo, SAME_ADDRESS);
        continue;
      }
      try {
        var text = body.signed(signature, values(profile));
        texts.add(new Written(customerNo, phone, text.whole()));
      } catch (IllegalArgumentException _) {
        refused.put(customerNo, TEXT_TOO_LONG);
      }
    }
    return new Texts(texts, refused);
  }

  private static @Nullable String phone(@Nullable Profile profile) {
    var phone = profile == null ? null : profile.personal().phone();
    return phone != null && E164.matcher(phone).matches() ? phone : null;
  }

  private static Map<String, String> values(Profile profile) {
    Map<String, String> values = HashMap.newHashMap(VARIABLES.size());
    Stream.of(profile.personal())
        .map(PersonalValues::name)
        .filter(name -> name != null && name.indexOf('*') < 0) // masked by the channel it is from
        .forEach(name -> values.put("name", name));
    if (profile.city() != null) {
      values.put("city", profile.city());
    }
    return values;
  }
}
