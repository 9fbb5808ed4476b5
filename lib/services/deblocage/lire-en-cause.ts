import { and, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/base";
import { dossiers } from "@/db/schema/dossiers";
import type { AnomalieEnCause, Cause, DossierEnCause } from "@/lib/dossier/causes/cause";
import { trouverCauses } from "@/lib/dossier/causes/trouver-causes";
import type { Json } from "@/lib/dossier/json";
import { hacher } from "@/lib/services/dossiers/hacher";

type Lue = [
  code: AnomalieEnCause["code"],
  gravite: AnomalieEnCause["gravite"],
  acteur: AnomalieEnCause["acteur"],
  champs: AnomalieEnCause["champs"],
  valeurs: Json[],
];

/** The anomalies without their sentences, with the values that they are about: a tenth of what the dossiers weigh. */
const ANOMALIES: SQL<string> = sql<string>`(
  select json_agg(json_build_array(a.e ->> 'code', a.e ->> 'gravite', a.e ->> 'acteur', a.e -> 'champs', (
    select json_agg(${dossiers.payload}::json -> c.champ order by c.rang)
    from jsonb_array_elements_text(a.e -> 'champs') with ordinality as c(champ, rang)
  )) order by a.rang)::text
  from jsonb_array_elements(${dossiers.anomalies}) with ordinality as a(e, rang))`;

function lireAnomalies(texte: string): AnomalieEnCause[] {
  const lues = JSON.parse(texte) as Lue[];
  return lues.map(([code, gravite, acteur, champs, valeurs]) => ({ code, gravite, acteur, champs, valeurs }));
}

/** The causes of the dossiers that a condition keeps, the most useful to repair first. */
export async function lireCauses(db: Db, ou: SQL): Promise<Cause[]> {
  const lus = await db
    .select({ id: dossiers.id, anomalies: ANOMALIES })
    .from(dossiers)
    .where(and(ou, sql`${dossiers.anomalies} <> '[]'::jsonb`));
  const enCause: DossierEnCause[] = lus.map(({ id, anomalies }) => ({ id, anomalies: lireAnomalies(anomalies) }));
  return trouverCauses(enCause);
}

/** What stands for a cause in an address: always the same, and nothing can be read in it. */
export function cleDeCause({ identite }: Cause): string {
  return hacher(identite, "base64url").slice(0, 16);
}
