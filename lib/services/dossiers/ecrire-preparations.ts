import { isDeepStrictEqual } from "node:util";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/base";
import { VERSION_CONTRAT } from "@/lib/dossier/contrat-tba";
import { jeuDeLignes } from "./jeu-de-lignes";
import type { ColonnesPreparees } from "./ligne-preparee";

/** What `preparer` makes and small enough to be compared: the payload is known by its fingerprint. */
export const RESULTATS = [
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

/** What is stored of a dossier. */
export type Avant = Pick<ColonnesPreparees, (typeof RESULTATS)[number] | "versionContrat"> & { id: string };

type Changement = Omit<ColonnesPreparees, "source" | "corrections" | "payload"> & {
  id: string;
  /** Null when it is the same: PostgreSQL keeps the compressed text that it has. */
  payload: string | null;
};

/** What there is to write of a batch. */
export type AEcrire = { changements: Changement[]; versions: string[] };

const JEU = jeuDeLignes([...RESULTATS, "payload", "versionContrat"]);
const AUTRES = jeuDeLignes([...RESULTATS, "versionContrat"]);

/** Key order is not a change: jsonb does not keep it. */
function memesResultats(avant: Avant, apres: ColonnesPreparees): boolean {
  for (const cle of RESULTATS) {
    const [a, b] = [avant[cle], apres[cle]];
    if (a !== b && !(typeof a === "object" && typeof b === "object" && isDeepStrictEqual(a, b))) return false;
  }
  return true;
}

/**
 * Adds to a batch what a new preparation changes. Nothing else of it is kept: thousands of dossiers that outlive their turn would cost more
 * in memory collection than in preparation.
 */
export function noterPreparation(lot: AEcrire, avant: Avant, apres: ColonnesPreparees): void {
  if (memesResultats(avant, apres)) {
    if (avant.versionContrat !== apres.versionContrat) lot.versions.push(avant.id);
    return;
  }
  const { source: _, corrections: __, payload, ...resultats } = apres;
  lot.changements.push({ id: avant.id, payload: avant.empreinte === apres.empreinte ? null : payload, ...resultats });
}

/** Writes a batch over rows that the transaction holds; source, corrections and what the TBA answered are left alone. */
export async function ecrirePreparations(tx: Db, { changements, versions }: AEcrire): Promise<void> {
  if (changements.length > 0) {
    await tx.execute(sql`update dossiers d set ${AUTRES.affectations}, payload = coalesce(r.payload, d.payload)
      from ${JEU.table(changements)} where d.id = r.id`);
  }
  if (versions.length > 0) {
    await tx.execute(sql`update dossiers d set version_contrat = ${VERSION_CONTRAT}::int
      from jsonb_array_elements_text(${JSON.stringify(versions)}::jsonb) as r(id) where d.id = r.id::uuid`);
  }
}
