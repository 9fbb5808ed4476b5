import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { logger } from "@/lib/logger";
import { reprepareEtablissement } from "@/lib/services/preparation/reprepare";

const IdSchema = z.object({ id: z.string() });
const BESIDE_OTHER = sql.raw(`'$[*] ? (@.code == "PERSONNE_EN_DOUBLE")'`);

/**
 * Of one person's two dossiers that were never sent, a run took one and not the other: that one now waits until somebody says which
 * (lib/domain/anomalies/context.ts), where it said that both leave. Only what a run can leave behind is looked at: the invalid ones,
 * those that it did not get accepted, and those that came or became valid while it was under way. Never throws: the next import, or the next change of what surrounds them, finds them too.
 */
export async function reprepareLeftBehind(db: Db, etablissementId: string, transmissionId: string): Promise<void> {
  try {
    const left = await parsedRows(
      db,
      IdSchema,
      sql`select d.id from dossiers d where d.etablissement_id = ${etablissementId}::uuid and d.anomalies @? ${BESIDE_OTHER} and d.id in (
          select i.id from dossiers i where i.etablissement_id = ${etablissementId}::uuid and i.apprenti and i.blocked
          union all
          select r.dossier_id from results r where r.transmission_id = ${transmissionId}::uuid
          union all
          select v.id from dossiers v where v.etablissement_id = ${etablissementId}::uuid and v.apprenti and not v.blocked and v.id not in (
            select unnest(c.dossier_ids) from calls c where c.transmission_id = ${transmissionId}::uuid and c.kind = 'answer'))`,
    );
    if (left.length > 0) await reprepareEtablissement(db, etablissementId, { only: left.map(({ id }) => id) });
  } catch (error) {
    logger.error(
      { transmissionId, name: error instanceof Error ? error.name : "unknown" },
      "doublons d'une transmission non repris",
    );
  }
}
