import { eq, sql } from "drizzle-orm";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { rows } from "@/db/database";
import { jumeaux } from "@/db/schema/a-surveiller";
import { auditLog } from "@/db/schema/audit";
import { dossiers, submissions } from "@/db/schema/dossiers";
import { tbaLists } from "@/db/schema/rapprochements";
import { calls, results, transmissions } from "@/db/schema/transmissions";
import { uuidArray } from "@/db/uuid-array";
import type { JsonObject } from "@/lib/domain/json";
import { correctDossier } from "@/lib/services/dossiers/correct-dossier";
import { getDossierVersion } from "@/lib/services/dossiers/dossier-version";
import { loadDossier } from "@/lib/services/dossiers/load-dossier";
import { parseFilters } from "@/lib/services/rapport/parse-filters";
import { erasePerson } from "@/lib/services/rgpd/erase-person";
import { extractPerson } from "@/lib/services/rgpd/extract/extract-person";
import { loadPerson } from "@/lib/services/rgpd/load-person";
import { readmitPerson } from "@/lib/services/rgpd/readmit-person";
import { loadRetentions } from "@/lib/services/rgpd/retentions";
import type { TbaClient } from "@/lib/tba/client";
import { storeDossiers, storedDossiers, validSource } from "@/tests/factories/dossiers";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { storeHeldPush } from "@/tests/factories/pushes";
import { storeTransmission } from "@/tests/factories/transmissions";
import { importBytes } from "@/tests/helpers/import-bytes";
import { testDatabase } from "@/tests/helpers/test-database";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const TBA: Pick<TbaClient, "findOrganisme"> = {
  findOrganisme: async () => ({ kind: "unreachable", reason: "Muet." }),
};

/** Zoé has two years and two identifiers; Marc is somebody else; Zoé's second identifier was somebody else's before. */
function people(surname: string, identifier: string): JsonObject[] {
  const zoe = { nom_apprenant: surname, prenom_apprenant: "Zoé", date_de_naissance_apprenant: "2006-05-04" };
  return [
    validSource(1, { ...zoe, id_erp_apprenant: identifier, annee_scolaire: "2023-2024" }),
    validSource(2, { ...zoe, id_erp_apprenant: identifier, annee_scolaire: "2024-2025" }),
    validSource(3, { ...zoe, id_erp_apprenant: "Z2", annee_scolaire: "2024-2025" }),
    validSource(4, { id_erp_apprenant: "Z2", annee_scolaire: "2022-2023", nom_apprenant: "Ancien" }),
    validSource(5, { id_erp_apprenant: "M1", nom_apprenant: "Marc" }),
  ];
}

async function cfa(surname = "Lefèvre", identifier = "Z1") {
  const own = await newEtablissement(database.db);
  const admin = await person(database.db, own.id, "administrateur");
  await storeDossiers(database.db, own.id, people(surname, identifier));
  const all = await database.db.select().from(dossiers).where(eq(dossiers.etablissementId, own.id));
  const id = (erp: string, year: string) =>
    all.find((d) => d.idErpApprenant === erp && d.anneeScolaire === year)?.id ?? "";
  return { own, admin, zoe: id(identifier, "2024-2025"), all };
}

/** Zoé's dossier was corrected, read, sent, refused: something of each kind is held. */
async function withHistory(surname = "Lefèvre", identifier = "Z1") {
  const made = await cfa(surname, identifier);
  const { own, admin, zoe } = made;
  const { version } = await getDossierVersion(database.db, own.id, zoe);
  await within(admin, own.uai, correctDossier, zoe, {
    version,
    inputs: [{ champ: "prenom_apprenant", before: "Zoé", typed: "Zoëlle" }],
  });
  await within(admin, own.uai, loadDossier, zoe, parseFilters({}));
  await database.db
    .update(submissions)
    .set({
      sentAt: new Date("2026-11-01T02:00:00Z"),
      sentFingerprint: "f",
      sentPayload: JSON.stringify({ nom_apprenant: `Envoyé ${surname}` }),
    })
    .where(eq(submissions.dossierId, zoe));
  const run = await storeTransmission(database.db, { etablissementId: own.id, startedAt: new Date() });
  await database.db
    .update(calls)
    .set({ dossierIds: sql`${uuidArray([zoe])}` })
    .where(eq(calls.transmissionId, run));
  await database.db.insert(results).values({
    transmissionId: run,
    etablissementId: own.id,
    dossierId: zoe,
    outcome: "refused",
    messages: ["INE <b>faux</b>"],
  });
  return { ...made, run };
}

