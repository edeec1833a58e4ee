import { BlockList } from "node:net";

/**
 * The name of the special-purpose range that an IP address is in; undefined if it is an ordinary public one. IPv4 ranges
 * from the IANA special-purpose registry, and the addresses at which clouds serve metadata outside of those. For IPv6 only
 * global unicast (2000::/3) is public, without its special ranges: so the forms that embed an IPv4 address (mapped,
 * compatible, NAT64, 6to4, Teredo) are refused whatever they embed.
 */
export function forbiddenRange(address: string): string | undefined {
  const plain = address.split("%")[0] ?? address;
  const family = plain.includes(":") ? "ipv6" : "ipv4";
  if (family === "ipv6" && !globalUnicast.check(plain, family)) return "not global unicast IPv6";
  return ranges.find(({ list }) => list.check(plain, family))?.name;
}

interface Range {
  readonly name: string;
  readonly list: BlockList;
}

const globalUnicast = subnets("2000::/3");

const ranges: readonly Range[] = [
  { name: "this network", list: subnets("0.0.0.0/8") },
  { name: "loopback", list: subnets("127.0.0.0/8") },
  { name: "private", list: subnets("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16") },
  { name: "shared by carriers", list: subnets("100.64.0.0/10") },
  { name: "link-local", list: subnets("169.254.0.0/16") },
  { name: "cloud metadata", list: subnets("168.63.129.16/32", "192.0.0.0/24") },
  {
    name: "documentation",
    list: subnets("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32", "3fff::/20"),
  },
  { name: "benchmarking", list: subnets("198.18.0.0/15") },
  { name: "relay", list: subnets("192.88.99.0/24") },
  { name: "multicast", list: subnets("224.0.0.0/4") },
  { name: "reserved", list: subnets("240.0.0.0/4") },
  { name: "protocol assignments", list: subnets("2001::/23") },
  { name: "IPv4 in IPv6", list: subnets("2002::/16") },
];

function subnets(...list: readonly string[]): BlockList {
  const block = new BlockList();
  for (const subnet of list) {
    const [network = "", prefix] = subnet.split("/");
    block.addSubnet(network, Number(prefix), network.includes(":") ? "ipv6" : "ipv4");
  }
  return block;
}
