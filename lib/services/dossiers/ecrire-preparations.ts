import { isDeepStrictEqual } from "node:util";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/base";
import { jeuDeLignes } from "./jeu-de-lignes";
import type { ColonnesPreparees } from "./ligne-preparee";

/** What `preparer` makes and small enough to be compared: the payload is known by its fingerprint. */
const RESULTATS = [
  "apprenti",
  "bloque",
  "empreinte",
  "anomalies",
  "parcours",
  "formation",
  "apprenant",
  "employeur",
  "formationTri",
  "apprenantTri",
  "employeurTri",
  "debut",
  "fin",
  "personne",
] as const satisfies readonly (keyof ColonnesPreparees)[];

type Resultats = Pick<ColonnesPreparees, (typeof RESULTATS)[number]>;

/** A dossier as it stood, and as it was prepared again. */
export type DossierRepare = { id: string; avant: Resultats & { versionContrat: number }; apres: ColonnesPreparees };

const JEU = jeuDeLignes([...RESULTATS, "payload", "versionContrat"]);
const AUTRES = jeuDeLignes([...RESULTATS, "versionContrat"]);

/** Key order is not a change: jsonb does not keep it. */
function memesResultats(avant: Resultats, apres: Resultats): boolean {
  return RESULTATS.every((cle) => {
    const [a, b] = [avant[cle], apres[cle]];
    return a === b || (typeof a === "object" && typeof b === "object" && isDeepStrictEqual(a, b));
  });
}

/**
 * Writes preparations over rows that the transaction holds. Source, corrections and what the TBA answered are left alone, and
 * so is the text of a payload that did not change: PostgreSQL would compress it anew.
 */
export async function ecrirePreparations(tx: Db, repares: readonly DossierRepare[]): Promise<void> {
  const changes: DossierRepare[] = [];
  const versions: DossierRepare[] = [];
  for (const repare of repares) {
    if (!memesResultats(repare.avant, repare.apres)) changes.push(repare);
    else if (repare.avant.versionContrat !== repare.apres.versionContrat) versions.push(repare);
  }
  if (changes.length > 0) {
    const table = JEU.table(
      changes.map(({ id, avant, apres }) => ({
        ...apres,
        id,
        payload: avant.empreinte === apres.empreinte ? null : apres.payload,
      })),
    );
    await tx.execute(sql`update dossiers d set ${AUTRES.affectations}, payload = coalesce(r.payload, d.payload)
      from ${table} where d.id = r.id`);
  }
  const [premier] = versions;
  if (premier !== undefined) {
    const ids = JSON.stringify(versions.map(({ id }) => id));
    await tx.execute(sql`update dossiers d set version_contrat = ${premier.apres.versionContrat}::int
      from jsonb_array_elements_text(${ids}::jsonb) as r(id) where d.id = r.id::uuid`);
  }
}
