import { eq } from "drizzle-orm";
import { expect, vi } from "vitest";
import { importRows } from "@/db/schema/import-staging";
import { imports } from "@/db/schema/imports";
import { ServiceError } from "@/lib/errors";
import { cancelImport } from "@/lib/services/imports/cancel-import";
import { loadEndedCorrections } from "@/lib/services/imports/load-ended-corrections";
import { listMatchings } from "@/lib/services/imports/matchings/manage-matchings";
import { answerRows } from "@/lib/services/imports/preview/answer-rows";
import { loadImport } from "@/lib/services/imports/preview/load-import";
import { mendCells } from "@/lib/services/imports/preview/mend-cells";
import { chooseColumns } from "@/lib/services/imports/reading/choose-columns";
import { requestApplication } from "@/lib/services/imports/request-import";
import { undoImport } from "@/lib/services/imports/undo-import";
import { importBytes } from "@/tests/helpers/import-bytes";
import { NothingToDo } from "../chances";
import { typedIsKept } from "../promises/typed-values";
import { csvOf, type Pupil, SAID_ONCE, SIRET, UAIS } from "../school-software";
import { correctionsOf, differences, renamedBetween, type Snapshot, snapshotOf, validOf } from "../stored";
import type { Cfa } from "../world";

const snapshot = (cfa: Cfa) => snapshotOf(cfa.tools.database.db, cfa.id);

export async function importRow({ tools }: Cfa, id: string) {
  const [found] = await tools.database.db.select().from(imports).where(eq(imports.id, id));
  if (found === undefined) throw new Error("Import introuvable.");
  return found;
}

/** An applied import did what it says, and took nobody away. */
export async function checkApplied(cfa: Cfa, id: string, before: Snapshot): Promise<Snapshot> {
  const done = await importRow(cfa, id);
  expect({ state: done.state, refusal: done.refusal }).toEqual({ state: "applied", refusal: null });
  const after = await snapshot(cfa);
  expect(
    [...before.keys()].filter((dossier) => !after.has(dossier)),
    "dossiers disparus",
  ).toEqual([]);
  expect({ created: done.created }).toEqual({ created: after.size - before.size });
  expect(done.created + done.modified + done.unchanged + done.setAside.length).toBeLessThanOrEqual(done.rows);
  const [stood, stand] = [correctionsOf(before), correctionsOf(after)];
  if ([...stand].every((correction) => stood.has(correction))) {
    const ended = [...stood].filter((correction) => !stand.has(correction)).length;
    const told = await cfa.ask(loadEndedCorrections, id);
    expect({ ended, told: told.length }, "corrections finies").toEqual({
      ended: done.correctionsSettled + done.correctionsOverridden,
      told: ended,
    });
  }
  await typedIsKept(cfa, before, after);
  cfa.lastImport = { id, before, after };
  return after;
}

export const told = ({ created, modified, unchanged, setAside }: Awaited<ReturnType<typeof importRow>>) =>
  `${created} nouveaux, ${modified} modifiés, ${unchanged} inchangés, ${setAside.length} mis de côté`;

/** The file of its software, at whatever state of its path it is once it is read. */
export async function receiveExport(cfa: Cfa): Promise<string> {
  const { chances, tools } = cfa;
  const bytes = csvOf(exported(cfa), chances.below(50));
  const { id } = await tools.queue.receive(cfa.ctx(), cfa.uai, `export-${chances.below(1e6)}.csv`, bytes);
  await tools.queue.work();
  return id;
}

/** What a school exports is seldom clean: somebody twice, a row a contract, a part of it only. */
function exported({ school, chances }: Cfa): Pupil[] {
  const { below, chance, pick } = chances;
  const pupils = [...school.pupils];
  if (chance(0.2)) pupils.push(pick(pupils));
  if (chance(0.2)) {
    const pupil = pick(pupils);
    pupils.push({ ...pupil, contrat_date_debut: "2026-12-01", contrat_date_fin: pupil.date_fin_formation ?? "" });
  }
  return chance(0.2) ? pupils.slice(0, 1 + below(pupils.length)) : pupils;
}

/** Somebody looks at the preview, answers what is asked, mends a cell. What is refused is refused. */
export async function lookAtPreview(cfa: Cfa, id: string): Promise<void> {
  const { chance, pick } = cfa.chances;
  const rows = await cfa.tools.database.db
    .select()
    .from(importRows)
    .where(eq(importRows.importId, id))
    .orderBy(importRows.rank);
  const asking = rows.filter(({ questions, kind }) => questions.length > 0 || kind === "held");
  const { rank } = pick(asking.length > 0 ? asking : rows);
  const mended = pick([
    { champ: "etablissement_formateur_siret", typed: SIRET },
    { champ: "date_de_naissance_apprenant", typed: "20/05/2006" },
    { champ: "annee_scolaire", typed: "2026-2027" },
  ] as const);
  try {
    if (chance(0.8))
      await cfa.ask(answerRows, id, [rank], pick(["right", "same", "other", "leave-out", null] as const));
    else await cfa.ask(mendCells, id, [{ rank, ...mended }]);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
  }
}

