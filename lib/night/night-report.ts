import { and, asc, eq, sql } from "drizzle-orm";
import { type Db, rows } from "@/db/database";
import { etablissements } from "@/db/schema/etablissements";
import { tbaKeys } from "@/db/schema/tba";
import { getSummary } from "@/lib/services/transmissions/queries";
import type { TransmissionSummary } from "@/lib/services/transmissions/transmissions.types";

/** What happened to one établissement in a night: its run (the last one, when there were several), or why there is none yet. */
export type EtablissementNight =
  | ({ uai: string; kind: "done" } & TransmissionSummary)
  | { uai: string; kind: "skipped"; reason: string };

/** The night of each établissement that has a key and its night on. */
export async function listNightRuns(db: Db, nightId: string): Promise<EtablissementNight[]> {
  const eligibleEtablissements = await db
    .select({ id: etablissements.id, uai: etablissements.uai })
    .from(etablissements)
    .innerJoin(tbaKeys, eq(tbaKeys.etablissementId, etablissements.id))
    .where(and(eq(etablissements.transmissionActive, true)))
    .orderBy(asc(etablissements.uai));
  const latest = await rows<{ etablissement_id: string; id: string }>(
    db,
    sql`select distinct on (etablissement_id) etablissement_id, id from transmissions
      where night_id = ${nightId}::uuid order by etablissement_id, started_at desc`,
  );
  const byEtablissement = new Map(latest.map((t) => [t.etablissement_id, t.id]));
  const nights: EtablissementNight[] = [];
  for (const { id, uai } of eligibleEtablissements) {
    const transmissionId = byEtablissement.get(id);
    if (transmissionId === undefined)
      nights.push({ uai, kind: "skipped", reason: "Pas encore passée : elle attend son tour." });
    else nights.push({ uai, kind: "done", ...(await getSummary(db, transmissionId)) });
  }
  return nights;
}
