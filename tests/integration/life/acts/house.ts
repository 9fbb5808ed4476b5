import { sql } from "drizzle-orm";
import { expect, vi } from "vitest";
import { rows } from "@/db/database";
import { personFingerprint } from "@/lib/domain/identity";
import { parisDay } from "@/lib/domain/paris-day";
import { checkSilence } from "@/lib/services/alertes/check-silence";
import { NO_OUTBOX } from "@/lib/services/emails/outbox";
import { foldPendingChanges } from "@/lib/services/figures/fold-changes";
import { checkCouples } from "@/lib/services/preparation/couples/check-couples";
import { recheckCouples } from "@/lib/services/preparation/couples/recheck-couples";
import { loadRapprochement } from "@/lib/services/rapprochement/load-rapprochement";
import { receiveList } from "@/lib/services/rapprochement/receive-list";
import { erasePerson } from "@/lib/services/rgpd/erase-person";
import { loadPerson } from "@/lib/services/rgpd/load-person";
import { runPurge } from "@/lib/services/rgpd/purge/run-purge";
import { listErasures, readmitPerson } from "@/lib/services/rgpd/readmit-person";
import { setRetentions } from "@/lib/services/rgpd/retentions";
import { saveKey } from "@/lib/services/settings/tba-key";
import { createEndpoint } from "@/lib/services/webhooks/create-endpoint";
import { listEndpoints } from "@/lib/services/webhooks/list-endpoints";
import { removeEndpoint } from "@/lib/services/webhooks/manage-endpoint";
import { importBytes } from "@/tests/helpers/import-bytes";
import { withFileOf } from "@/tests/helpers/with-file-of";
import { recomputeOnSaturdays } from "../promises/true-at-tba";
import { csvOf } from "../school-software";
import { SILENT_TBA } from "../silent-tba";
import { etatsOf, snapshotOf } from "../stored";
import type { Cfa, World } from "../world";

const DAY_MS = 86_400_000;
/** No call of a run goes before. */
const SHORTEST_KEPT_MS = 30 * DAY_MS;
const NEW_YEAR_IN_PARIS = Date.parse("2026-12-31T22:30:00Z");

/** Days go by, and with them what the server does of itself each day: couples asked again, old things purged, figures folded. */
export async function daysGoBy({ bornAt, cfas, chances, tools }: World): Promise<string> {
  const from = new Date();
  const days = chances.pick([1, 1, 1, 1, 7, 7, 30, 45, 400]);
  const then = from.getTime() + days * DAY_MS;
  vi.setSystemTime(chances.chance(0.15) ? Math.max(then, NEW_YEAR_IN_PARIS) : then);
  const [now, { signal }, { db }] = [new Date(), new AbortController(), tools.database];
  for (const cfa of cfas) await recomputeOnSaturdays(cfa, from, now);
  if (chances.chance(0.5)) await recheckCouples(db, now, tools.simulator.tba, signal);
  expect(await runPurge(db, now, signal), "purge").toBe(true);
  await foldPendingChanges(db, now, signal);
  await checkSilence(db, NO_OUTBOX, now);
  for (const cfa of cfas) cfa.forgot ||= now.getTime() - bornAt.getTime() > SHORTEST_KEPT_MS;
  return parisDay(now);
}

/** The TBA is asked about the couples of the dossiers; it may not answer. */
export async function askCouples(cfa: Cfa): Promise<string> {
  const { tba } = cfa.tools.simulator;
  const answers = cfa.chances.chance(0.7);
  await checkCouples({ db: cfa.tools.database.db, now: new Date() }, cfa.id, answers ? tba : SILENT_TBA);
  return answers ? "il répond" : "il ne répond pas";
}

/** Shorter durations: the next purges take more. */
export async function keepLess(cfa: Cfa): Promise<string> {
  const typed = { dossiers: "90", calls: "30", imports: "30", alertes: "30", webhooks: "7", "audit-log": "180" };
  await cfa.ask(setRetentions, typed);
  return "au plus court";
}

/** Another key of the TBA is saved, which what was sent before does not depend on; or one that it does not know. */
export async function changeKey(cfa: Cfa): Promise<string> {
  if (cfa.chances.chance(0.3)) {
    await cfa.act(saveKey, "cle-que-le-tba-ne-connait-pas");
    return "une fausse";
  }
  const key = cfa.tools.simulator.newKey();
  await cfa.act(saveKey, key);
  cfa.keys.push(key);
  return `${cfa.keys.length} clés`;
}

