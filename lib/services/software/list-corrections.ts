import { and, asc, eq, gte, inArray, isNull, not, sql } from "drizzle-orm";
import { gateOf } from "@/db/gate";
import { changeSets, correctionChanges } from "@/db/schema/corrections";
import { dossiers } from "@/db/schema/dossiers";
import type { ServiceContext } from "@/lib/services/context";
import type { OpenJeton } from "@/lib/services/jetons/open-jeton";
import { MEANS_SOMEBODY_ELSE } from "./means-somebody-else";
import { correctionsOf } from "./read-dossiers";
import type { CorrectionList } from "./software-answers";
import { type CorrectionsQuery, correctionsCursor, reachOf } from "./software-query";

/**
 * What staff corrected and the software still says otherwise, of the dossiers corrected since an instant, the oldest first: to be taken back
 * into the software; nothing of somebody whose identifier means another person there too. `tronque`: more were corrected, which the cursor `suivant` leads to. Throws NOT_FOUND.
 */
export async function listCorrections(
  ctx: Pick<ServiceContext, "db" | "now">,
  jeton: OpenJeton,
  { depuis, etablissement, curseur, limite }: CorrectionsQuery,
): Promise<CorrectionList> {
  const reach = reachOf(jeton, etablissement);
  const ids = reach.map(({ id }) => id);
  const uais = new Map(reach.map(({ id, uai }) => [id, uai]));
  const last = sql<Date>`max(${changeSets.at})`.mapWith(changeSets.at);
  const found = await gateOf(ctx.db)
    .enter(ids)
    .select({
      id: dossiers.id,
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
        not(MEANS_SOMEBODY_ELSE),
        depuis === undefined ? undefined : gte(changeSets.at, depuis),
      ),
    )
    .groupBy(dossiers.id)
    .having(
      curseur
        ? sql`(${last}, ${dossiers.id}) > (${curseur.at.toISOString()}::timestamptz, ${curseur.id}::uuid)`
        : sql`true`,
    )
    .orderBy(asc(last), asc(dossiers.id))
    .limit(limite + 1);
  const page = found.slice(0, limite);
  const end = page.at(-1);
  const tronque = found.length > limite;
  return {
    corrections: page.map(({ etablissementId, idErpApprenant, anneeScolaire, corrections, at }) => ({
      id_erp_apprenant: idErpApprenant,
      annee_scolaire: anneeScolaire,
      etablissement: uais.get(etablissementId) ?? null,
      corrige_le: at.toISOString(),
      champs: correctionsOf(corrections),
    })),
    tronque,
    suivant: tronque && end !== undefined ? correctionsCursor(end) : null,
  };
}
