package io.quanyu.platform.web;

import io.quanyu.platform.storage.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/**
 * The secret by which the command line of this machine proves that it may read the data directory:
 * {@code run/token}, mode 0600, sent as bearer token. Kept between starts.
 */
final class RunToken {

  private static final int SECRET_BYTES = 32;

  /** The command line does whatever the administrator may. */
  private static final Caller CALLER =
      Caller.ofBrand(Caller.LOCAL, "Command line", false, Set.copyOf(Permission.ALL));

  private final byte[] secret;

  private RunToken(byte[] secret) {
    this.secret = secret;
  }

  static RunToken ensure(DataDirectory data) {
    var file = data.privateFolder("run").resolve("token");
    try {
      if (!Files.exists(file)) {
        var random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        DataDirectory.writePrivate(
            file, HexFormat.of().formatHex(random).getBytes(StandardCharsets.US_ASCII));
      }
      return new RunToken(Files.readString(file).strip().getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In time that does not tell how much of the token is right. */
  boolean matches(String token) {
    return MessageDigest.isEqual(secret, token.getBytes(StandardCharsets.US_ASCII));
  }

  Caller caller() {
    return CALLER;
  }
}
