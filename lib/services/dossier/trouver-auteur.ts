import { and, desc, eq } from "drizzle-orm";
import type { Db } from "@/db/base";
import { dossiers } from "@/db/schema/dossiers";
import { imports } from "@/db/schema/imports";
import { lignesCorrections } from "@/db/schema/lignes-corrections";
import { lotsCorrections } from "@/db/schema/lots-corrections";
import { utilisateurs } from "@/db/schema/utilisateurs";
import type { CleChamp } from "@/lib/dossier/champs";

/** Who last gave a field its value, as a sentence says it: a person's name, or «le logiciel» for an import that came after. */
export async function dernierAuteur(db: Db, dossierId: string, champ: CleChamp): Promise<string> {
  const [correction] = await db
    .select({ le: lotsCorrections.le, nom: utilisateurs.nom })
    .from(lignesCorrections)
    .innerJoin(lotsCorrections, eq(lotsCorrections.id, lignesCorrections.lotId))
    .leftJoin(utilisateurs, eq(utilisateurs.id, lotsCorrections.par))
    .where(and(eq(lignesCorrections.dossierId, dossierId), eq(lignesCorrections.champ, champ)))
    .orderBy(desc(lotsCorrections.le))
    .limit(1);
  const [recu] = await db
    .select({ le: imports.le })
    .from(dossiers)
    .innerJoin(imports, eq(imports.id, dossiers.importId))
    .where(eq(dossiers.id, dossierId));
  if (correction === undefined || (recu !== undefined && recu.le > correction.le)) return "le logiciel";
  return correction.nom ?? "une personne partie depuis";
}
