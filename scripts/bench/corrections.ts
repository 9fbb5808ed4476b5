import { sql } from "drizzle-orm";
import { openPostgres } from "@/db/open";
import { correctCause, previewCorrection } from "@/lib/services/deblocage/correct-cause";
import { loadCause } from "@/lib/services/deblocage/load-cause";
import { loadPlan } from "@/lib/services/deblocage/load-plan";
import { undoChangeSet } from "@/lib/services/dossiers/corrections/undo-change-set";
import type { Scope } from "@/lib/services/etablissements/scope";
import { storeDossiers } from "@/tests/factories/dossiers";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { APPLICATION_ROLE, postgresPrograms, startPostgres } from "@/tests/helpers/postgresql";
import { within } from "@/tests/helpers/within";
import { printTable } from "./helpers/print-table";
import { variedDossiers } from "./helpers/varied-dossiers";

const WRONG = 5000;
const OTHERS = 1000;
const ROUNDS = 3;
const WRONG_SIRET = "7776444410001";
const RIGHT_SIRET = "59904711500010";

type Times = Record<"open" | "preview" | "apply" | "undo", number[]>;

async function timed<T>(into: number[], work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  const answer = await work();
  into.push(performance.now() - startedAt);
  return answer;
}

/** The cause of most dossiers, opened, previewed, corrected and undone, as its page does: rights, reading and writing included. */
async function round(scope: Scope, times: Times): Promise<void> {
  const plan = await loadPlan(scope, { searches: {} });
  const cause = plan.bloquantes.find(({ dossiers }) => dossiers >= WRONG);
  if (cause === undefined) throw new Error("La cause à corriger n'est pas dans le plan.");
  const request = { key: cause.key, searches: {}, champ: "", by: "" };
  const opened = await timed(times.open, () => loadCause(scope, request));
  const inputs = Object.fromEntries((opened?.groups ?? []).map(({ key }) => [key, RIGHT_SIRET]));
  const { preview } = await timed(times.preview, () => previewCorrection(scope, request, { inputs, takeAll: false }));
  const tba = { findOrganisme: async () => ({ kind: "unreachable" as const, reason: "banc" }) };
  const done = await timed(times.apply, () => correctCause(scope, request, inputs, tba));
  if (preview.corrected < WRONG || done.dossiers !== preview.corrected)
    throw new Error("La correction est incomplète.");
  const undone = await timed(times.undo, () => undoChangeSet(scope, done.changeSetId));
  if (undone.dossiers !== done.dossiers || undone.conflicts > 0) throw new Error("L'annulation est incomplète.");
}

const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b);
const median = (values: readonly number[]) => Math.round(sorted(values)[values.length >> 1] ?? Number.NaN);

/** Five thousand dossiers with one wrong value: opened, previewed, corrected at once and undone, on PostgreSQL under the application's role. */
export async function bench(): Promise<void> {
  const programs = postgresPrograms();
  if (programs === null) throw new Error("PostgreSQL est introuvable : installez-le, ou donnez POSTGRES_BIN.");
  const server = await startPostgres(programs, "-c shared_buffers=512MB");
  try {
    const application = server.url.replace("//passerelle@", `//${APPLICATION_ROLE}@`);
    const database = await openPostgres(application, { migrationUrl: server.url });
    const { id, uai } = await newEtablissement(database.db);
    const sources = variedDossiers(WRONG + OTHERS).map((source, n) =>
      n < WRONG ? { ...source, etablissement_formateur_siret: WRONG_SIRET } : source,
    );
    await storeDossiers(database.db, id, sources);
    // As where the TBA took the dossiers and dropped the value: what was sent is kept when it changes.
    await database.db.execute(sql`update submissions s set received_at = now(), sent_at = now(), sent_fingerprint = d.fingerprint
      from dossiers d where d.id = s.dossier_id`);
    const context = await person(database.db, id, "gestionnaire");
    const times: Times = { open: [], preview: [], apply: [], undo: [] };
    for (let n = 0; n <= ROUNDS; n++) {
      // The first one warms the program up.
      const into = n === 0 ? { open: [], preview: [], apply: [], undo: [] } : times;
      await within(context, uai, round, into);
    }
    await database.close();
    const rows = Object.entries({
      "ouvrir la cause": { values: times.open, goal: 300 },
      "voir l'effet": { values: times.preview, goal: 300 },
      appliquer: { values: times.apply, goal: 1500 },
      annuler: { values: times.undo, goal: 1500 },
    }).map(([name, { values, goal }]) => ({
      mesure: name,
      "médiane (ms)": median(values),
      "meilleur (ms)": Math.round(sorted(values)[0] ?? Number.NaN),
      "pire (ms)": Math.round(sorted(values).at(-1) ?? Number.NaN),
      "but (ms)": goal,
    }));
    printTable(rows, {
      bench: "corrections",
      dossiers: WRONG,
      open_ms: median(times.open),
      preview_ms: median(times.preview),
      apply_ms: median(times.apply),
      undo_ms: median(times.undo),
      ratio: Number((median(times.apply) / 1500).toFixed(2)),
    });
  } finally {
    server.stop();
  }
}
