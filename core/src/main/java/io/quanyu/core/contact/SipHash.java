package io.quanyu.core.contact;

/**
 * SipHash-2-4 of one 64-bit number: J.-P. Aumasson, D. J. Bernstein, SipHash: a fast short-input
 * PRF, INDOCRYPT 2012. A keyed pseudo-random function: draws under two keys know nothing of each
 * other, at some tens of nanoseconds each.
 */
final class SipHash {

  private SipHash() {}

  /**
   * The hash of the eight bytes of {@code number}, least significant first.
   *
   * @param key0 first eight bytes of the key, least significant first
   * @param key1 the other eight
   */
  static long hash(long key0, long key1, long number) {
    long[] v = {
      key0 ^ 0x736f6d6570736575L,
      key1 ^ 0x646f72616e646f6dL,
      key0 ^ 0x6c7967656e657261L,
      key1 ^ 0x7465646279746573L
    };
    compress(v, number);
    compress(v, 8L << 56); // the length of the input, as the padding of the last block
    v[2] ^= 0xff;
    for (int round = 0; round < 4; round++) {
      round(v);
    }
    return v[0] ^ v[1] ^ v[2] ^ v[3];
  }

  private static void compress(long[] v, long block) {
    v[3] ^= block;
    round(v);
    round(v);
    v[0] ^= block;
  }

  private static void round(long[] v) {
    v[0] += v[1];
    v[1] = Long.rotateLeft(v[1], 13) ^ v[0];
    v[0] = Long.rotateLeft(v[0], 32);
    v[2] += v[3];
    v[3] = Long.rotateLeft(v[3], 16) ^ v[2];
    v[0] += v[3];
    v[3] = Long.rotateLeft(v[3], 21) ^ v[0];
    v[2] += v[1];
    v[1] = Long.rotateLeft(v[1], 17) ^ v[2];
    v[2] = Long.rotateLeft(v[2], 32);
  }
}
