import { describe, expect, it } from "vitest";
import { printDocument } from "@/components/rapport/print-document";
import { parseFilters } from "@/lib/services/rapport/parse-filters";
import { printRapport } from "@/lib/services/rapport/print-rapport";
import { storeDossiers, validSource } from "@/tests/factories/dossiers";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { testDatabase } from "@/tests/helpers/test-database";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const COUNT = 120;

describe("Le rapport à imprimer", () => {
  it("a toutes les lignes que les filtres gardent, une fois chacune et dans leur ordre, avec leurs raisons", async () => {
    const cfa = await newEtablissement(database.db);
    const ctx = await person(database.db, cfa.id, "lecteur");
    const wrong = { etablissement_formateur_siret: "7776444410001" };
    const sources = Array.from({ length: COUNT }, (_, n) =>
      validSource(n, { nom_apprenant: `<b>Nom ${n}`, ...(n % 2 === 0 ? wrong : {}) }),
    );
    await storeDossiers(database.db, cfa.id, sources);
    const print = (params: Record<string, string>) => within(ctx, cfa.uai, printRapport, parseFilters(params));

    const all = await print({ tri: "numero", sens: "desc", page: "2" });
    expect(all.kept).toBe(COUNT);
    expect(all.rows.map(({ numero }) => numero)).toEqual(Array.from({ length: COUNT }, (_, n) => COUNT - n));

    const invalid = await print({ etat: "invalide" });
    const html = printDocument(invalid, "/retour?etat=invalide", "abc");
    expect(html).toContain("60 dossiers, filtrés par État du dossier : « Invalide pour TBA »");
    expect(html.match(/Le SIRET du formateur a 13 chiffres/g)).toHaveLength(COUNT / 2);
    expect(html).not.toContain("<b>Nom");
    expect(html).not.toContain("n'y sont pas");
    expect(printDocument({ ...invalid, kept: 61 }, "/retour", null)).toContain("1 autre n'y est pas");
    const [first] = invalid.rows;
    const long =
      first && printDocument({ ...invalid, rows: [{ ...first, formation: "é".repeat(100) }] }, "/retour", null);
    expect(long, "cent lettres sortiraient du papier").toContain(`${"é".repeat(24)}<wbr>${"é".repeat(24)}<wbr>`);
    expect(html).not.toContain("<wbr>");
    const none = printDocument({ ...invalid, rows: [], kept: 0 }, "/retour", "abc");
    expect(none).toContain("Aucun dossier ne répond à ces filtres");
    expect(none, "rien à imprimer").not.toMatch(/<table|print\(\)/);
    expect(printDocument({ ...invalid, kept: 1 }, "/retour", null)).toContain("1 dossier, filtré par");
  });
});
