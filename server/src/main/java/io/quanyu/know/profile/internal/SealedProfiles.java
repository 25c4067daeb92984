package io.quanyu.know.profile.internal;

import io.quanyu.platform.crypto.CustomerKey;
import io.quanyu.platform.crypto.SealedValue;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The written form of profiles: JSON, sealed where it is personal and bound to the row it stands
 * in.
 */
@Component
public final class SealedProfiles {

  // Token by token: millions of small documents are read and written while files are imported.
  private static final JsonFactory JSON = JsonFactory.builder().build();

  /** {@code {"city": ["杭州", 1767225600000]}}: each value with its time. */
  String printDated(Map<String, Dated> values) {
    var text = new StringWriter();
    try (var json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      values.forEach((name, dated) -> {
        json.writeName(name);
        json.writeStartArray();
        json.writeString(dated.value());
        json.writeNumber(dated.atMs());
        json.writeEndArray();
      });
      json.writeEndObject();
    }
    return text.toString();
  }

  Map<String, Dated> parseDated(String text) {
    Map<String, Dated> values = new HashMap<>();
    try (var json = JSON.createParser(ObjectReadContext.empty(), text)) {
      json.nextToken();
      for (var name = json.nextName(); name != null; name = json.nextName()) {
        json.nextToken();
        var value = json.nextStringValue();
        values.put(name, new Dated(value, json.nextLongValue(0)));
        json.nextToken();
      }
    }
    return values;
  }

  String print(Map<String, String> values) {
    var text = new StringWriter();
    try (var json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      values.forEach((name, value) -> {
        json.writeName(name);
        json.writeString(value);
      });
      json.writeEndObject();
    }
    return text.toString();
  }

  Map<String, String> parse(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    try (var json = JSON.createParser(ObjectReadContext.empty(), text)) {
      json.nextToken();
      for (var name = json.nextName(); name != null; name = json.nextName()) {
        values.put(name, json.nextStringValue());
      }
    }
    return values;
  }

  byte[] sealAccount(CustomerKey key, AccountProfile account) {
    return key.seal(printDated(account.personal()), accountPlace(account.accountNo())).bytes();
  }

  Map<String, Dated> openAccount(CustomerKey key, int accountNo, byte[] sealed) {
    return parseDated(key.open(SealedValue.of(sealed), accountPlace(accountNo)));
  }

  byte[] sealProfile(CustomerKey key, int customerNo, Map<String, String> personal) {
    return key.seal(print(personal), profilePlace(customerNo)).bytes();
  }

  Map<String, String> openProfile(CustomerKey key, int customerNo, byte[] sealed) {
    return parse(key.open(SealedValue.of(sealed), profilePlace(customerNo)));
  }

  private static String accountPlace(int accountNo) {
    return "know_profile.account_profile:" + accountNo;
  }

  private static String profilePlace(int customerNo) {
    return "know_profile.profile:" + customerNo;
  }
}
