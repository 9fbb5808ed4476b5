import { describe, expect, it } from "vitest";
import { networkOf } from "@/lib/security/network";

describe("Le réseau d'une adresse", () => {
  it.each([
    ["203.0.113.77", "203.0.113.0/24"],
    ["::ffff:203.0.113.77", "203.0.113.0/24"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:0db8:0001:0002::9", "2001:db8:1:2::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["n'importe quoi", "unknown"],
  ])("%s compte avec %s", (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
