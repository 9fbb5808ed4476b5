import ipaddr from "ipaddr.js";

/** All that is given out to the public Internet in IPv6; what looks like an address elsewhere may carry a private IPv4 one. */
const GLOBAL_IPV6 = ipaddr.parseCIDR("2000::/3");

/**
 * True for an address of the public Internet. Anything else is refused rather than listed: private, loopback, link-local (where hosts keep
 * their metadata), shared by carriers, multicast, reserved, an IPv4 address in an IPv6 one's clothes.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== "unicast") return false;
  return !(parsed instanceof ipaddr.IPv6) || parsed.match(GLOBAL_IPV6);
}
