import { and, asc, eq, gte, inArray, isNull, sql } from "drizzle-orm";
import { gateOf } from "@/db/gate";
import { changeSets, correctionChanges } from "@/db/schema/corrections";
import { dossiers } from "@/db/schema/dossiers";
import type { ServiceContext } from "@/lib/services/context";
import type { OpenJeton } from "@/lib/services/jetons/open-jeton";
import { correctionsOf } from "./read-dossiers";
import type { CorrectionList } from "./software-answers";
import { reachOf } from "./software-query";

const LIMIT = 2000;

type Query = { depuis?: Date | undefined; etablissement?: string | undefined };

/**
 * What staff corrected and the software still says otherwise, of the dossiers corrected since an instant, the oldest first: to be taken back
 * into the software. `tronque`: more were corrected; ask again from the last `corrige_le`. Throws NOT_FOUND.
 */
export async function listCorrections(
  ctx: Pick<ServiceContext, "db" | "now">,
  jeton: OpenJeton,
  { depuis, etablissement }: Query,
): Promise<CorrectionList> {
  const reach = reachOf(jeton, etablissement);
  const ids = reach.map(({ id }) => id);
  const uais = new Map(reach.map(({ id, uai }) => [id, uai]));
  const last = sql<Date>`max(${changeSets.at})`.mapWith(changeSets.at);
  const found = await gateOf(ctx.db)
    .enter(ids)
    .select({
      etablissementId: dossiers.etablissementId,
      idErpApprenant: dossiers.idErpApprenant,
      anneeScolaire: dossiers.anneeScolaire,
      corrections: dossiers.corrections,
      at: last,
    })
    .from(dossiers)
    .innerJoin(correctionChanges, eq(correctionChanges.dossierId, dossiers.id))
    .innerJoin(changeSets, eq(changeSets.id, correctionChanges.changeSetId))
    .where(
      and(
        inArray(dossiers.etablissementId, ids),
        isNull(changeSets.undoneAt),
        sql`${dossiers.corrections} <> '{}'::jsonb`,
        depuis === undefined ? undefined : gte(changeSets.at, depuis),
      ),
    )
    .groupBy(dossiers.id)
    .orderBy(asc(last), asc(dossiers.id))
    .limit(LIMIT + 1);
  return {
    corrections: found.slice(0, LIMIT).map(({ etablissementId, idErpApprenant, anneeScolaire, corrections, at }) => ({
      id_erp_apprenant: idErpApprenant,
      annee_scolaire: anneeScolaire,
      etablissement: uais.get(etablissementId) ?? null,
      corrige_le: at.toISOString(),
      champs: correctionsOf(corrections),
    })),
    tronque: found.length > LIMIT,
  };
}
