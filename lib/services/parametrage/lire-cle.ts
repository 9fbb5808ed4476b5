import { eq } from "drizzle-orm";
import { clesTba } from "@/db/schema/cles-tba";
import { utilisateurs } from "@/db/schema/utilisateurs";
import type { Contexte } from "@/lib/services/contexte";
import { autoriser } from "@/lib/services/etablissements/autoriser";
import type { EtatCle } from "./parametrage.types";

/** What pages may know of the key: that there is one, since when, by whom, and its last test. */
export async function lireEtatCle(contexte: Contexte, uai: string): Promise<EtatCle> {
  const { id } = await autoriser(contexte, uai, "voir");
  const [ligne] = await contexte.db
    .select({
      modifieeLe: clesTba.modifieeLe,
      modifieePar: utilisateurs.nom,
      testeeLe: clesTba.testeeLe,
      resultat: clesTba.testResultat,
    })
    .from(clesTba)
    .leftJoin(utilisateurs, eq(utilisateurs.id, clesTba.modifieePar))
    .where(eq(clesTba.etablissementId, id));
  if (ligne === undefined) return { presente: false, modifieeLe: null, modifieePar: null, dernierTest: null };
  const { modifieeLe, modifieePar, testeeLe, resultat } = ligne;
  return {
    presente: true,
    modifieeLe: modifieeLe.toISOString(),
    modifieePar,
    dernierTest: testeeLe === null || resultat === null ? null : { le: testeeLe.toISOString(), resultat },
  };
}
