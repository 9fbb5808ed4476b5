import { and, asc, eq, gt, gte, inArray, or, type SQL } from "drizzle-orm";
import { gateOf } from "@/db/gate";
import { dossiers, submissions } from "@/db/schema/dossiers";
import type { Corrections } from "@/lib/domain/corrections";
import { ETAT_LABELS } from "@/lib/domain/etat";
import { parisDay } from "@/lib/domain/paris-day";
import { nextChange, STATUT_LABELS } from "@/lib/domain/statut";
import type { StatutTba } from "@/lib/domain/statut.types";
import { storableText } from "@/lib/domain/storable-json";
import { ServiceError } from "@/lib/errors";
import type { ServiceContext } from "@/lib/services/context";
import type { Entered, OpenJeton } from "@/lib/services/jetons/open-jeton";
import { ETAT_SQL, statutOn } from "@/lib/services/rapport/columns-sql";
import { MEANS_SOMEBODY_ELSE } from "./means-somebody-else";
import type { ApprenantDossiers, DossierList, SoftwareDossier } from "./software-answers";
import { type ListQuery, reachOf } from "./software-query";

type Ctx = Pick<ServiceContext, "db" | "now">;

const statutOf = (code: StatutTba) => ({ code, libelle: STATUT_LABELS[code] });

/** The corrections of a dossier as a software takes them back: the field, our value, and the one that it had sent. */
export const correctionsOf = (corrections: Corrections) =>
  Object.entries(corrections).map(([champ, { value, source }]) => ({ champ, valeur: value, valeur_recue: source }));

type ReadDossier = { id: string; dossier: SoftwareDossier };

async function read(
  ctx: Ctx,
  reach: readonly Entered[],
  where: SQL | undefined,
  limit: number,
): Promise<ReadDossier[]> {
  const day = parisDay(ctx.now);
  const ids = reach.map(({ id }) => id);
  const uais = new Map(reach.map(({ id, uai }) => [id, uai]));
  const found = await gateOf(ctx.db)
    .enter(ids)
    .select({
      id: dossiers.id,
      etablissementId: dossiers.etablissementId,
      idErpApprenant: dossiers.idErpApprenant,
      anneeScolaire: dossiers.anneeScolaire,
      etat: ETAT_SQL,
      anomalies: dossiers.anomalies,
      statut: statutOn(day),
      parcours: dossiers.parcours,
      corrections: dossiers.corrections,
      meansSomebodyElse: MEANS_SOMEBODY_ELSE,
      modifiedAt: dossiers.modifiedAt,
      sentAt: submissions.sentAt,
      receivedAt: submissions.receivedAt,
      messages: submissions.tbaMessages,
    })
    .from(dossiers)
    .leftJoin(submissions, eq(submissions.dossierId, dossiers.id))
    .where(and(inArray(dossiers.etablissementId, ids), eq(dossiers.apprenti, true), where))
    .orderBy(asc(dossiers.id))
    .limit(limit);
  return found.map(({ id, parcours, etat, statut, messages, ...row }) => {
    const step = parcours === null ? null : nextChange(parcours, day);
    return {
      id,
      dossier: {
        id_erp_apprenant: row.idErpApprenant,
        annee_scolaire: row.anneeScolaire,
        etablissement: uais.get(row.etablissementId) ?? null,
        etat: { code: etat, libelle: ETAT_LABELS[etat] },
        anomalies: row.anomalies.map(({ code, severity: gravite, champs, sentence: message }) => ({
          code,
          gravite,
          champs,
          message,
        })),
        refus_du_tba: etat === "refuse" ? (messages ?? []) : [],
        statut: statut === null ? null : statutOf(statut),
        prochain_changement: step === null ? null : { date: step[0], statut: statutOf(step[1]) },
        premiere_acceptation: row.sentAt?.toISOString() ?? null,
        derniere_reponse_du_tba: row.receivedAt?.toISOString() ?? null,
        corrections: row.meansSomebodyElse ? [] : correctionsOf(row.corrections),
        modifie_le: row.modifiedAt.toISOString(),
      },
    };
  });
}

/** The dossiers that a jeton enters, page after page: `suivant` is the cursor of the next one, null at the end. Throws NOT_FOUND. */
export async function listForSoftware(ctx: Ctx, jeton: OpenJeton, query: ListQuery): Promise<DossierList> {
  const since = query.modifie_depuis;
  const where = and(
    query.curseur === undefined ? undefined : gt(dossiers.id, query.curseur),
    query.etat === undefined ? undefined : eq(ETAT_SQL, query.etat),
    since === undefined ? undefined : or(gte(dossiers.modifiedAt, since), gte(submissions.receivedAt, since)),
  );
  const found = await read(ctx, reachOf(jeton, query.etablissement), where, query.limite + 1);
  const page = found.slice(0, query.limite);
  return {
    dossiers: page.map(({ dossier }) => dossier),
    suivant: found.length > query.limite ? (page.at(-1)?.id ?? null) : null,
  };
}

const MAX_YEARS = 50;

/** The dossiers of one apprentice, by the software's identifier: one a school year. Throws NOT_FOUND. */
export async function getForSoftware(
  ctx: Ctx,
  jeton: OpenJeton,
  idErpApprenant: string,
  { annee_scolaire: year, etablissement }: { annee_scolaire?: string | undefined; etablissement?: string | undefined },
): Promise<ApprenantDossiers> {
  const where = and(
    // As it was pushed: what could not be stored of it is not there.
    eq(dossiers.idErpApprenant, storableText(idErpApprenant)),
    year === undefined ? undefined : eq(dossiers.anneeScolaire, year),
  );
  const found = await read(ctx, reachOf(jeton, etablissement), where, MAX_YEARS);
  if (found.length === 0) throw new ServiceError("NOT_FOUND", "Aucun dossier ne porte cet identifiant.");
  return { dossiers: found.map(({ dossier }) => dossier) };
}
