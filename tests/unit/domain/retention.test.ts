import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { RETENTION_KINDS } from "@/lib/domain/enumerations";
import { RETENTIONS, schoolYearEnd } from "@/lib/domain/retention";
import { HOUSE_PURGES } from "@/lib/services/rgpd/purge/house-purges";

describe("Les durées de conservation", () => {
  it("sont dans docs/rgpd.md celles du code, toutes et dans le même ordre", () => {
    const [, table = ""] = readFileSync("docs/rgpd.md", "utf8").split(
      "| donnée | jours par défaut | de | à |\n|---|---|---|---|\n",
    );
    const written = (table.split("\n\n")[0] ?? "").split("\n");
    const settable = RETENTION_KINDS.map((kind) => {
      const { label, days, min, max } = RETENTIONS[kind];
      return `| ${label} | ${days} | ${min} | ${max} |`;
    });
    expect(written).toEqual([...settable, ...HOUSE_PURGES.map(({ label, days }) => `| ${label} | ${days} | | |`)]);
  });

  it("comptent une année scolaire jusqu'au 31 août, et aucune qui ne se lit pas", () => {
    expect(schoolYearEnd("2024-2025")).toBe("2025-08-31");
    expect(schoolYearEnd("2024-2024")).toBe("2024-12-31");
    for (const text of ["", "2024", "2025-2024", "2O24-2025"]) expect(schoolYearEnd(text), text).toBeNull();
  });
});
