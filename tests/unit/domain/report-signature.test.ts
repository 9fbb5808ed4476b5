import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/domain/json";
import { REPORT_SIGNED } from "@/lib/domain/own-report";
import { readSignature, signReport } from "@/lib/domain/report-signature";

const VALUES: JsonObject = { email_contact: "a@example.org", rqth_apprenant: true, code_postal_apprenant: "35000" };

describe("Ce que le rapport note de chaque ligne", () => {
  it("dit de chaque cellule si quelqu'un y a touché", () => {
    const isUntouched = readSignature(signReport("2026-11-27", VALUES));
    for (const key of REPORT_SIGNED) {
      const value = VALUES[key] ?? null;
      expect([key, isUntouched(key, value)]).toEqual([key, true]);
      expect([key, isUntouched(key, "autre chose")]).toEqual([key, false]);
    }
    expect(isUntouched("email_contact", null)).toBe(false);
    expect(isUntouched("rqth_apprenant", false)).toBe(false);
    expect(isUntouched("email_contact", "a@example.org ")).toBe(true);
  });

  it("ne dit rien d'une ligne qui n'a rien noté, ou dont la note est abîmée", () => {
    for (const noted of [
      undefined,
      null,
      "",
      "2026-11-27",
      "2026-11-27 ---",
      12,
      `${signReport("2026-11-27", VALUES)}-`,
    ])
      expect(readSignature(noted)("email_contact", "a@example.org")).toBe(false);
  });
});
