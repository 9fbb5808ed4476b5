import { and, desc, eq, getTableColumns } from "drizzle-orm";
import type { Db } from "@/db/base";
import { transmissions } from "@/db/schema/transmissions";
import { utilisateurs } from "@/db/schema/utilisateurs";
import type { BilanTransmission } from "./transmission.types";

const { eligibleIds: _, ...SANS_LES_DOSSIERS } = getTableColumns(transmissions);
const COLONNES = { ...SANS_LES_DOSSIERS, nom: utilisateurs.nom };
type Ligne = Omit<typeof transmissions.$inferSelect, "eligibleIds"> & { nom: string | null };

function bilan({ nom, debut, fin, ...l }: Ligne): BilanTransmission {
  const { id, etat, declencheur, eligibles, acceptes, refuses, nonEnvoyes, invalides, attente, repriseDe, erreur } = l;
  return {
    id,
    etat,
    declencheur,
    par: nom,
    debut: debut.toISOString(),
    fin: fin?.toISOString() ?? null,
    eligibles,
    acceptes,
    refuses,
    nonEnvoyes,
    invalides,
    attente,
    repriseDe,
    erreur,
  };
}

const requete = (db: Db) =>
  db.select(COLONNES).from(transmissions).leftJoin(utilisateurs, eq(utilisateurs.id, transmissions.par));

/** The bilan of a run of ours. */
export async function lireBilan(db: Db, transmissionId: string): Promise<BilanTransmission> {
  const [ligne] = await requete(db).where(eq(transmissions.id, transmissionId));
  if (ligne === undefined) throw new Error("Transmission introuvable.");
  return bilan(ligne);
}

/** Some runs of an établissement, the last one first. */
export async function lireDernieres(db: Db, etablissementId: string, limit: number, offset: number) {
  const lues = await requete(db)
    .where(eq(transmissions.etablissementId, etablissementId))
    .orderBy(desc(transmissions.debut), desc(transmissions.id))
    .limit(limit)
    .offset(offset);
  return lues.map(bilan);
}

/** A run of an établissement, null when it is of another one or does not exist. */
export async function trouverBilan(db: Db, etablissementId: string, id: string): Promise<BilanTransmission | null> {
  const [ligne] = await requete(db).where(
    and(eq(transmissions.etablissementId, etablissementId), eq(transmissions.id, id)),
  );
  return ligne === undefined ? null : bilan(ligne);
}