/** A software is told from now on, or no longer is. */
export async function toggleEndpoint(cfa: Cfa): Promise<string> {
  if (cfa.endpoint !== null) {
    await cfa.act(removeEndpoint, cfa.endpoint);
    cfa.endpoint = null;
    return "plus personne";
  }
  const events = ["transmission.terminee", "dossier.invalide", "cle.refusee"];
  await cfa.act(createEndpoint, { url: "http://127.0.0.1:9/notifications", events });
  const [made] = await cfa.ask(listEndpoints);
  cfa.endpoint = made?.id ?? null;
  return "un logiciel";
}

/** The list that the TBA lets one download is dropped in: who is seen is there, and who is there is seen. */
export async function compareWithTba(cfa: Cfa): Promise<string> {
  const { id, keys, tools } = cfa;
  const today = parisDay(new Date());
  const address = `${tools.simulator.url}/_simulateur/liste.xlsx?cle=${keys.at(-1)}&type=apprenant&date=${today}`;
  const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
  const name = `tdb-effectifs-apprenant-${today}.xlsx`;
  await withFileOf(bytes, (path) => cfa.act(receiveList, tools.queue.boss, { name, path }));
  await tools.queue.work();
  const { current, categories } = await cfa.ask(loadRapprochement);
  const etats = await etatsOf(tools.database.db, id);
  const transmis = [...etats.values()].filter((etat) => etat === "transmis").length;
  expect(current?.counts?.known, "rapprochement").toBe(etats.size);
  expect(current?.counts?.accepted).toBeGreaterThanOrEqual(transmis);
  for (const { total, rows: shown } of categories) expect(shown).toHaveLength(Math.min(total, 100));
  return JSON.stringify(current?.counts);
}

/** Somebody is erased: nothing of them is left anywhere, nobody else is touched, and the next file does not bring them back. */
export async function eraseSomebody(cfa: Cfa): Promise<string> {
  const { chances, id, school, tools } = cfa;
  const { db } = tools.database;
  const before = await snapshotOf(db, id);
  const { id: dossier, source } = chances.pick([...before.values()]);
  const { confirmation, own, doubtful } = await cfa.ask(loadPerson, dossier);
  const name = String(source.nom_apprenant ?? "");
  await cfa.act(erasePerson, dossier, confirmation);
  Object.assign(cfa, { forgot: true, lastImport: null, reports: [] });
  const after = await snapshotOf(db, id);
  const gone = [...before.keys()].filter((other) => !after.has(other)).sort();
  expect(gone, "effacés").toEqual(own.map((line) => line.id).sort());
  const shared = JSON.stringify([...after.values()])
    .toLowerCase()
    .includes(name.toLowerCase());
  if (shared || doubtful.length > 0 || name === "") return `${name}, un autre porte ce nom`;
  const columns = await rows<{ table: string; column: string }>(
    db,
    sql`select c.table_name as table, c.column_name as column from information_schema.columns c
      join information_schema.tables t using (table_schema, table_name)
      where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.data_type in ('text', 'jsonb', 'ARRAY')`,
  );
  for (const { table, column } of columns) {
    const [found] = await rows<{ n: number }>(
      db,
      sql`select count(*)::int as n from ${sql.identifier(table)} where ${sql.identifier(column)}::text ilike ${`%${name}%`}`,
    );
    expect({ table, column, n: found?.n }, name).toEqual({ table, column, n: 0 });
  }
  const bytes = csvOf(school.pupils, 70);
  await cfa.act(importBytes, { name: "export.csv", bytes }, tools.simulator.tba);
  const erased = new Set(gone.flatMap((dossier) => personFingerprint(before.get(dossier)?.source ?? {}) ?? []));
  const back = [...(await snapshotOf(db, id)).values()].filter((one) =>
    erased.has(personFingerprint(one.source) ?? ""),
  );
  expect(back, "revenus par un fichier").toEqual([]);
  return name;
}

/** An erasure is lifted: the software may bring them back. */
export async function readmitSomebody(cfa: Cfa): Promise<string> {
  const erasure = cfa.chances.pick(await listErasures(cfa.tools.database.db, cfa.id));
  await cfa.act(readmitPerson, erasure.id);
  return erasure.id;
}
