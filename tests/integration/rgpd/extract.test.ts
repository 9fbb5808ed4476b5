import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { keptIdentities } from "@/db/schema/a-surveiller";
import { importRows } from "@/db/schema/import-staging";
import { imports } from "@/db/schema/imports";
import { jetons } from "@/db/schema/jetons";
import { pushSightings } from "@/db/schema/pushes";
import { rapprochementEntries, rapprochements } from "@/db/schema/rapprochements";
import { extractPerson } from "@/lib/services/rgpd/extract/extract-person";
import { storeDossiers, storedDossiers, validSource } from "@/tests/factories/dossiers";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { testDatabase } from "@/tests/helpers/test-database";
import { within } from "@/tests/helpers/within";

const database = testDatabase();

describe("L'extrait d'une personne", () => {
  it("dit aussi ce qui attend dans un fichier, ce que le rapprochement a dit d'elle, et quand un logiciel l'a envoyée", async () => {
    const own = await newEtablissement(database.db);
    const admin = await person(database.db, own.id, "administrateur");
    const name = { nom_apprenant: "Lefèvre", prenom_apprenant: "Zoé", date_de_naissance_apprenant: "2006-05-04" };
    await storeDossiers(database.db, own.id, [validSource(1, { ...name, id_erp_apprenant: "Z1" })]);
    const zoe = (await storedDossiers(database.db, own.id)).get("Z1")?.id ?? "";
    const at = new Date("2026-11-02T10:00:00Z");
    const counts = {
      rows: 1,
      created: 1,
      modified: 0,
      unchanged: 0,
      nonApprentis: 0,
      setAside: [],
      ignoredColumns: [],
    };
    const ours = { etablissementId: own.id, at };
    const [waiting] = await database.db
      .insert(imports)
      .values({ ...ours, file: "attente.csv", state: "preview", ...counts })
      .returning({ id: imports.id });
    const theirs = { nom_apprenant: "LEFEVRE", prenom_apprenant: "Zoe", date_de_naissance_apprenant: "2006-05-04" };
    const row = { importId: waiting?.id ?? "", etablissementId: own.id, sheet: "", doubts: [] };
    await database.db.insert(importRows).values([
      { ...row, rank: 1, row: 2, source: { ...theirs, adresse_apprenant: "9 rue en attente" } },
      { ...row, rank: 2, row: 3, source: { ...theirs, nom_apprenant: "Voisin", adresse_apprenant: "chez un autre" } },
    ]);
    const [made] = await database.db.insert(rapprochements).values(ours).returning({ id: rapprochements.id });
    const somebody = { row: 2, uai: "", siret: "", statut: null, cfd: "", rncp: "", formation: "" };
    await database.db.insert(rapprochementEntries).values({
      ...{ rapprochementId: made?.id ?? "", etablissementId: own.id, dossierId: zoe, rank: 0, own: true },
      ...{ category: "to-confirm", reason: "Raison dite d'elle.", action: "Comparer." },
      line: { ...somebody, lastName: "PROCHE", firstName: "Zoé", birth: "2006-05-05" },
    });
    await database.db.insert(keptIdentities).values({ ...ours, kept: "Z1", dropped: "Z2" });
    const [jeton] = await database.db
      .insert(jetons)
      .values({ etablissementId: own.id, name: "Logiciel", rights: ["send"], secretHash: own.id })
      .returning({ id: jetons.id });
    await database.db.insert(pushSightings).values({ ...ours, dossierId: zoe, jetonId: jeton?.id ?? "" });
    const { bytes } = await within(admin, own.uai, extractPerson, zoe);
    const json = strFromU8(unzipSync(bytes)["donnees.json"] ?? new Uint8Array());
    const content = JSON.parse(json) as Record<string, unknown>;
    const quand = at.toISOString();
    expect(content["lignes de fichiers qui attendent d'être appliqués"]).toMatchObject([
      { fichier: "attente.csv", quand, contenu: { adresse_apprenant: "9 rue en attente" } },
    ]);
    expect(content["dernier rapprochement avec les listes du TBA"]).toMatchObject([{ raison: "Raison dite d'elle." }]);
    expect(content["derniers envois d'un logiciel"]).toEqual([{ "identifiant du dossier": zoe, quand }]);
    expect(content["identifiants réunis"]).toMatchObject([{ "identifiant gardé": "Z1", "identifiant écarté": "Z2" }]);
    for (const other of ["Voisin", "chez un autre", "PROCHE"]) expect(json).not.toContain(other);
  });
});
