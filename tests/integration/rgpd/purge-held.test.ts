import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { dossiers } from "@/db/schema/dossiers";
import { importHoldings } from "@/db/schema/import-staging";
import { imports } from "@/db/schema/imports";
import { purges } from "@/db/schema/rgpd";
import { parisDay } from "@/lib/domain/paris-day";
import { runPurge } from "@/lib/services/rgpd/purge/run-purge";
import type { FileReading } from "@/lib/spreadsheet/reading.types";
import { storeDossiers, storedDossiers, validSource } from "@/tests/factories/dossiers";
import { newEtablissement } from "@/tests/factories/etablissement";
import { testDatabase } from "@/tests/helpers/test-database";

const database = testDatabase();
const NOW = new Date();
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000);

const READING = { sheets: [], columns: [], notices: [], setAside: [], dossiers: 0 };

/** An applied import of a CFA; `own`: of our own report, or of the rows that were left out. */
async function importAt(etablissementId: string, at: Date, own: Partial<FileReading> = {}): Promise<string> {
  const zero = { rows: 0, created: 0, modified: 0, unchanged: 0, nonApprentis: 0, setAside: [], ignoredColumns: [] };
  const reading = { ...READING, ...own } as FileReading;
  const values = { etablissementId, file: "f.csv", at, reading, ...zero };
  const [row] = await database.db.insert(imports).values(values).returning({ id: imports.id });
  return row?.id ?? "";
}

async function purge() {
  await database.db.delete(purges).where(eq(purges.day, parisDay(NOW)));
  expect(await runPurge(database.db, NOW, new AbortController().signal)).toBe(true);
}

const OURS = [
  ["notre rapport", { ownReport: true }],
  ["les lignes écartées", { completes: true }],
] as const;

describe("La purge, quand notre rapport ou les lignes écartées sont revenus après le fichier du logiciel", () => {
  it.each(OURS)("garde les dossiers d'une année finie que ce fichier porte (%s)", async (_, ours) => {
    const { id } = await newEtablissement(database.db);
    const year = Number(parisDay(NOW).slice(0, 4));
    const end = `${year - 4}-06-30`;
    const over = { annee_scolaire: `${year - 5}-${year - 4}`, contrat_date_fin: end, date_fin_formation: end };
    await storeDossiers(database.db, id, [validSource(1, over), validSource(2, over)]);
    const file = await importAt(id, daysAgo(3));
    const held = and(eq(dossiers.etablissementId, id), eq(dossiers.idErpApprenant, "E-1"));
    await database.db.update(dossiers).set({ importId: file }).where(held);
    await importAt(id, daysAgo(2), ours);
    await purge();
    expect([...(await storedDossiers(database.db, id)).keys()]).toEqual(["E-1"]);
  });

  it.each(OURS)("garde les deux derniers fichiers du logiciel, que « À surveiller » compare (%s)", async (_, ours) => {
    const { id: etablissementId } = await newEtablissement(database.db);
    const old = await importAt(etablissementId, daysAgo(420));
    const files = [await importAt(etablissementId, daysAgo(410)), await importAt(etablissementId, daysAgo(400))];
    await database.db
      .insert(importHoldings)
      .values({ importId: files[1] ?? "", etablissementId, created: [], kept: [], undoable: false });
    for (const days of [3, 2]) await importAt(etablissementId, daysAgo(days), ours);
    await purge();
    const own = eq(imports.etablissementId, etablissementId);
    const left = (await database.db.select({ id: imports.id }).from(imports).where(own)).map(({ id }) => id);
    expect(left).toEqual(expect.arrayContaining(files));
    expect(left).not.toContain(old);
  });
});

it("La purge retire les dossiers d'une année finie écrits à la main là où aucun fichier n'est jamais venu", async () => {
  const { id } = await newEtablissement(database.db);
  const year = Number(parisDay(NOW).slice(0, 4));
  const end = `${year - 4}-06-30`;
  const over = { contrat_date_fin: end, date_fin_formation: end };
  await storeDossiers(database.db, id, [
    validSource(1, { ...over, annee_scolaire: `${year - 5}-${year - 4}` }),
    validSource(2, { ...over, annee_scolaire: `${year}-${year + 1}` }),
  ]);
  await purge();
  expect([...(await storedDossiers(database.db, id)).keys()]).toEqual(["E-2"]);
});

it("La purge garde le dossier d'une année finie tant que son contrat ou sa formation dure, et pas une durée de plus", async () => {
  const { id } = await newEtablissement(database.db);
  const year = Number(parisDay(NOW).slice(0, 4));
  const inDays = (days: number) => parisDay(daysAgo(-days));
  const over = { annee_scolaire: `${year - 5}-${year - 4}`, contrat_date_debut: `${year - 5}-09-01` };
  const until = (contrat: string | null, formation: string, rupture: string | null = null) => ({
    ...over,
    ...{ contrat_date_fin: contrat, contrat_date_rupture: rupture, date_fin_formation: formation },
  });
  await storeDossiers(database.db, id, [
    validSource(1, until(inDays(-2), inDays(-2))),
    validSource(2, until(inDays(0), inDays(-2))),
    validSource(3, until(inDays(-2), inDays(0))),
    validSource(4, until(inDays(30), inDays(30), `${year - 4}-12-31`)),
    validSource(5, until(null, inDays(30))),
    validSource(6, until("9999-12-31", inDays(-2))),
  ]);
  await purge();
  expect([...(await storedDossiers(database.db, id)).keys()].sort()).toEqual(["E-2", "E-3", "E-4", "E-5"]);
});
