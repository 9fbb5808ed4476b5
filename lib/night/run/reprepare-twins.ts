import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, preparedRows } from "@/db/database";
import type { AnomalieCode } from "@/lib/domain/anomalies/catalogue";
import { logger } from "@/lib/logger";
import { reprepareOutdated } from "@/lib/services/preparation/reprepare";

const FoundSchema = z.object({ found: z.boolean() });
const BOTH_LEAVE: AnomalieCode = "PERSONNE_EN_DOUBLE";
const SAYS_SO = sql.raw(`'[{"code":"${BOTH_LEAVE}"}]'::jsonb`);

/**
 * Of one person's two dossiers that were never sent, a run took one and not the other (invalid, refused, or come meanwhile): that one now
 * waits until somebody says which (lib/domain/anomalies/context.ts), where it said that both leave. Never throws: the next import, or the
 * next change of what surrounds them, finds them too.
 */
export async function reprepareTwins(db: Db, etablissementId: string): Promise<void> {
  try {
    // Read through: no index is worth its place for what few établissements have, and this takes less than a call.
    const [some] = await preparedRows(
      db,
      FoundSchema,
      sql`select exists (select 1 from dossiers d
        where d.etablissement_id = ${etablissementId}::uuid and d.anomalies @> ${SAYS_SO}) as found`,
    );
    if (some?.found) await reprepareOutdated(db, etablissementId);
  } catch (error) {
    const name = error instanceof Error ? error.name : "unknown";
    logger.error({ etablissementId, name }, "doublons d'une transmission non repris");
  }
}
