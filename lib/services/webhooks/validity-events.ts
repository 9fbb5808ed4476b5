import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { recordEvent } from "./record-event";

/** Of the dossiers of one message; the others are read from our API. */
const MAX_NAMED = 500;
const PER_PAGE = 2000;

const RowSchema = z.object({
  etablissementId: z.string(),
  idErpApprenant: z.string(),
  anneeScolaire: z.string(),
  codes: z.array(z.string()),
});
type Row = z.infer<typeof RowSchema>;

/** Takes a page of what the trigger noted; answers those that were not invalid and are. */
async function takePage(tx: Db): Promise<{ taken: number; rows: Row[] }> {
  const found = await parsedRows(
    tx,
    RowSchema.extend({ news: z.boolean() }),
    sql`with page as (
        select v.dossier_id from validity_changes v order by v.dossier_id limit ${PER_PAGE} for update skip locked
      ), taken as (
        delete from validity_changes v using page where v.dossier_id = page.dossier_id returning v.dossier_id, v.was_invalid
      )
      select d.etablissement_id as "etablissementId", d.id_erp_apprenant as "idErpApprenant", d.annee_scolaire as "anneeScolaire",
        not t.was_invalid and d.apprenti and d.blocked as news,
        jsonb_path_query_array(d.anomalies, '$[*] ? (@.severity == "bloquante") .code') as codes
      from taken t join dossiers d on d.id = t.dossier_id
      order by d.etablissement_id, d.numero nulls last, d.id`,
  );
  return { taken: found.length, rows: found.filter(({ news }) => news) };
}

async function tell(tx: Db, etablissementId: string, rows: readonly Row[], now: Date): Promise<void> {
  await recordEvent(tx, etablissementId, "dossier.invalide", now, () => ({
    path: "/etablissement/tableau-de-bord-apprentissage?etat=invalide",
    data: {
      nombre: rows.length,
      dossiers: rows.slice(0, MAX_NAMED).map(({ idErpApprenant, anneeScolaire, codes }) => ({
        id_erp_apprenant: idErpApprenant,
        annee_scolaire: anneeScolaire,
        anomalies: [...new Set(codes)],
      })),
      tronque: rows.length > MAX_NAMED,
    },
  }));
}

/** Makes one notification of all the dossiers of an établissement that became invalid since it was last looked at. */
export async function recordValidityEvents(db: Db, now: Date): Promise<void> {
  for (;;) {
    const { taken, more } = await db.transaction(async (tx) => {
      const page = await takePage(tx);
      for (const id of new Set(page.rows.map(({ etablissementId }) => etablissementId))) {
        const own = page.rows.filter(({ etablissementId }) => etablissementId === id);
        await tell(tx, id, own, now);
      }
      return { taken: page.taken, more: page.taken === PER_PAGE };
    });
    if (taken === 0 || !more) return;
  }
}
