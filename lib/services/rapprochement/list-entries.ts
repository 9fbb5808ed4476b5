import { and, asc, eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { dossiers } from "@/db/schema/dossiers";
import { rapprochementEntries } from "@/db/schema/rapprochements";
import type { RapprochementCategory } from "@/lib/domain/rapprochement/categories";
import type { RapprochementRow } from "./rapprochement.types";

/** The entries of a category, in the order of the report, at most `limit`. */
export async function listEntries(
  db: Db,
  rapprochementId: string,
  category: RapprochementCategory,
  limit: number,
): Promise<RapprochementRow[]> {
  const entries = rapprochementEntries;
  const found = await db
    .select({
      rank: entries.rank,
      dossierId: entries.dossierId,
      apprenant: dossiers.apprenant,
      formation: dossiers.formation,
      reason: entries.reason,
      action: entries.action,
      actor: entries.actor,
      forecast: entries.forecast,
      line: entries.line,
    })
    .from(entries)
    .leftJoin(dossiers, eq(dossiers.id, entries.dossierId))
    .where(and(eq(entries.rapprochementId, rapprochementId), eq(entries.category, category)))
    .orderBy(asc(entries.rank))
    .limit(limit);
  return found.map(({ line, apprenant, formation, ...row }) => ({
    ...row,
    apprenant: apprenant ?? "",
    formation: formation ?? "",
    shown: line && {
      name: `${line.lastName} ${line.firstName}`,
      birth: line.birth,
      statut: line.statut,
      formation: line.formation || line.rncp || line.cfd,
    },
  }));
}
