import { asc, eq, sql } from "drizzle-orm";
import { type Db, lignes } from "@/db/base";
import { appels } from "@/db/schema/appels";
import { ErreurMetier } from "@/lib/errors";
import type { Contexte } from "@/lib/services/contexte";
import { estUuid } from "@/lib/services/est-uuid";
import { autoriser } from "@/lib/services/etablissements/autoriser";
import { lireFile } from "@/lib/services/file/lire-file";
import { trouverBilan } from "./lire-bilans";
import type { AppelLu, DetailTransmission, DossierDeCourse } from "./transmission.types";

const PAR_PAGE = 50;

/** What to show of a run: the dossiers of one call, or those that were not accepted; which page of them. */
export type VueTransmission = { appel: number | null; page: number };

async function lireAppels(db: Db, transmissionId: string): Promise<AppelLu[]> {
  const lus = await db.select().from(appels).where(eq(appels.transmissionId, transmissionId)).orderBy(asc(appels.rang));
  return lus.map(({ demandeLe, reponduLe, id: _, transmissionId: __, dossierIds: ___, ...appel }) => ({
    ...appel,
    demandeLe: demandeLe.toISOString(),
    reponduLe: reponduLe?.toISOString() ?? null,
  }));
}

/** The dossiers of one call, in the order sent; or all that were not accepted, the refused ones first. */
async function lireDossiers(db: Db, transmissionId: string, { appel, page: demandee }: VueTransmission) {
  const deLaCourse = sql`${transmissionId}::uuid`;
  const vus =
    appel === null
      ? sql`select r.dossier_id as id, r.issue, r.messages, case r.issue when 'refuse' then 0 else 1 end::bigint as rang
          from resultats r where r.transmission_id = ${deLaCourse}`
      : sql`select e.id, coalesce(r.issue, case when a.genre = 'reponse' then 'accepte' else 'sans-reponse' end) as issue,
            coalesce(r.messages, '[]'::jsonb) as messages, e.rang
          from appels a cross join unnest(a.dossier_ids) with ordinality as e(id, rang)
          left join resultats r on r.transmission_id = a.transmission_id and r.dossier_id = e.id and r.appel_id = a.id
          where a.transmission_id = ${deLaCourse} and a.rang = ${appel}`;
  const [compte] = await lignes<{ n: number }>(db, sql`select count(*)::int as n from (${vus}) v`);
  const total = compte?.n ?? 0;
  const pages = Math.max(1, Math.ceil(total / PAR_PAGE));
  const page = Math.min(Math.max(1, demandee), pages);
  const lus = await lignes<DossierDeCourse>(
    db,
    sql`select d.id, d.apprenant, d.formation, v.issue, v.messages from (${vus}) v join dossiers d on d.id = v.id
      order by v.rang, d.apprenant_tri, d.id limit ${PAR_PAGE} offset ${(page - 1) * PAR_PAGE}`,
  );
  return { lignes: lus, total, page, pages };
}

/** A run in full: its calls, and what became of its dossiers. Throws INTROUVABLE when it is not of this établissement. */
export async function lireTransmission(
  contexte: Contexte,
  uai: string,
  transmissionId: string,
  vue: VueTransmission,
): Promise<DetailTransmission> {
  const { db } = contexte;
  const { id } = await autoriser(contexte, uai, "voir");
  const bilan = estUuid(transmissionId) ? await trouverBilan(db, id, transmissionId) : null;
  if (bilan === null) throw new ErreurMetier("INTROUVABLE", "Cette page n'existe pas.");
  const lus = await lireAppels(db, bilan.id);
  const appel = lus.some(({ rang }) => rang === vue.appel) ? vue.appel : null;
  const dossiers = await lireDossiers(db, bilan.id, { appel, page: vue.page });
  return { bilan, appels: lus, appel, dossiers, file: await lireFile(db, id) };
}
