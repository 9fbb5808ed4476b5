// One import of ours in a process of its own: from the bytes on disk to prepared rows in PostgreSQL, then the same file again. Says its figures.
import { monitorEventLoopDelay } from "node:perf_hooks";
import { eq } from "drizzle-orm";
import { openPostgres } from "@/db/open";
import { dossiers } from "@/db/schema/dossiers";
import { etablissements } from "@/db/schema/etablissements";
import { openScope } from "@/lib/services/etablissements/scope";
import { importFile } from "@/lib/services/imports/import-file";
import { newEtablissement, person } from "@/tests/factories/etablissement";

const [migrationUrl = "", role = "", path = "", expected = ""] = process.argv.slice(2);
const database = await openPostgres(migrationUrl.replace("passerelle@", `${role}@`), { migrationUrl });
const etablissement = await newEtablissement(database.db);
const ctx = await person(database.db, etablissement.id, "gestionnaire");
const unknown = { findOrganisme: () => Promise.resolve({ kind: "unreachable" as const, reason: "banc" }) };
const stalls = monitorEventLoopDelay({ resolution: 5 });

async function importOnce(): Promise<{ seconds: number; stallMs: number }> {
  stalls.reset();
  stalls.enable();
  const begun = performance.now();
  await importFile(await openScope(ctx, etablissement.uai), { name: "banc.xlsx", path }, unknown as never);
  const seconds = (performance.now() - begun) / 1000;
  stalls.disable();
  return { seconds, stallMs: Math.round(stalls.max / 1e6) };
}

const first = await importOnce();
const again = await importOnce();
const stored = await database.db.$count(dossiers, eq(dossiers.etablissementId, etablissement.id));
if (stored !== Number(expected)) throw new Error(`${stored} dossiers pour ${expected} lignes.`);
await database.db.delete(etablissements).where(eq(etablissements.id, etablissement.id));
console.log(JSON.stringify({ first, again, peakMb: Math.round(process.resourceUsage().maxRSS / 1024) }));
process.exit(0);
