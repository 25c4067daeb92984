package io.quanyu.platform.crypto;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.mac.MacConfig;
import com.google.crypto.tink.mac.PredefinedMacParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import io.quanyu.platform.storage.StartupException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/**
 * The server's Tink keysets, kept as JSON in a folder that only its user can read: {@code
 * master.json} wraps customers' keys, {@code identifiers.json} hashes identifiers, {@code
 * seals.json} seals records such as those of the audit trail.
 *
 * <p>They are made once; the first rotates (see {@link MasterKeys}). Without them personal values
 * are lost and customers cannot be found, so they are never silently made anew beside existing
 * data. Back them up apart from the data.
 */
public final class Keys {

  private static final String MASTER = "master.json";
  private static final String IDENTIFIERS = "identifiers.json";
  private static final String SEALS = "seals.json";

  static {
    try {
      AeadConfig.register();
      PrfConfig.register();
      MacConfig.register();
    } catch (GeneralSecurityException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final MasterKeyset master;
  private final CustomerKeys customerKeys;
  private final FileKeys fileKeys;
  private final KeyedHashes keyedHashes;
  private final RecordSeals recordSeals;

  private Keys(KeysetStore master, KeysetHandle identifiers, KeysetHandle seals)
      throws GeneralSecurityException {
    this.master = new MasterKeyset(master);
    this.customerKeys = new CustomerKeys(this.master);
    this.fileKeys = new FileKeys(this.master);
    this.keyedHashes = new KeyedHashes(identifiers);
    this.recordSeals = new RecordSeals(seals);
  }

  /**
   * Reads the keysets of {@code folder}, or makes them if there is no data yet.
   *
   * @param dataExists whether there already is data that was sealed and hashed with them
   * @throws StartupException if a keyset is missing while data exists, or cannot be read
   */
  public static Keys openOrCreate(Path folder, boolean dataExists) {
    var master = folder.resolve(MASTER);
    var identifiers = folder.resolve(IDENTIFIERS);
    try {
      if (!Files.exists(master) || !Files.exists(identifiers)) {
        if (dataExists) {
          throw new StartupException(
              "The keys in " + folder + " are missing, but there is data that was sealed by them.",
              "Restore " + MASTER + " and " + IDENTIFIERS + " from your backup of the keys.");
        }
        createIfMissing(master, PredefinedAeadParameters.AES256_GCM);
        createIfMissing(identifiers, PredefinedPrfParameters.HMAC_SHA256_PRF);
      }
      // Younger than the others. A lost one is no reason not to start: the chain tells of it.
      var seals = folder.resolve(SEALS);
      createIfMissing(seals, PredefinedMacParameters.HMAC_SHA256_256BITTAG);
      return new Keys(
          new KeysetFile(master), new KeysetFile(identifiers).read(), new KeysetFile(seals).read());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot use the keys in " + folder, e);
    }
  }

  /** Keys that live only as long as this object: for tests and for measuring. */
  public static Keys ephemeral() {
    try {
      return new Keys(
          new KeysetStore.InMemory(KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM)),
          KeysetHandle.generateNew(PredefinedPrfParameters.HMAC_SHA256_PRF),
          KeysetHandle.generateNew(PredefinedMacParameters.HMAC_SHA256_256BITTAG));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What wraps the data keys. */
  MasterKeyset master() {
    return master;
  }

  /** The data keys of customers. */
  public CustomerKeys customerKeys() {
    return customerKeys;
  }

  /** The data keys of stored files. */
  public FileKeys fileKeys() {
    return fileKeys;
  }

  /** The hashes of identifiers. */
  public KeyedHashes keyedHashes() {
    return keyedHashes;
  }

  /** The seals of records. */
  public RecordSeals recordSeals() {
    return recordSeals;
  }

  private static void createIfMissing(Path file, Parameters parameters)
      throws GeneralSecurityException {
    if (!Files.exists(file)) {
      new KeysetFile(file).write(KeysetHandle.generateNew(parameters));
    }
  }
}
