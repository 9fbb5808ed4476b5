import { and, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { dossiers } from "@/db/schema/dossiers";
import { ETAT_LABELS } from "@/lib/domain/etat";
import { parisDay } from "@/lib/domain/paris-day";
import { nextChange, STATUT_LABELS, statutOnDay } from "@/lib/domain/statut";
import type { JudgedRow } from "@/lib/services/imports/classify/judge-row";
import { ETAT_SQL } from "@/lib/services/rapport/columns-sql";
import type { Forecast } from "./push-answers";

/** A row that was judged, and where. */
export type TriedRow = { etablissementId: string; row: JudgedRow };

const EFFECTS = { new: "nouveau", modified: "modifie", unchanged: "inchange" } as const;

const changesOf = ({ changes }: JudgedRow): Forecast["changements"] =>
  Object.entries(changes ?? {}).map(([champ, { before, after }]) => ({ champ, avant: before, apres: after }));

function find(tx: Db, etablissementId: string, rows: readonly JudgedRow[]) {
  const keys = JSON.stringify(rows.map(({ idErpApprenant, anneeScolaire }) => [idErpApprenant, anneeScolaire]));
  return tx
    .select({
      idErpApprenant: dossiers.idErpApprenant,
      anneeScolaire: dossiers.anneeScolaire,
      etat: ETAT_SQL,
      anomalies: dossiers.anomalies,
      parcours: dossiers.parcours,
    })
    .from(dossiers)
    .where(
      and(
        eq(dossiers.etablissementId, etablissementId),
        sql`(${dossiers.idErpApprenant}, ${dossiers.anneeScolaire}) in
          (select e ->> 0, e ->> 1 from jsonb_array_elements(${keys}::jsonb) as e)`,
      ),
    );
}

/** What the dossiers that a call just wrote have become, by their place in it: state, anomalies of both stages, statuses to come, changes. */
export async function readForecasts(tx: Db, tried: readonly TriedRow[], now: Date): Promise<Record<string, Forecast>> {
  const day = parisDay(now);
  const forecasts: Record<string, Forecast> = {};
  for (const etablissementId of new Set(tried.map((each) => each.etablissementId))) {
    const rows = tried.filter((each) => each.etablissementId === etablissementId).map(({ row }) => row);
    const byKey = new Map(rows.map((row) => [JSON.stringify([row.idErpApprenant, row.anneeScolaire]), row]));
    for (const { idErpApprenant, anneeScolaire, etat, anomalies, parcours } of await find(tx, etablissementId, rows)) {
      const row = byKey.get(JSON.stringify([idErpApprenant, anneeScolaire]));
      if (row === undefined) continue;
      const step = parcours === null ? null : nextChange(parcours, day);
      forecasts[row.rank] = {
        effet: EFFECTS[row.kind],
        changements: changesOf(row),
        etat: { code: etat, libelle: ETAT_LABELS[etat] },
        anomalies: anomalies.map(({ code, severity, champs, sentence }) => ({
          code,
          gravite: severity,
          champs,
          message: sentence,
        })),
        statut: parcours === null ? null : STATUT_LABELS[statutOnDay(parcours, day)],
        prochain_changement: step === null ? null : { date: step[0], statut: STATUT_LABELS[step[1]] },
        parcours: (parcours ?? []).map(([date, statut]) => ({ date, statut: STATUT_LABELS[statut] })),
      };
    }
  }
  return forecasts;
}
