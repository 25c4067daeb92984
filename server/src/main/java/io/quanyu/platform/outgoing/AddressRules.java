package io.quanyu.platform.outgoing;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses the server may ask. The internet always; networks of one's own only if the
 * configuration names them; what is never a server of somebody else, never.
 */
final class AddressRules {

  /** Whatever the configuration says. IANA's special-purpose registries, RFC 6890. */
  private static final List<Network> NEVER =
      networks(
          "0.0.0.0/8", // this host
          "169.254.0.0/16", // link-local, with the metadata of most clouds
          "100.100.100.200/32", // metadata of Alibaba Cloud
          "168.63.129.16/32", // metadata of Azure
          "192.0.0.0/24", // protocol assignments, with metadata of Oracle Cloud
          "224.0.0.0/4", // multicast
          "240.0.0.0/4", // reserved, and broadcast
          "::/128",
          "fe80::/10",
          "fd00:ec2::/32", // metadata of AWS
          "ff00::/8",
          // Each of them holds an IPv4 address that is reached in its stead.
          "::/96",
          "64:ff9b::/96",
          "64:ff9b:1::/48",
          "2001::/32",
          "2002::/16");

  /** The one address of {@code ::/96} that is none of IPv4. */
  private static final Network LOOPBACK_V6 = Network.parse("::1/128");

  private static final List<Network> ONLY_IF_ALLOWED =
      networks(
          "127.0.0.0/8",
          "::1/128",
          "10.0.0.0/8",
          "172.16.0.0/12",
          "192.168.0.0/16",
          "100.64.0.0/10", // of providers
          "198.18.0.0/15", // benches
          "192.0.2.0/24", // in documents
          "198.51.100.0/24",
          "203.0.113.0/24",
          "192.88.99.0/24", // 6to4
          "fc00::/7",
          "fec0::/10", // as private networks were called once
          "2001:db8::/32",
          "100::/64"); // discarded

  private final List<Network> allowed;

  AddressRules(List<Network> allowed) {
    this.allowed = List.copyOf(allowed);
  }

  boolean permits(InetAddress address) {
    if (isIn(NEVER, address) && !LOOPBACK_V6.contains(address)) {
      return false;
    }
    return !isIn(ONLY_IF_ALLOWED, address) || isIn(allowed, address);
  }

  private static boolean isIn(List<Network> networks, InetAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }

  private static List<Network> networks(String... cidrs) {
    return Stream.of(cidrs).map(Network::parse).toList();
  }
}
