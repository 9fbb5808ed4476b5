import { desc, eq, getTableColumns } from "drizzle-orm";
import type { Db } from "@/db/base";
import { transmissions } from "@/db/schema/transmissions";
import { utilisateurs } from "@/db/schema/utilisateurs";
import type { Contexte } from "@/lib/services/contexte";
import { autoriser } from "@/lib/services/etablissements/autoriser";
import type { BilanTransmission } from "./transmission.types";

const COLONNES = { ...getTableColumns(transmissions), nom: utilisateurs.nom };
type Ligne = typeof transmissions.$inferSelect & { nom: string | null };

function bilan({ nom, debut, fin, ...l }: Ligne): BilanTransmission {
  const { id, etat, declencheur, eligibles, acceptes, refuses, nonEnvoyes, invalides, erreur } = l;
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

/** The établissement's last run, null before the first one. */
export async function lireDerniereTransmission(contexte: Contexte, uai: string): Promise<BilanTransmission | null> {
  const { id } = await autoriser(contexte, uai, "voir");
  const [ligne] = await requete(contexte.db)
    .where(eq(transmissions.etablissementId, id))
    .orderBy(desc(transmissions.debut))
    .limit(1);
  return ligne === undefined ? null : bilan(ligne);
}
