package io.quanyu.know.export.internal;

import io.quanyu.platform.crypto.KeyedHashes;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.roaringbitmap.RoaringBitmap;

/**
 * Marks of rows: each says, to us alone, which export and which row of it.
 *
 * <p>A mark is one block of AES-128: number of the export, number of the row, eight zero bytes;
 * written as 26 letters and digits. Without the key nobody makes one (a made-up one opens to zeros
 * with probability 2^-64), no two rows share one, and finding the export costs one decryption a row
 * instead of a search through all exports. The key is derived from the one of identifiers, which
 * never rotates: marks are read years after the file is destroyed.
 */
public final class RecordMarks {

  /** What a mark opens to. */
  public record Mark(int exportNo, int row) {}

  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"; // RFC 4648 §6
  private static final int CHARS = 26;
  private static final Pattern MARK = Pattern.compile("(?<![A-Z2-7])[A-Z2-7]{26}(?![A-Z2-7])");
  private static final int BLOCK_BYTES = 16;

  /** In place of a row's number, which is never negative: the block orders rows. */
  private static final int ORDERING = -1;

  private final SecretKeySpec key;

  public RecordMarks(KeyedHashes hashes) {
    var derived = hashes.hash("know.export:record-mark", "1");
    this.key =
        new SecretKeySpec(
            ByteBuffer.allocate(BLOCK_BYTES)
                .putLong(derived.getMostSignificantBits())
                .putLong(derived.getLeastSignificantBits())
                .array(),
            "AES");
  }

  /** Marks the rows of one export. For one thread. */
  public final class Marking {
    private final Cipher cipher = cipher(Cipher.ENCRYPT_MODE);
    private final int exportNo;

    Marking(int exportNo) {
      this.exportNo = exportNo;
    }

    /** The mark of a row, from 1 on. */
    public String of(int row) {
      return print(blockOf(row, 0));
    }

    /**
     * Customers in an order of this export alone: two files of the same people differ, so that rows
     * without their marks still hint at the file by who stands beside whom.
     */
    public int[] inOrder(RoaringBitmap customers) {
      var keyed = new long[customers.getCardinality()];
      var numbers = customers.getIntIterator();
      for (int i = 0; i < keyed.length; i++) {
        int number = numbers.next();
        long place = ByteBuffer.wrap(blockOf(ORDERING, number)).getInt();
        keyed[i] = (place << Integer.SIZE) | number;
      }
      Arrays.sort(keyed);
      return Arrays.stream(keyed).mapToInt(each -> (int) each).toArray();
    }

    private byte[] blockOf(int row, long rest) {
      return apply(
          cipher,
          ByteBuffer.allocate(BLOCK_BYTES).putInt(exportNo).putInt(row).putLong(rest).array());
    }
  }

  public Marking marking(int exportNo) {
    return new Marking(exportNo);
  }

  /** What looks like a mark in a text, each once, in order; at most so many. */
  public static List<String> in(String text, int most) {
    return MARK.matcher(text.toUpperCase(Locale.ROOT))
        .results()
        .map(found -> found.group())
        .distinct()
        .limit(most)
        .toList();
  }

  /** Those among some marks that are ours. */
  public List<Mark> read(Collection<String> marks) {
    var cipher = cipher(Cipher.DECRYPT_MODE);
    List<Mark> read = new ArrayList<>();
    for (var mark : marks) {
      parse(mark)
          .map(block -> ByteBuffer.wrap(apply(cipher, block)))
          .filter(block -> block.getLong(8) == 0 && block.getInt(4) > 0)
          .ifPresent(block -> read.add(new Mark(block.getInt(0), block.getInt(4))));
    }
    return read;
  }

  /** 128 bits by five, the last digit padded with two zeros. */
  private static String print(byte[] block) {
    var text = new StringBuilder(CHARS);
    for (int bit = 0; bit < 8 * BLOCK_BYTES; bit += 5) {
      int digit = 0;
      for (int i = bit; i < bit + 5; i++) {
        digit = digit << 1 | (i < 8 * BLOCK_BYTES ? block[i >> 3] >> (7 - (i & 7)) & 1 : 0);
      }
      text.append(ALPHABET.charAt(digit));
    }
    return text.toString();
  }

  private static Optional<byte[]> parse(String mark) {
    var block = new byte[BLOCK_BYTES];
    for (int bit = 0; bit < 5 * CHARS; bit++) {
      int digit = ALPHABET.indexOf(mark.charAt(bit / 5));
      if ((digit >> (4 - bit % 5) & 1) == 1) {
        if (bit >= 8 * BLOCK_BYTES) {
          return Optional.empty();
        }
        block[bit >> 3] |= (byte) (0x80 >> (bit & 7));
      }
    }
    return Optional.of(block);
  }

  // One block of its own is all that is ever encrypted: there is nothing to chain.
  @SuppressWarnings("InsecureCryptoUsage")
  private Cipher cipher(int mode) {
    try {
      var cipher = Cipher.getInstance("AES/ECB/NoPadding");
      cipher.init(mode, key);
      return cipher;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] apply(Cipher cipher, byte[] block) {
    try {
      return cipher.doFinal(block);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
