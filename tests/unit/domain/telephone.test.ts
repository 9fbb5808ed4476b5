import parsePhoneNumber from "libphonenumber-js/max";
import { describe, expect, it } from "vitest";
import { telephoneVerdict } from "@/lib/domain/contrat/telephone";

describe("Le téléphone", () => {
  it("a le même verdict pour tous les numéros d'un préfixe, sur tous les préfixes français et d'outre-mer", () => {
    const distinct: string[] = [];
    for (let prefix = 10_000; prefix < 100_000; prefix++) {
      const [a, b] = ["0000", "9999"].map((fin) => verdictWithoutMemory(`0${prefix}${fin}`));
      const memoised = telephoneVerdict(`0${prefix}${String((prefix * 7919) % 10_000).padStart(4, "0")}`);
      if (a !== b || a !== memoised) distinct.push(String(prefix));
    }
    expect(distinct).toEqual([]);
  });

  it("pardonne les séparateurs et prend les numéros étrangers valables", () => {
    for (const numero of [
      "06 12 34 56 78",
      "06.12.34.56.78",
      "(06)12-34-56-78",
      "+33612345678",
      "+4915112345678",
      "",
    ]) {
      expect(telephoneVerdict(numero), numero).toBe("accepted");
    }
    expect(telephoneVerdict("06123456")).toBe("format");
    expect(telephoneVerdict("0899123456")).toBe("special");
  });
});

const OVERSEAS = new Map([
  ["590", "GP"],
  ["690", "GP"],
  ["594", "GF"],
  ["694", "GF"],
  ["596", "MQ"],
  ["696", "MQ"],
  ["262", "RE"],
  ["269", "RE"],
  ["692", "RE"],
  ["693", "RE"],
] as const satisfies [string, string][]);

/** The library's own answer, number by number. */
function verdictWithoutMemory(numero: string): string {
  const dialCode = numero.slice(1, 4);
  const country = [...OVERSEAS].find(([prefix]) => prefix === dialCode)?.[1] ?? "FR";
  const got = parsePhoneNumber(numero, { defaultCountry: country, extract: false });
  if (!got?.isPossible()) return "format";
  const special = ["PREMIUM_RATE", "PAGER", "VOICEMAIL", "SHARED_COST"].includes(got.getType() ?? "");
  if (!got.isValid()) return special ? "special-invalide" : "invalide";
  return special ? "special" : "accepted";
}
