import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { prepare } from "@/lib/domain/prepare";
import { storeDossiers, storedDossiers, validSource } from "@/tests/factories/dossiers";
import { newEtablissement } from "@/tests/factories/etablissement";
import { testDatabase } from "@/tests/helpers/test-database";

const database = testDatabase();

const ODD = [
  'Des "guillemets" et une \\ barre',
  "Une ligne\nune autre\ttabulation\r\u0001",
  "L\u2028é\u00A0à 😀 \u200F",
  '\\u0000 en toutes lettres, {"a": [1, 2]} aussi',
  "</script><!-- $1 ' '' \u007F",
];

describe("Ce qui est prêt à partir", () => {
  it("est gardé à l'octet, quels que soient les caractères", async () => {
    const { id } = await newEtablissement(database.db);
    const sources = ODD.map((text, n) =>
      validSource(n, { adresse_apprenant: text, annee_formation: 1.0, duree_theorique_formation_mois: 1e3 }),
    );
    await storeDossiers(database.db, id, sources);
    const stored = await storedDossiers(database.db, id);
    for (const source of sources) {
      const dossier = stored.get(String(source.id_erp_apprenant));
      const { json } = prepare(source);
      expect(dossier?.payload).toBe(json);
      expect(dossier?.fingerprint).toBe(createHash("sha256").update(json).digest("hex"));
      expect(dossier?.source).toEqual(source);
    }
    expect([...stored.values()].map(({ numero }) => numero).sort()).toEqual(ODD.map((_, n) => n + 1));
  });
});
