package io.quanyu.brand.audit.internal;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The bytes over which seals are made. Every text goes with its length, so no two entries share
 * their bytes; a first byte tells the form, which never changes once it is used.
 */
final class CanonicalBytes {

  private static final int ENTRY_FORM = 1;
  private static final int BLOCK_FORM = 2;
  private static final int ABSENT = -1;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
  private final DataOutputStream out = new DataOutputStream(bytes);

  private CanonicalBytes() {}

  static byte[] of(StoredEntry entry) {
    var to = new CanonicalBytes();
    try {
      to.out.writeByte(ENTRY_FORM);
      to.id(entry.entryId());
      to.time(entry.occurredAt());
      to.id(entry.requestId());
      to.text(entry.actor());
      to.text(entry.kind());
      to.text(entry.action());
      to.text(entry.objectKind());
      to.text(entry.objectId());
      to.text(entry.outcome());
      to.text(entry.reason());
      to.text(entry.sourceIp());
      to.text(entry.userAgent());
      to.text(entry.details());
      return to.bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not refuse
    }
  }

  static byte[] of(Block block) {
    var to = new CanonicalBytes();
    try {
      to.out.writeByte(BLOCK_FORM);
      to.out.writeLong(block.blockNo());
      to.out.writeLong(block.xidFrom());
      to.out.writeLong(block.xidTo());
      to.time(block.sealedAt());
      to.out.writeInt(block.entryIds().size());
      for (var id : block.entryIds()) {
        to.id(id);
      }
      to.binary(block.entriesHash());
      to.binary(block.previousSeal());
      return to.bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a block says of the content of its entries. */
  static byte[] hashOf(List<SealedEntry> entries) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var entry : entries) {
        var to = new CanonicalBytes();
        to.id(entry.entry().entryId());
        to.binary(entry.seal());
        digest.update(to.bytes.toByteArray());
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void id(UUID id) throws IOException {
    out.writeLong(id.getMostSignificantBits());
    out.writeLong(id.getLeastSignificantBits());
  }

  private void time(Instant at) throws IOException {
    out.writeLong(at.getEpochSecond());
    out.writeInt(at.getNano());
  }

  private void text(@Nullable String text) throws IOException {
    if (text == null) {
      out.writeInt(ABSENT);
    } else {
      binary(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private void binary(byte[] binary) throws IOException {
    out.writeInt(binary.length);
    out.write(binary);
  }
}
