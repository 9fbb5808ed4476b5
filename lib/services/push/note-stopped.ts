import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import type { AnomalieCode } from "@/lib/domain/anomalies/catalogue";
import type { PushNote } from "@/lib/domain/push-notes";

/** What waits for a person before it leaves: a doubt, or a second identifier of somebody whom the TBA has. */
const WAITING: readonly AnomalieCode[] = ["DOUTE", "DOUBLON_EN_ATTENTE", "DOUBLON_ECARTE"];
/** What the TBA takes, and loses at its second stage without a word to whoever sent it. */
const LOST: readonly AnomalieCode[] = ["CONTRAT_SANS_DEBUT", "FIN_AVANT_ENTREE"];

const StoppedSchema = z.object({
  id_erp: z.string(),
  year: z.string(),
  anomalies: z.array(z.object({ code: z.string(), sentence: z.string() })),
});

/** Notes, of the dossiers of a call by identifier and year, what stops those that the TBA's own check lets through. */
export async function noteStopped(
  tx: Db,
  etablissementId: string,
  written: ReadonlyMap<string, number>,
  noted: (index: number, note: PushNote) => void,
): Promise<void> {
  const path = sql.raw(`'$[*] ? (${[...WAITING, ...LOST].map((code) => `@.code == "${code}"`).join(" || ")})'`);
  const found = await parsedRows(
    tx,
    StoppedSchema,
    sql`select d.id_erp_apprenant as id_erp, d.annee_scolaire as year, jsonb_path_query_array(d.anomalies, ${path}) as anomalies
      from dossiers d where d.etablissement_id = ${etablissementId}::uuid and d.blocked and d.anomalies @? ${path}`,
  );
  for (const { id_erp, year, anomalies } of found) {
    const index = written.get(JSON.stringify([id_erp, year]));
    if (index === undefined) continue;
    const said = (codes: readonly string[]) =>
      anomalies.flatMap(({ code, sentence }) => (codes.includes(code) ? [sentence] : []));
    const [toConfirm, lost] = [said(WAITING), said(LOST)];
    if (toConfirm.length > 0) noted(index, { toConfirm });
    if (lost.length > 0) noted(index, { lost });
  }
}
