import { and, asc, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/base";
import { dossiers } from "@/db/schema/dossiers";
import type { CleChamp } from "@/lib/dossier/champs";
import type { Json } from "@/lib/dossier/json";
import { parmi } from "@/lib/services/corrections/dossiers-corriges";

/** A dossier of a cause: what it is grouped by, and the values of the cause's fields as they would be sent; null when absent. */
export type Membre = {
  id: string;
  numero: number;
  idErpApprenant: string;
  apprenant: string;
  formation: string;
  employeur: string;
  site: string;
  valeurs: Json[];
};

const CHAMPS_DU_SITE = [
  "etablissement_lieu_de_formation_adresse",
  "etablissement_lieu_de_formation_code_postal",
  "etablissement_lieu_de_formation_siret",
] as const satisfies readonly CleChamp[];

const valeursDe = (champs: readonly CleChamp[]) => sql<string>`(
  select json_agg(${dossiers.payload}::json -> c.champ order by c.rang)::text
  from jsonb_array_elements_text(${JSON.stringify(champs)}::jsonb) with ordinality as c(champ, rang))`;

/** The dossiers of an établissement among these, in the order of their numbers. */
export async function lireMembres(
  db: Db,
  etablissementId: string,
  ids: readonly string[],
  champs: readonly CleChamp[],
): Promise<Membre[]> {
  const lus = await db
    .select({
      id: dossiers.id,
      numero: sql<number>`coalesce(${dossiers.numero}, 0)`.mapWith(Number),
      idErpApprenant: dossiers.idErpApprenant,
      apprenant: dossiers.apprenant,
      formation: dossiers.formation,
      employeur: dossiers.employeur,
      site: valeursDe(CHAMPS_DU_SITE),
      valeurs: valeursDe(champs),
    })
    .from(dossiers)
    .where(and(eq(dossiers.etablissementId, etablissementId), parmi(ids)))
    .orderBy(asc(dossiers.numero));
  return lus.map((lu) => ({
    ...lu,
    site: (JSON.parse(lu.site) as Json[]).filter((v) => typeof v === "string" || typeof v === "number").join(", "),
    valeurs: JSON.parse(lu.valeurs) as Json[],
  }));
}
