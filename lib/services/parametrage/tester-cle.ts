import { eq } from "drizzle-orm";
import { clesTba } from "@/db/schema/cles-tba";
import { ErreurMetier } from "@/lib/errors";
import { fermerAlertes } from "@/lib/services/alertes/fermer-alertes";
import type { Contexte } from "@/lib/services/contexte";
import { autoriser } from "@/lib/services/etablissements/autoriser";
import { journaliser } from "@/lib/services/journal/journaliser";
import { clientTba } from "@/lib/services/tba/client-tba";
import { dechiffrerCle } from "./dechiffrer-cle";

const PHRASES = {
  acceptee: "Le TBA accepte cette clé.",
  refusee: "Le TBA refuse cette clé : récupérez-la de nouveau avec la clé bleue, puis enregistrez-la.",
  injoignable: "Le TBA ne répond pas pour le moment : réessayez dans quelques minutes.",
} as const;

/** Asks the TBA whether it takes the saved key, and remembers the answer. Throws SAISIE_INVALIDE when there is no key. */
export async function testerCle(
  contexte: Contexte,
  uai: string,
): Promise<{ resultat: keyof typeof PHRASES; phrase: string }> {
  const { id } = await autoriser(contexte, uai, "administrer");
  const cle = await dechiffrerCle(contexte.db, id);
  if (cle === null) throw new ErreurMetier("SAISIE_INVALIDE", "Aucune clé n'est enregistrée : collez-la d'abord.");
  const resultat = (await clientTba().testerCle(cle)).genre;
  await contexte.db
    .update(clesTba)
    .set({ testeeLe: contexte.maintenant, testResultat: resultat })
    .where(eq(clesTba.etablissementId, id));
  if (resultat === "acceptee") await fermerAlertes(contexte.db, id, ["cle-refusee"], contexte.maintenant);
  await journaliser(contexte, id, "cle-testee", { resultat });
  return { resultat, phrase: PHRASES[resultat] };
}