const CSV = (lines: readonly string[][]) => ({
  name: "export.csv",
  bytes: new TextEncoder().encode(
    [["nom_apprenant", "prenom_apprenant", "date_de_naissance_apprenant", "annee_scolaire"], ...lines]
      .map((cells) => cells.join(";"))
      .join("\n"),
  ),
});
const MARC = ["Martin", "Paul", "2005-01-02", "2024-2025"];

describe("Une personne", () => {
  it("est reconnue sous ses identifiants et ses années, sans ceux d'une autre qui eut le même identifiant", async () => {
    const { own, admin, zoe } = await cfa();
    const found = await within(admin, own.uai, loadPerson, zoe);
    const said = (lines: typeof found.own) =>
      lines.map(({ identifier, anneeScolaire }) => `${identifier} ${anneeScolaire}`);
    expect(said(found.own)).toEqual(["Z1 2023-2024", "Z1 2024-2025", "Z2 2024-2025"]);
    expect(said(found.doubtful)).toEqual(["Z2 2022-2023"]);
    await database.db.insert(jumeaux).values({ etablissementId: own.id, first: "Z1", second: "Z2", at: new Date() });
    expect(said((await within(admin, own.uai, loadPerson, zoe)).own)).toEqual(["Z1 2023-2024", "Z1 2024-2025"]);
  });

  it("reçoit tout ce qui est conservé d'elle, et rien des autres ni du personnel", async () => {
    const { own, admin, zoe } = await withHistory();
    const theirs = { nom_apprenant: "Lefèvre", prenom_apprenant: "Zoé", date_de_naissance_apprenant: "2006-05-04" };
    const held = { etablissementId: own.id, dossierId: zoe };
    const hidden = { ...theirs, adresse_apprenant: "3 rue retenue" };
    await storeHeldPush(database.db, { ...held, idErpApprenant: "H1", source: hidden });
    await storeHeldPush(database.db, { ...held, idErpApprenant: "H2", source: { ...theirs, nom_apprenant: "Retenu" } });
    const inList = { row: 2, uai: "0352660B", siret: "", statut: null, cfd: "", rncp: "", formation: "" };
    const listed = [
      { ...inList, lastName: "LEFEVRE", firstName: "Zoe", birth: "2006-05-04", formation: "BTS vu" },
      { ...inList, lastName: "LISTÉ", firstName: "Zoé", birth: "2006-05-04" },
    ];
    await database.db.insert(tbaLists).values({
      etablissementId: own.id,
      type: "apprenant",
      day: "2026-11-01",
      file: "l",
      at: new Date(),
      lines: listed,
    });
    const { name, bytes } = await within(admin, own.uai, extractPerson, zoe);
    expect(name).not.toMatch(/lef|zo/i);
    const files = unzipSync(bytes);
    expect(Object.keys(files).sort()).toEqual(["donnees.json", "lisez-moi.html"]);
    const json = strFromU8(files["donnees.json"] ?? new Uint8Array());
    const page = strFromU8(files["lisez-moi.html"] ?? new Uint8Array());
    const content = JSON.parse(json) as { dossiers: Record<string, unknown>[]; "lignes du journal": unknown[] };
    expect(content.dossiers).toHaveLength(3);
    for (const text of ["Zoëlle", "Envoyé Lefèvre", "Z2", "3 rue retenue", "BTS vu"]) {
      expect(json).toContain(text);
      expect(page).toContain(text);
    }
    expect(page).toContain("INE &lt;b&gt;faux&lt;/b&gt;");
    expect(page).not.toMatch(/(src|href)=/);
    for (const other of ["Ancien", "Marc", "Retenu", "LISTÉ", "Personne d'essai"])
      expect(json + page).not.toContain(other);
    expect(content["lignes du journal"]).toMatchObject([{ acte: "Dossier consulté" }]);
    const [line] = await database.db.select().from(auditLog).where(eq(auditLog.action, "rgpd-extract"));
    expect(line?.details).toEqual({ dossiers: 3, dossier: zoe });
  });
});