/** A heading that only this CFA writes so is asked about once, with what no column tells, and remembered. */
async function readWithOwnHeading(cfa: Cfa, bytes: Uint8Array): Promise<string> {
  const { queue } = cfa.tools;
  const known = (await cfa.ask(listMatchings)).length > 0;
  const { id } = await queue.receive(cfa.ctx(), cfa.uai, "export.csv", bytes);
  await queue.work();
  expect((await importRow(cfa, id)).state, "correspondance retenue").toBe(known ? "preview" : "columns");
  if (known) return id;
  const columns = [{ heading: OWN_HEADING.heading, field: OWN_HEADING.champ, order: null }];
  await cfa.ask(chooseColumns, queue.boss, id, {
    sheets: null,
    columns,
    values: [],
    given: SAID_ONCE.map((champ) => ({ champ, text: UAIS[cfa.rank - 1] ?? "" })),
    copied: [],
    remember: "Notre export",
  });
  await queue.work();
  return id;
}
const OWN_HEADING = { champ: "nom_apprenant", heading: "Blaze" } as const;

/** A file is dropped, looked at, and applied or given up: what the preview said is what happens. */
export async function dropFile(cfa: Cfa): Promise<string> {
  const { chances, tools } = cfa;
  const { below, chance } = chances;
  const before = await snapshot(cfa);
  const own = chance(0.2);
  const bytes = csvOf(exported(cfa), below(50), own ? OWN_HEADING : undefined);
  let id: string;
  if (own) id = await readWithOwnHeading(cfa, bytes);
  else {
    ({ id } = await tools.queue.receive(cfa.ctx(), cfa.uai, `export-${below(1e6)}.csv`, bytes));
    if (chance(0.1)) {
      await cfa.ask(cancelImport, id);
      await tools.queue.work();
      expect(differences(await snapshot(cfa), before), "import abandonné avant d'être lu").toEqual([]);
      return "abandonné avant d'être lu";
    }
    await tools.queue.work();
  }
  const read = await importRow(cfa, id);
  if (read.state !== "preview") {
    await cfa.ask(cancelImport, id);
    return `${read.state} ${read.refusal ?? ""}`;
  }
  for (let look = below(3); look > 0; look--) await lookAtPreview(cfa, id);
  if (chance(0.15)) {
    await cfa.ask(cancelImport, id);
    expect(differences(await snapshot(cfa), before), "import abandonné").toEqual([]);
    return "abandonné";
  }
  const promised = await importRow(cfa, id);
  const detail = await cfa.ask(loadImport, id, { view: null, page: 1 });
  await cfa.act(async (scope) => {
    await requestApplication(scope, tools.queue.boss, id);
    await tools.queue.work();
  });
  const after = await checkApplied(cfa, id, before);
  const done = await importRow(cfa, id);
  const unanswered = (detail.table?.counts["a-confirmer"] ?? 0) > 0;
  // Rows whose question is not answered are set aside when the file is applied.
  if (!unanswered) expect(told(done), "ce que l'aperçu promettait").toBe(told(promised));
  const { validBefore = 0, validAfter = 0 } = promised.effect ?? {};
  expect(validOf(before), "valides avant").toBe(validBefore);
  // The preview looks at twins as they are stored: where this file makes somebody else of one, the other does not wait once it is applied, and is not promised.
  expect(validOf(after), "valides promis").toBeGreaterThanOrEqual(validAfter);
  expect(validOf(after), "valides promis").toBeLessThanOrEqual(validAfter + renamedBetween(before, after));
  return told(done);
}

/** A file that nobody looks at; the same again changes nothing. */
export async function dropFileUnseen(cfa: Cfa): Promise<string> {
  const { school, chances, tools } = cfa;
  const drop = (blanks: number) =>
    cfa.act(importBytes, { name: "export.csv", bytes: csvOf(school.pupils, blanks) }, tools.simulator.tba);
  const unread = await snapshot(cfa);
  const { id } = await drop(chances.below(50));
  const before = await snapshot(cfa);
  await typedIsKept(cfa, unread, before);
  cfa.lastImport = { id, before: null, after: before };
  if (chances.chance(0.5)) {
    // Of two files of one instant, nothing says which is the last.
    vi.setSystemTime(Date.now() + 1000);
    const again = await drop(60 + chances.below(50));
    expect({ created: again.created, modified: again.modified }, "le même fichier").toEqual({
      created: 0,
      modified: 0,
    });
    expect(differences(await snapshot(cfa), before), "le même fichier").toEqual([]);
    cfa.lastImport = { id: again.id, before, after: before };
  }
  return told(await importRow(cfa, id));
}

/** The last import is undone: all is as it was before it, when nothing else happened since. */
export async function undoLastImport(cfa: Cfa): Promise<string> {
  const { lastImport } = cfa;
  if (lastImport === null) throw new NothingToDo();
  const { id, before, after } = lastImport;
  const nothingSince = differences(await snapshot(cfa), after).length === 0;
  const done = await cfa.act(undoImport, id);
  cfa.lastImport = null;
  cfa.forgot = true;
  if (before !== null && nothingSince && done.alreadySent + done.pushedSince === 0) {
    expect(differences(await snapshot(cfa), before), "import annulé").toEqual([]);
  }
  return JSON.stringify(done);
}
