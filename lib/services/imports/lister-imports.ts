import { desc, eq, getTableColumns } from "drizzle-orm";
import type { Db } from "@/db/base";
import { imports } from "@/db/schema/imports";
import { utilisateurs } from "@/db/schema/utilisateurs";
import type { Contexte } from "@/lib/services/contexte";
import { autoriser } from "@/lib/services/etablissements/autoriser";
import type { BilanImport } from "./imports.types";

const HISTORIQUE = 20;
const COLONNES = { ...getTableColumns(imports), nom: utilisateurs.nom };

function bilan({
  etablissementId: _,
  nom,
  le,
  par: __,
  ...l
}: typeof imports.$inferSelect & { nom: string | null }): BilanImport {
  return { ...l, le: le.toISOString(), par: nom ?? "une personne partie depuis" };
}

const requete = (db: Db) => db.select(COLONNES).from(imports).leftJoin(utilisateurs, eq(utilisateurs.id, imports.par));

/** The bilan of an import of ours. */
export async function lireBilanImport(db: Db, id: string): Promise<BilanImport> {
  const [ligne] = await requete(db).where(eq(imports.id, id));
  if (ligne === undefined) throw new Error("Import introuvable.");
  return bilan(ligne);
}

/** The établissement's last imports, newest first. */
export async function listerImports(contexte: Contexte, uai: string): Promise<BilanImport[]> {
  const { id } = await autoriser(contexte, uai, "voir");
  const lues = await requete(contexte.db)
    .where(eq(imports.etablissementId, id))
    .orderBy(desc(imports.le))
    .limit(HISTORIQUE);
  return lues.map(bilan);
}
