import parsePhoneNumber from "libphonenumber-js/max";
import { describe, expect, it } from "vitest";
import { verdictTelephone } from "@/lib/dossier/contrat/telephone";

describe("Le téléphone", () => {
  it("a le même verdict pour tous les numéros d'un préfixe, sur tous les préfixes français et d'outre-mer", () => {
    const differents: string[] = [];
    for (let prefixe = 10_000; prefixe < 100_000; prefixe++) {
      const [a, b] = ["0000", "9999"].map((fin) => verdictSansMemoire(`0${prefixe}${fin}`));
      const memorise = verdictTelephone(`0${prefixe}${String((prefixe * 7919) % 10_000).padStart(4, "0")}`);
      if (a !== b || a !== memorise) differents.push(String(prefixe));
    }
    expect(differents).toEqual([]);
  }, 60_000);

  it("pardonne les séparateurs et prend les numéros étrangers valables", () => {
    for (const numero of [
      "06 12 34 56 78",
      "06.12.34.56.78",
      "(06)12-34-56-78",
      "+33612345678",
      "+4915112345678",
      "",
    ]) {
      expect(verdictTelephone(numero), numero).toBe("accepte");
    }
    expect(verdictTelephone("06123456")).toBe("format");
    expect(verdictTelephone("0899123456")).toBe("special");
  });
});

const OUTRE_MER = new Map([
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
function verdictSansMemoire(numero: string): string {
  const indicatif = numero.slice(1, 4);
  const pays = [...OUTRE_MER].find(([prefixe]) => prefixe === indicatif)?.[1] ?? "FR";
  const lu = parsePhoneNumber(numero, { defaultCountry: pays, extract: false });
  if (!lu?.isPossible()) return "format";
  const special = ["PREMIUM_RATE", "PAGER", "VOICEMAIL", "SHARED_COST"].includes(lu.getType() ?? "");
  if (!lu.isValid()) return special ? "special-invalide" : "invalide";
  return special ? "special" : "accepte";
}
