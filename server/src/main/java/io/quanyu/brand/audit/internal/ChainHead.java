package io.quanyu.brand.audit.internal;

import io.quanyu.platform.storage.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;

/** The newest block that a server has seen. */
@SuppressWarnings("ArrayRecordComponent") // written once, and compared by content
record ChainHead(long blockNo, byte[] seal) {

  /**
   * Keeps the head in a file of the data directory, which whoever has only the database cannot
   * reach: newest blocks cannot be cut off unseen.
   */
  static final class InFile {
    private final Path file;

    InFile(DataDirectory data) {
      this(data.privateFolder("audit").resolve("head"));
    }

    InFile(Path file) {
      this.file = file;
    }

    /** Empty until the first block. */
    synchronized Optional<ChainHead> read() {
      try {
        if (!Files.exists(file)) {
          return Optional.empty();
        }
        var words = Files.readString(file).strip().split(" ", -1);
        return Optional.of(
            new ChainHead(Long.parseLong(words[0]), HexFormat.of().parseHex(words[1])));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Remembers a block, unless a later one is remembered. */
    synchronized void advance(Block block) {
      if (read().map(ChainHead::blockNo).orElse(0L) < block.blockNo()) {
        var line = block.blockNo() + " " + HexFormat.of().formatHex(block.seal()) + "\n";
        DataDirectory.writePrivate(file, line.getBytes(StandardCharsets.US_ASCII));
      }
    }
  }
}
