// Calls of 2,000 dossiers in a process of its own, each to an établissement of its own, and what no call can do without: preparing and writing the
// same rows. Says its figures.
import { randomUUID } from "node:crypto";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { eq } from "drizzle-orm";
import { openPostgres } from "@/db/open";
import { dossiers } from "@/db/schema/dossiers";
import { etablissements } from "@/db/schema/etablissements";
import { receiveDossiers } from "@/lib/actions/software/dossiers-routes";
import { EMPTY_CONTEXT } from "@/lib/domain/anomalies/context";
import { prepare } from "@/lib/domain/prepare";
import { MAX_CALL_DOSSIERS } from "@/lib/domain/software-limits";
import { preparedColumns } from "@/lib/services/preparation/prepared-columns";
import { type DossierToRecord, recordDossiers } from "@/lib/services/preparation/record-dossiers";
import { cfaWithJeton } from "@/tests/factories/software";
import { variedDossiers } from "./varied-dossiers";

const [migrationUrl = "", role = "", rounds = "30"] = process.argv.slice(2);
const WARMING = 5;
const database = await openPostgres(migrationUrl.replace("passerelle@", `${role}@`), { migrationUrl });
const sources = variedDossiers(MAX_CALL_DOSSIERS).map(
  ({ statut: _, groupe_formation: __, nom_employeur: ___, ...sent }) => sent,
);
const bytes = Buffer.from(JSON.stringify(sources));
const stalls = monitorEventLoopDelay({ resolution: 5 });

async function timed(work: () => unknown): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** The rows as a call writes them, made beforehand but for their ids, which each round needs anew: writing alone is measured. */
const prepared = sources.map(
  (source): Omit<DossierToRecord, "id"> => ({
    isNew: true,
    idErpApprenant: String(source.id_erp_apprenant),
    anneeScolaire: String(source.annee_scolaire),
    doubts: [],
    confirmed: [],
    ...preparedColumns(source, {}, EMPTY_CONTEXT),
  }),
);
const rows = () => prepared.map((row): DossierToRecord => ({ id: randomUUID(), ...row }));

async function call(jeton: string): Promise<void> {
  const request = new Request("http://localhost/api/v3/dossiers-apprenants", {
    method: "POST",
    headers: { authorization: `Bearer ${jeton}`, "content-type": "application/json" },
    body: bytes,
  });
  const ctx = { db: database.gate.door, now: new Date(), address: "127.0.0.1" };
  const answer = await receiveDossiers(request, ctx, () => {});
  if (answer.status !== 200) throw new Error(`${answer.status}`);
  await answer.text();
}

const figures: Record<"prepareMs" | "writeMs" | "pushMs" | "againMs", number[]> = {
  prepareMs: [],
  writeMs: [],
  pushMs: [],
  againMs: [],
};
for (let round = -WARMING; round < Number(rounds); round++) {
  const [bare, full] = [await cfaWithJeton(database.db), await cfaWithJeton(database.db)];
  if (round === 0) stalls.enable();
  const prepareMs = await timed(() => {
    for (const source of sources) prepare(source);
  });
  const writeMs = await timed(() => database.db.transaction((tx) => recordDossiers(tx, bare.id, rows())));
  stalls.reset();
  const pushMs = await timed(() => call(full.jeton));
  const againMs = await timed(() => call(full.jeton));
  const stored = await database.db.$count(dossiers, eq(dossiers.etablissementId, full.id));
  if (stored !== sources.length) throw new Error(`${stored} dossiers pour ${sources.length} envoyés.`);
  for (const { id } of [bare, full]) await database.db.delete(etablissements).where(eq(etablissements.id, id));
  if (round < 0) continue;
  figures.prepareMs.push(prepareMs);
  figures.writeMs.push(writeMs);
  figures.pushMs.push(pushMs);
  figures.againMs.push(againMs);
}
const stallMs = Math.round(stalls.max / 1e6);
const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
console.log(JSON.stringify({ dossiers: sources.length, ...figures, stallMs, peakMb }));
process.exit(0);
