import { describe, expect, it } from "vitest";
import { mayCall, parseEndpointUrl } from "@/lib/webhooks/endpoint-url";
import { isPublicAddress } from "@/lib/webhooks/public-address";

const CLOSED = { toPrivate: false };
const OPEN = { toPrivate: true };

const PRIVATE = [
  "127.0.0.1",
  "127.255.255.254",
  "0.0.0.0",
  "10.1.2.3",
  "172.16.0.1",
  "172.31.255.255",
  "192.168.1.1",
  "169.254.169.254",
  "100.64.0.1",
  "100.127.255.255",
  "224.0.0.1",
  "255.255.255.255",
  "192.0.2.1",
  "198.18.0.1",
  "240.0.0.1",
  "::",
  "::1",
  "::127.0.0.1",
  "::ffff:10.0.0.1",
  "::ffff:a9fe:a9fe",
  "64:ff9b::7f00:1",
  "2002:7f00:1::",
  "2001:db8::1",
  "fe80::1",
  "fc00::1",
  "fd00:ec2::254",
  "fec0::1",
  "ff02::1",
  "pas une adresse",
];

describe("Les adresses où une notification ne va jamais", () => {
  it.each(PRIVATE)("%s n'est pas publique", (address) => {
    expect(isPublicAddress(address)).toBe(false);
    expect(mayCall(new URL("https://logiciel.exemple.fr"), [address], CLOSED)).toBe(false);
  });

  it.each(["93.184.216.34", "172.32.0.1", "100.128.0.1", "2a01:e0a::1", "2606:4700::1111"])("%s l'est", (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it("un nom qui mène à la fois dehors et dedans est refusé, même quand l'hébergeur ouvre son réseau", () => {
    for (const reach of [CLOSED, OPEN]) {
      expect(mayCall(new URL("https://logiciel.exemple.fr"), ["93.184.216.34", "10.0.0.1"], reach)).toBe(false);
      expect(mayCall(new URL("https://logiciel.exemple.fr"), [], reach)).toBe(false);
    }
  });

  it("dehors, c'est en https et sur son port, même quand l'hébergeur ouvre son réseau", () => {
    for (const reach of [CLOSED, OPEN]) {
      expect(mayCall(new URL("https://a.fr"), ["93.184.216.34"], reach)).toBe(true);
      expect(mayCall(new URL("https://a.fr:8443"), ["93.184.216.34"], reach)).toBe(false);
      expect(mayCall(new URL("http://a.fr"), ["93.184.216.34"], reach)).toBe(false);
    }
    expect(mayCall(new URL("http://a.fr:8080"), ["10.0.0.1"], OPEN)).toBe(true);
  });
});

describe("L'adresse que l'on saisit", () => {
  it.each([
    ["", "adresse complète"],
    ["logiciel.exemple.fr", "adresse complète"],
    ["http://logiciel.exemple.fr", "https://"],
    ["ftp://logiciel.exemple.fr", "https://"],
    ["https://moi:secret@logiciel.exemple.fr", "mot de passe"],
    ["https://logiciel.exemple.fr/#x", "#"],
    ["https://logiciel.exemple.fr:8443", "port"],
    ["https://127.0.0.1/", "réseau privé"],
    ["https://2130706433/", "réseau privé"],
    ["https://0x7f.1/", "réseau privé"],
    ["https://[::ffff:169.254.169.254]/", "réseau privé"],
    [`https://a.fr/${"x".repeat(2000)}`, "trop longue"],
  ])("%s est refusée", (typed, word) => {
    const parsed = parseEndpointUrl(typed, CLOSED);
    expect("fault" in parsed ? parsed.fault : "").toContain(word);
  });

  it("une adresse https sans port passe ; le réseau de l'hébergeur, quand il l'ouvre", () => {
    expect(parseEndpointUrl(" https://logiciel.exemple.fr/tba?cfa=1 ", CLOSED)).toMatchObject({
      url: { href: "https://logiciel.exemple.fr/tba?cfa=1" },
    });
    expect(parseEndpointUrl("http://127.0.0.1:4000/tba", OPEN)).toHaveProperty("url");
    expect(parseEndpointUrl("https://93.184.216.34:4000/", OPEN)).toHaveProperty("fault");
  });
});
