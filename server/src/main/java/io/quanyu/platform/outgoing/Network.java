package io.quanyu.platform.outgoing;

import java.net.InetAddress;

/**
 * A range of addresses, as CIDR writes it: {@code 10.0.0.0/8}, {@code fc00::/7}.
 *
 * @param bits of the first address that all have in common
 */
record Network(InetAddress first, int bits) {

  Network {
    if (bits < 0 || bits > first.getAddress().length * Byte.SIZE) {
      throw new IllegalArgumentException(first.getHostAddress() + " has no " + bits + " bits");
    }
  }

  /**
   * @throws IllegalArgumentException if it is no range, or names a host
   */
  static Network parse(String cidr) {
    int slash = cidr.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException(cidr + " is no network such as 10.0.0.0/8");
    }
    return new Network(
        InetAddress.ofLiteral(cidr.substring(0, slash).strip()),
        Integer.parseInt(cidr.substring(slash + 1).strip()));
  }

  boolean contains(InetAddress address) {
    var own = first.getAddress();
    var other = address.getAddress();
    if (own.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % Byte.SIZE);
      if (((own[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
