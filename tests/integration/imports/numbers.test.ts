import { describe, expect, it } from "vitest";
import { storedDossiers } from "@/tests/factories/dossiers";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { importBytes } from "@/tests/helpers/import-bytes";
import { testDatabase } from "@/tests/helpers/test-database";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const HEADINGS = "id_erp_apprenant;nom;prénom;né le;année scolaire;statut";
const row = (id: number, statut = "") => `E-${id};Nom${id};Léa;04/02/2008;2026-2027;${statut}`;
const rows = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => row(from + n));

describe("Les numéros du rapport, sur un fichier de plusieurs écritures", () => {
  it("se suivent dans l'ordre du fichier, même quand un élève devient apprenti entre des nouveaux", async () => {
    const { id, uai } = await newEtablissement(database.db);
    const ctx = await person(database.db, id, "gestionnaire");
    const receive = (...lines: string[]) =>
      within(ctx, uai, importBytes, {
        name: "a.csv",
        bytes: new TextEncoder().encode([HEADINGS, ...lines].join("\n")),
      });
    await receive(...rows(0, 230), row(1000, "ELV"));
    await receive(...rows(300, 520), row(1000, "APP"), ...rows(600, 830));
    const stored = [...(await storedDossiers(database.db, id)).values()];
    const numbers = stored.map(({ numero }) => numero ?? 0).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 681 }, (_, n) => n + 1));
    const of = (key: string) => stored.find(({ idErpApprenant }) => idErpApprenant === key)?.numero;
    expect([of("E-0"), of("E-229"), of("E-300"), of("E-829")]).toEqual([1, 230, 231, 681]);
  });
});
