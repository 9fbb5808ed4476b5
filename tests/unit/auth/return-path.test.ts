import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { returnPath } from "@/lib/auth/return-path";

const SITE = "https://passerelle.example";
const PIECES = [
  "/",
  "\\",
  ".",
  "..",
  "//",
  "\t",
  "\n",
  "%2f",
  "%5c",
  "@",
  ":",
  "evil.example",
  "http:",
  "javascript:",
  "?",
  "#",
  "a",
  "é",
  "\u0000",
];

describe("L'adresse où l'on va après la connexion", () => {
  it.each([
    ["/0755690T/imports?page=2", "/0755690T/imports?page=2"],
    ["/.//evil.example", "/"],
    ["/..//evil.example", "/"],
    ["//evil.example", "/"],
    ["/\\evil.example", "/"],
    ["/\t/evil.example", "/"],
    ["https://evil.example/", "/"],
    ["/connexion?callbackUrl=/a", "/"],
    ["/api/sante", "/"],
    ["/%zz", "/%zz"],
    ["http://[", "/"],
    ["", "/"],
  ])("%j mène à %j", (asked, led) => {
    expect(returnPath(asked)).toBe(led);
  });

  it("ne quitte jamais le site, quoi qu'on demande", () => {
    const asked = fc.oneof(
      fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => `/${pieces.join("")}`),
      fc.string({ unit: "binary" }),
      fc.webUrl(),
    );
    fc.assert(
      fc.property(asked, (text) => {
        const path = returnPath(text);
        expect(path.startsWith("/")).toBe(true);
        // As a browser does with a Location header.
        expect(new URL(path, SITE).origin).toBe(SITE);
        expect(new URL(`${SITE}/connexion`).origin).toBe(new URL(path, `${SITE}/connexion`).origin);
      }),
      { numRuns: 5000 },
    );
  });
});
