package io.quanyu.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The brand's accounts at the vendors, which the server and the sandbox must agree on: drawn once
 * and kept in {@code DATA/demo/vendors.json} (mode 0600), so that nobody but this demo can speak
 * for its sandbox.
 *
 * @param aesKey the EncodingAESKey of WeCom's callbacks, 43 characters
 * @param callbackSecret signs the SMS gateway's callbacks
 */
record VendorAccounts(
    String corpId,
    int agentId,
    String secret,
    String token,
    String aesKey,
    String smsApiKey,
    String callbackSecret) {

  private static final int AGENT_ID = 1_000_002;
  private static final int AES_KEY_LENGTH = 43;
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  /** Those of a data directory, drawn if it has none. */
  static VendorAccounts ensure(Path data) {
    Path file = data.resolve("demo").resolve("vendors.json");
    try {
      if (Files.exists(file)) {
        return of(JsonHttp.JSON.readTree(Files.readString(file)));
      }
      VendorAccounts drawn = draw(new SecureRandom());
      Path part = file.resolveSibling("vendors.json.part");
      Files.deleteIfExists(part);
      Files.createFile(
          part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(part, drawn.json().toPrettyString(), StandardCharsets.UTF_8);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      return drawn;
    } catch (IOException e) {
      throw new DemoFailure("the demo's accounts cannot be kept: " + e.getMessage(), e);
    }
  }

  private static VendorAccounts draw(SecureRandom random) {
    return new VendorAccounts(
        "ww" + hex(random, 8),
        AGENT_ID,
        hex(random, 20),
        hex(random, 12),
        letters(random, AES_KEY_LENGTH),
        "key-" + hex(random, 16),
        "whsec_" + Base64.getEncoder().encodeToString(bytes(random, 32)));
  }

  private static VendorAccounts of(JsonNode json) {
    return new VendorAccounts(
        json.path("corpId").asString(),
        json.path("agentId").asInt(),
        json.path("secret").asString(),
        json.path("token").asString(),
        json.path("aesKey").asString(),
        json.path("smsApiKey").asString(),
        json.path("callbackSecret").asString());
  }

  private ObjectNode json() {
    return JsonHttp.JSON
        .createObjectNode()
        .put("corpId", corpId)
        .put("agentId", agentId)
        .put("secret", secret)
        .put("token", token)
        .put("aesKey", aesKey)
        .put("smsApiKey", smsApiKey)
        .put("callbackSecret", callbackSecret);
  }

  private static byte[] bytes(SecureRandom random, int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String letters(SecureRandom random, int count) {
    StringBuilder letters = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      letters.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return letters.toString();
  }

  private static String hex(SecureRandom random, int count) {
    return HexFormat.of().formatHex(bytes(random, count));
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "VendorAccounts[" + corpId + ", " + agentId + "]";
  }
}