describe("L'effacement d'une personne", () => {
  it("demande son nom, et n'efface rien sans lui", async () => {
    const { own, admin, zoe } = await cfa();
    for (const typed of ["", "Marc", "lefevre"])
      await expect(within(admin, own.uai, erasePerson, zoe, typed)).rejects.toMatchObject({ code: "INVALID_INPUT" });
    expect(await database.db.$count(dossiers, eq(dossiers.etablissementId, own.id))).toBe(5);
  });

  it("ne laisse nulle part ce qu'elle était, sauf ce qui compte les autres", async () => {
    const { own, admin, zoe, all } = await withHistory("Quetzal", "IDENTIFIANT-UNIQUE");
    const erased = all.filter((d) => d.person === all.find(({ id }) => id === zoe)?.person).map(({ id }) => id);
    expect(erased).toHaveLength(3);
    const { confirmation } = await within(admin, own.uai, loadPerson, zoe);
    expect(await within(admin, own.uai, erasePerson, zoe, confirmation.toLowerCase())).toEqual({
      dossiers: 3,
      auditLines: 1,
    });
    expect([...(await storedDossiers(database.db, own.id)).keys()].sort()).toEqual(["M1", "Z2"]);
    // Every table of ours, row by row, as a thief of the database would read it; a call keeps the numbers of what it held, which lead nowhere.
    const tables = await rows<{ name: string }>(
      database.db,
      sql`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
    );
    for (const { name } of tables) {
      const text = await rows<{ t: string }>(database.db, sql`select t::text as t from ${sql.identifier(name)} t`);
      const found = text.filter(
        ({ t }) => /quetzal|identifiant-unique/i.test(t) || erased.some((id) => t.includes(id)),
      );
      expect(found.length, name).toBe(name === "calls" ? 1 : 0);
    }
    const lines = await database.db.select().from(auditLog).where(eq(auditLog.etablissementId, own.id));
    expect(JSON.stringify(lines.map(({ details }) => details))).not.toContain(zoe);
    expect(lines.find(({ action }) => action === "rgpd-erasure")?.details).toEqual({ dossiers: 3, auditLines: 1 });
  });

  it("attend la fin d'une transmission en cours", async () => {
    const { own, admin, zoe } = await cfa();
    const now = new Date();
    await database.db
      .insert(transmissions)
      .values({ etablissementId: own.id, status: "running", trigger: "clock", startedAt: now, heartbeatAt: now });
    const { confirmation } = await within(admin, own.uai, loadPerson, zoe);
    await expect(within(admin, own.uai, erasePerson, zoe, confirmation)).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("tient au prochain import : sa ligne est mise de côté avec la raison, jusqu'à ce qu'on la réadmette", async () => {
    const { own, admin, zoe } = await cfa();
    const { confirmation } = await within(admin, own.uai, loadPerson, zoe);
    await within(admin, own.uai, erasePerson, zoe, confirmation);
    const file = CSV([["LEFEVRE", "zoé", "04/05/2006", "2024-2025"], MARC]);
    const first = await within(admin, own.uai, importBytes, file, TBA);
    expect(first.created).toBe(1);
    expect(first.setAside).toMatchObject([{ row: 2, reason: expect.stringContaining("ont été effacées") }]);
    expect(JSON.stringify(first.setAside)).not.toMatch(/lef/i);
    // Another CFA knows nothing of it.
    const there = await newEtablissement(database.db);
    const other = await person(database.db, there.id, "administrateur");
    expect((await within(other, there.uai, importBytes, file, TBA)).created).toBe(2);
    const [erasure] = (await within(admin, own.uai, loadRetentions)).erasures;
    await expect(within(other, there.uai, readmitPerson, erasure?.id ?? "")).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await within(admin, own.uai, readmitPerson, erasure?.id ?? "");
    expect(await within(admin, own.uai, importBytes, file, TBA)).toMatchObject({ created: 1, setAside: [] });
  });
});
