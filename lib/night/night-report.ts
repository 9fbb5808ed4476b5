import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { nightEligible } from "@/lib/services/etablissements/night-eligible";
import { getSummary } from "@/lib/services/transmissions/queries";
import type { TransmissionSummary } from "@/lib/services/transmissions/transmissions.types";

/** What happened to one établissement in a night: its run (the last one, when there were several), or why there is none yet. */
export type EtablissementNight =
  | ({ uai: string; kind: "done" } & TransmissionSummary)
  | { uai: string; kind: "skipped"; reason: string };

/** The night of each établissement that has a key and its night on. */
export async function listNightRuns(db: Db, nightId: string): Promise<EtablissementNight[]> {
  const latest = await parsedRows(
    db,
    z.object({ etablissement_id: z.string(), id: z.string() }),
    sql`select distinct on (etablissement_id) etablissement_id, id from transmissions
      where night_id = ${nightId}::uuid order by etablissement_id, started_at desc`,
  );
  const byEtablissement = new Map(latest.map((t) => [t.etablissement_id, t.id]));
  const nights: EtablissementNight[] = [];
  for (const { id, uai } of await nightEligible(db)) {
    const transmissionId = byEtablissement.get(id);
    if (transmissionId === undefined)
      nights.push({ uai, kind: "skipped", reason: "Pas encore passée : elle attend son tour." });
    else nights.push({ uai, kind: "done", ...(await getSummary(db, transmissionId)) });
  }
  return nights;
}
