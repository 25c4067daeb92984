package io.quanyu.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FileKeysTests {
  private final FileKeys keys = Keys.ephemeral().fileKeys();

  @Test
  void readsBackAFileOfManySegments() throws IOException {
    var clear = new byte[3_000_000];
    new Random(5).nextBytes(clear);
    var key = keys.create("upload:1");

    var sealed = seal(key, clear);

    assertThat(indexOf(sealed, Arrays.copyOf(clear, 16))).isEqualTo(-1);
    assertThat(open(keys.unwrap("upload:1", key.wrapped()), sealed)).isEqualTo(clear);
  }

  @Test
  void noticesAChangedByteAndAMissingEnd() throws IOException {
    var key = keys.create("upload:1");
    var sealed = seal(key, new byte[2_000_000]);
    var cut = Arrays.copyOf(sealed, sealed.length / 2);
    sealed[1_500_000] ^= 1;

    assertThatThrownBy(() -> open(key, sealed)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> open(key, cut)).isInstanceOf(IOException.class);
  }

  @Test
  void aKeyOpensItsOwnFileOnly() {
    var wrapped = keys.create("upload:1").wrapped();

    assertThatThrownBy(() -> keys.unwrap("upload:2", wrapped))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aPartOpensInItsOwnPlaceOnly() {
    var key = keys.create("upload:1");
    var sealed = key.seal(new byte[] {1, 2}, new byte[] {7});

    assertThat(key.open(sealed, new byte[] {7})).containsExactly(1, 2);
    assertThatThrownBy(() -> key.open(sealed, new byte[] {8}))
        .isInstanceOf(IllegalStateException.class);
  }

  private static byte[] seal(FileKey key, byte[] clear) throws IOException {
    var sealed = new ByteArrayOutputStream();
    try (var out = key.sealing(sealed)) {
      out.write(clear);
    }
    return sealed.toByteArray();
  }

  private static byte[] open(FileKey key, byte[] sealed) throws IOException {
    try (var in = key.opening(new ByteArrayInputStream(sealed))) {
      return in.readAllBytes();
    }
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    for (int i = 0; i + part.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    return -1;
  }
}
