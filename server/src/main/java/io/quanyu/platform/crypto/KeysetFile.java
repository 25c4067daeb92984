package io.quanyu.platform.crypto;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import io.quanyu.platform.storage.DataDirectory;
import io.quanyu.platform.storage.StartupException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/** A keyset as JSON in a file that only the server's user can read. */
record KeysetFile(Path path) implements KeysetStore {

  /**
   * @throws StartupException if the file is damaged
   */
  @Override
  public KeysetHandle read() {
    try {
      return TinkJsonProtoKeysetFormat.parseKeyset(
          Files.readString(path), InsecureSecretKeyAccess.get());
    } catch (GeneralSecurityException e) {
      throw new StartupException(
          "The key file " + path + " is damaged: " + e.getMessage() + ".",
          "Restore it from your backup of the keys.",
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void write(KeysetHandle keyset) {
    try {
      var json = TinkJsonProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get());
      DataDirectory.writePrivate(path, json.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot write the keys to " + path, e);
    }
  }

  @Override
  public Object version() {
    try {
      var file = Files.readAttributes(path, BasicFileAttributes.class);
      // A replaced file is another one, even within one tick of the clock and of the same size.
      return Arrays.asList(file.fileKey(), file.lastModifiedTime(), file.size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
