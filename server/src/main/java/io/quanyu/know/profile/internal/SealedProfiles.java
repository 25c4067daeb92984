package io.quanyu.know.profile.internal;

import io.quanyu.platform.crypto.CustomerKey;
import io.quanyu.platform.crypto.SealedValue;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * The written form of profiles: JSON, sealed where it is personal and bound to the row it stands
 * in.
 */
@Component
public final class SealedProfiles {

  private static final TypeReference<Map<String, Dated>> DATED = new TypeReference<>() {};
  private static final TypeReference<Map<String, String>> PLAIN = new TypeReference<>() {};

  // Each finds its serializers once and not for every row.
  private final ObjectWriter datedWriter;
  private final ObjectReader datedReader;
  private final ObjectWriter plainWriter;
  private final ObjectReader plainReader;

  public SealedProfiles() {
    var mapper = JsonMapper.builder().build();
    datedWriter = mapper.writerFor(DATED);
    datedReader = mapper.readerFor(DATED);
    plainWriter = mapper.writerFor(PLAIN);
    plainReader = mapper.readerFor(PLAIN);
  }

  String printDated(Map<String, Dated> values) {
    return datedWriter.writeValueAsString(values);
  }

  Map<String, Dated> parseDated(String json) {
    return datedReader.readValue(json);
  }

  String print(Map<String, String> values) {
    return plainWriter.writeValueAsString(values);
  }

  Map<String, String> parse(String json) {
    return plainReader.readValue(json);
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
